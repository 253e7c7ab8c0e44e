import type { PageContext } from './pageContext.ts';
import { type PatternBox, patternBox } from './patternBox.ts';

const pauseMs = 250;

/** The box that says which lines to show: applied on Enter, or a moment after the last key. */
export function filterBox({ words, state, ask, remember }: PageContext): PatternBox {
  const box = patternBox('filter', { label: words.filter, hint: words.filterHint });
  let applied = state().filter ?? '';
  let timer = 0;
  const apply = () => {
    window.clearTimeout(timer);
    const pattern = box.input.value;
    if (pattern === applied) return;
    applied = pattern;
    box.complain('', false);
    remember({ filter: pattern });
    ask({ kind: 'filter', pattern });
  };
  box.input.value = applied;
  box.input.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(apply, pauseMs);
  });
  box.input.addEventListener('keydown', event => {
    if (event.key === 'Escape') box.input.value = '';
    if (event.key === 'Enter' || event.key === 'Escape') apply();
  });
  return box;
}
