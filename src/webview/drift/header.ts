import type { DriftReport } from '../../drift/compareTables.ts';
import type { ComparedTables } from '../../drift/panel/messages.ts';
import { html } from './elements.ts';
import type { PageContext } from './pageContext.ts';

/** The verdict, and which tables it is about; they are the legend of the charts too. */
export function header(
  context: PageContext,
  tables: ComparedTables,
  { report, rows }: { readonly report?: DriftReport; readonly rows?: readonly [number, number] },
): HTMLElement {
  return html(
    'header',
    {},
    report ? verdict(context, report) : undefined,
    html(
      'div',
      { class: 'tables' },
      tableLink(context, 'reference', { ...tables.reference, rows: rows?.[0] }),
      html('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'),
      tableLink(context, 'current', { ...tables.current, rows: rows?.[1] }),
      html(
        'button',
        { class: 'quiet', title: context.words.swapHint, onclick: () => context.ask({ kind: 'swap' }) },
        `⇄ ${context.words.swap}`,
      ),
      html(
        'button',
        { class: 'quiet', onclick: () => context.ask({ kind: 'compareAgain' }) },
        `↻ ${context.words.compareAgain}`,
      ),
    ),
  );
}

function verdict(context: PageContext, { features, drifted }: DriftReport): HTMLElement {
  const count = features.filter(feature => feature.drifted).length;
  const [state, sign] = drifted ? ['drifted', '!'] : count > 0 ? ['partly', '!'] : ['steady', '✓'];
  return html(
    'div',
    { class: 'verdict' },
    html('span', { class: `mark ${state}`, 'aria-hidden': 'true' }, sign),
    html(
      'div',
      {},
      html('h1', {}, title(context, count, features.length)),
      html('p', { class: 'muted' }, rule(context, features.length > 0, drifted)),
    ),
  );
}

function title(context: PageContext, count: number, total: number): string {
  return total === 0
    ? context.words.verdictNone
    : context.say('verdict', context.count(count), context.count(total));
}

function rule({ words }: PageContext, hasFeatures: boolean, drifted: boolean): string {
  if (!hasFeatures) return words.noneWhy;
  return drifted ? words.ruleDrifted : words.ruleCalm;
}

function tableLink(
  context: PageContext,
  side: 'reference' | 'current',
  { name, uri, rows }: { readonly name: string; readonly uri: string; readonly rows: number | undefined },
): HTMLElement {
  return html(
    'span',
    { class: 'table-name' },
    html('span', { class: `swatch ${side}`, 'aria-hidden': 'true' }),
    html('span', { class: 'muted' }, context.words[side]),
    html(
      'button',
      { class: 'link', title: uri, onclick: () => context.ask({ kind: 'openTable', uri }) },
      name,
    ),
    rows === undefined
      ? undefined
      : html('span', { class: 'muted' }, context.say('rows', context.count(rows))),
  );
}
