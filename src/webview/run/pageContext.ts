import type { RunPanelState, RunToEditor } from '../../training/panel/messages.ts';
import type { RunWords } from '../../training/panel/runWords.ts';

/** What every part of the page needs: its words, the way to the editor, and what is remembered. */
export interface PageContext {
  readonly words: RunWords;
  readonly ask: (message: RunToEditor) => void;
  readonly state: () => RunPanelState;
  readonly remember: (change: Partial<RunPanelState>) => void;
}

/** Puts a number or a name into a text's `{0}`. */
export function fill(text: string, value: string | number): string {
  const shown = typeof value === 'number' ? value.toLocaleString() : value;
  return text.split('{0}').join(shown);
}
