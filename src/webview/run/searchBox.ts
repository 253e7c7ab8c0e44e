import { html } from '../drift/elements.ts';
import type { PageContext } from './pageContext.ts';
import { type PatternBox, patternBox } from './patternBox.ts';

/** The box that looks for the next or previous row of a pattern, from the place that `from` tells. */
export function searchBox({ words, ask }: PageContext, from: () => number): PatternBox {
  const button = (label: string, arrow: string, step: 1 | -1) =>
    html('button', { class: 'quiet', title: label, 'aria-label': label, onclick: () => look(step) }, arrow);
  const box = patternBox(
    'search',
    { label: words.search, hint: words.search },
    button(words.previousMatch, '↑', -1),
    button(words.next, '↓', 1),
  );
  const look = (step: 1 | -1) => {
    box.complain('', false);
    const pattern = box.input.value;
    if (pattern !== '') ask({ kind: 'search', pattern, from: from(), step });
  };
  box.input.addEventListener('keydown', event => {
    if (event.key === 'Enter') look(event.shiftKey ? -1 : 1);
  });
  window.addEventListener('keydown', event => {
    if (event.key === 'F3') look(event.shiftKey ? -1 : 1);
    else if (event.key === 'f' && (event.ctrlKey || event.metaKey)) box.input.select();
    else return;
    event.preventDefault();
  });
  return box;
}
