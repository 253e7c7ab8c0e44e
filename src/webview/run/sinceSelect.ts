import type { Since } from '../../training/panel/messages.ts';
import type { RunWords } from '../../training/panel/runWords.ts';
import { html } from '../drift/elements.ts';
import { fill, type PageContext } from './pageContext.ts';

const usual: readonly Since[] = [
  { kind: 'all' },
  { kind: 'seconds', seconds: 300 },
  { kind: 'seconds', seconds: 3600 },
  { kind: 'tail', lines: 1000 },
  { kind: 'tail', lines: 10_000 },
];

/** What the editor does unless it is told otherwise. */
const usualStart: Since = { kind: 'tail', lines: 10_000 };

/** The choice of the beginning; one that is remembered and unusual stands among the usual ones. */
export function sinceSelect({ words, state, ask, remember }: PageContext): HTMLSelectElement {
  const chosen = state().since ?? usualStart;
  const known = usual.some(since => keyOf(since) === keyOf(chosen));
  const choices = known ? usual : [...usual, chosen];
  const options = choices.map(since => html('option', { value: keyOf(since) }, sinceText(words, since)));
  const select = html('select', { 'aria-label': words.since, title: words.since }, ...options);
  select.value = keyOf(chosen);
  select.addEventListener('change', () => {
    const since = choices[select.selectedIndex] ?? { kind: 'all' };
    remember({ since });
    ask({ kind: 'since', since });
  });
  return select;
}

function keyOf(since: Since): string {
  return JSON.stringify(since);
}

/** Says from when on lines are shown: whole hours as hours. */
export function sinceText(words: RunWords, since: Since): string {
  if (since.kind === 'all') return words.sinceAll;
  if (since.kind === 'tail') return fill(words.sinceLines, since.lines);
  const isHours = since.seconds % 3600 === 0;
  return isHours
    ? fill(words.sinceHours, since.seconds / 3600)
    : fill(words.sinceMinutes, Math.round(since.seconds / 60));
}
