import type { ToEditor } from '../../drift/panel/messages.ts';
import { fill, type PanelWord, type PanelWords } from '../../drift/panel/panelWords.ts';
import { percent, shortNumber } from '../../drift/panel/ticks.ts';

/** What every part of the page needs: words and numbers in the user's language, and the way to the editor. */
export interface PageContext {
  readonly words: PanelWords;
  /** A text of the words, filled. */
  say(key: PanelWord, ...args: readonly (string | number)[]): string;
  number(value: number): string;
  count(value: number): string;
  percent(share: number): string;
  ask(message: ToEditor): void;
}

/** Makes the context of a page in that language. */
export function pageContext(
  words: PanelWords,
  language: string,
  ask: (message: ToEditor) => void,
): PageContext {
  return {
    words,
    say: (key, ...args) => fill(words[key], ...args),
    number: value => shortNumber(value, language),
    count: value => value.toLocaleString(language),
    percent: share => percent(share, language),
    ask,
  };
}
