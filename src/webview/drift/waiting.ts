import { html } from './elements.ts';
import type { PageContext } from './pageContext.ts';

/** What stands where the comparison will be: how far it has come, and a way to stop it. */
export function progressView(context: PageContext, done: number, column: string | undefined): HTMLElement {
  const text = progressText(context, column);
  const share = html('progress', { max: 1, value: done, 'aria-label': text });
  return html(
    'section',
    { class: 'waiting', role: 'status' },
    html('p', {}, text),
    share,
    html('button', { class: 'secondary', onclick: () => context.ask({ kind: 'stop' }) }, context.words.stop),
  );
}

/** Moves a progress that is shown already, so that the button under it keeps the focus; false where none is. */
export function moveProgress(context: PageContext, done: number, column: string | undefined): boolean {
  const shown = document.querySelector('.waiting progress');
  const text = document.querySelector('.waiting p');
  if (!(shown instanceof HTMLProgressElement) || !text) return false;
  shown.value = done;
  text.textContent = progressText(context, column);
  return true;
}

function progressText(context: PageContext, column: string | undefined): string {
  return column === undefined ? context.words.reading : context.say('readingColumn', column);
}

/** Why there is no comparison, with the ways out. */
export function failureView(context: PageContext, title: string, message = ''): HTMLElement {
  return html(
    'section',
    { class: 'waiting', role: 'alert' },
    html('h1', {}, title),
    message === '' ? undefined : html('p', {}, message),
    html(
      'div',
      { class: 'buttons' },
      html(
        'button',
        { class: 'primary', onclick: () => context.ask({ kind: 'compareAgain' }) },
        context.words.compareAgain,
      ),
      html(
        'button',
        { class: 'secondary', onclick: () => context.ask({ kind: 'chooseTables' }) },
        context.words.chooseTables,
      ),
    ),
  );
}
