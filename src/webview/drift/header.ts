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
  const key = features.length === 0 ? 'verdictNone' : drifted ? 'verdictDrifted' : 'verdictCalm';
  return html(
    'div',
    { class: 'verdict' },
    html(
      'span',
      { class: `mark ${drifted ? 'drifted' : 'steady'}`, 'aria-hidden': 'true' },
      drifted ? '!' : '✓',
    ),
    html(
      'div',
      {},
      html('h1', {}, context.say(key, context.count(count), context.count(features.length))),
      html('p', { class: 'muted' }, features.length === 0 ? context.words.noneWhy : context.words.rule),
    ),
  );
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
