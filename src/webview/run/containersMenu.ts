import type { SourceRow } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import { fill, type PageContext } from './pageContext.ts';
import { colourOf } from './sourceNames.ts';

/** The list of containers, to be shown and hidden. */
export class ContainersMenu {
  readonly #context: PageContext;
  readonly #summary = html('summary', { class: 'button' });
  readonly #list = html('ul', { class: 'sources' });
  readonly element = html('details', { class: 'containers' }, this.#summary, this.#list);
  readonly #rows = new Map<number, { readonly item: HTMLElement; readonly box: HTMLInputElement }>();

  constructor(context: PageContext) {
    this.#context = context;
    this.#summary.textContent = context.words.containers;
    this.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !this.element.open) return;
      this.element.open = false;
      this.#summary.focus();
    });
    document.addEventListener('click', event => {
      if (event.target instanceof Node && !this.element.contains(event.target)) this.element.open = false;
    });
  }

  setSources(sources: readonly SourceRow[]): void {
    const shown = sources.filter(({ isHidden }) => !isHidden).length;
    const count = shown === sources.length ? `${shown}` : `${shown}/${sources.length}`;
    this.#summary.textContent = `${this.#context.words.containers} ${count}`;
    const ids = new Set(sources.map(({ id }) => id));
    for (const [id, { item }] of this.#rows) {
      if (ids.has(id)) continue;
      item.remove();
      this.#rows.delete(id);
    }
    for (const source of sources) this.#update(source);
  }

  /** Rows keep their elements, so that the keyboard's place in the list survives every report. */
  #update(source: SourceRow): void {
    const row = this.#rows.get(source.id) ?? this.#add(source.id);
    const { words } = this.#context;
    row.box.checked = !source.isHidden;
    const facts = [
      ...(source.restarts > 0 ? [fill(words.restarts, source.restarts)] : []),
      fill(words.lines, source.lines),
    ];
    const name = `${source.pod}/${source.container}`;
    const label = html(
      'span',
      { class: 'about' },
      html('span', { class: 'name', title: name }, name),
      html('span', { class: `state tone-${source.tone}` }, source.status),
      html('span', { class: 'muted' }, facts.join(' · ')),
    );
    row.item.querySelector('.about')?.replaceWith(label);
  }

  #add(id: number): { readonly item: HTMLElement; readonly box: HTMLInputElement } {
    const box = html('input', {
      type: 'checkbox',
      onchange: () => this.#context.ask({ kind: 'hide', source: id, isHidden: !box.checked }),
    });
    const swatch = html('i', { class: `swatch colour-${colourOf(id)}` });
    const item = html('li', {}, html('label', {}, box, swatch, html('span', { class: 'about' })));
    this.#list.append(item);
    this.#rows.set(id, { item, box });
    return { item, box };
  }
}
