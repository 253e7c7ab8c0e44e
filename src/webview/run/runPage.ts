import type { RunToPage } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import { ChartView } from './chartView.ts';
import { ContainersMenu } from './containersMenu.ts';
import { filterBox } from './filterBox.ts';
import { LogView } from './logView.ts';
import type { PageContext } from './pageContext.ts';
import { searchBox } from './searchBox.ts';
import { StatusLine } from './statusLine.ts';
import { followButton, toolbar } from './toolbar.ts';

/** The whole page: tools, curves, log, status. */
export class RunPage {
  readonly #context: PageContext;
  readonly #log: LogView;
  readonly #chart: ChartView;
  readonly #menu: ContainersMenu;
  readonly #status: StatusLine;
  readonly #filter: ReturnType<typeof filterBox>;
  readonly #search: ReturnType<typeof searchBox>;

  constructor(context: PageContext, { title, place }: { readonly title: string; readonly place: string }) {
    this.#context = context;
    const follow = followButton(context, () => this.#log.setFollowing(!this.#log.isFollowing));
    this.#log = new LogView(context, isFollowing => follow.show(isFollowing));
    follow.show(true);
    this.#chart = new ChartView(context);
    this.#menu = new ContainersMenu(context);
    this.#status = new StatusLine(context, place);
    this.#filter = filterBox(context);
    this.#search = searchBox(context, () => this.#log.searchPlace);
    this.#log.setTimes(context.state().hasTimes ?? false);
    const boxes = [this.#filter.element, this.#search.element];
    document.title = title;
    document.body.replaceChildren(
      html(
        'main',
        {},
        html('h1', { class: 'unseen' }, title),
        toolbar(context, this.#log, { boxes, follow: follow.element, menu: this.#menu.element }),
        this.#chart.element,
        this.#log.element,
        this.#status.element,
      ),
    );
  }

  receive(message: Exclude<RunToPage, { kind: 'start' }>): void {
    switch (message.kind) {
      case 'status':
        this.#status.setStatus(message.status);
        this.#menu.setSources(message.sources);
        this.#chart.setSources(message.sources);
        this.#log.setSources(message.sources);
        break;
      case 'extent':
        this.#log.setExtent(message);
        if (message.isSearching) this.#status.say(this.#context.words.looking, true);
        else this.#status.unsay(this.#context.words.looking);
        break;
      case 'rows':
        this.#log.setRows(message);
        break;
      case 'chart':
        this.#chart.setChart(message.chart);
        break;
      case 'found':
        this.#search.complain(message.place === undefined ? this.#context.words.noMatch : '', false);
        this.#log.showFound(message.place);
        break;
      case 'badPattern':
        this.#complain(message.where, message.message);
        break;
      case 'said':
        this.#status.say(message.text);
        break;
    }
  }

  #complain(where: 'filter' | 'search', message: string): void {
    (where === 'filter' ? this.#filter : this.#search).complain(message, true);
  }
}
