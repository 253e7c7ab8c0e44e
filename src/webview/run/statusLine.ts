import type { RunStatus } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import type { PageContext } from './pageContext.ts';

const saidMs = 6000;

/** The line at the bottom: how the run does, the way out where it is stuck, and what was said last. */
export class StatusLine {
  readonly #context: PageContext;
  readonly #text = html('span', { class: 'status-text' });
  readonly #action = html('button', { class: 'link', hidden: true });
  readonly #said = html('span', { class: 'said', role: 'status' });
  readonly element: HTMLElement;
  #status: RunStatus | undefined;
  #timer = 0;

  constructor(context: PageContext, place: string) {
    this.#context = context;
    this.#action.addEventListener('click', () => this.#leave());
    this.element = html(
      'footer',
      { class: 'status' },
      html('span', { class: 'run-status', role: 'status' }, this.#text),
      this.#action,
      this.#said,
      html('span', { class: 'place muted', title: place }, place),
    );
  }

  setStatus(status: RunStatus): void {
    this.#status = status;
    // A text that stays the same is not read out again.
    if (this.#text.textContent !== status.text) this.#text.textContent = status.text;
    this.#text.className = `status-text tone-${status.tone}`;
    this.#action.hidden = status.action === undefined;
    this.#action.textContent = status.action?.title ?? '';
  }

  /** Says something for a moment; what `isLasting` stays until something else is said. */
  say(text: string, isLasting = false): void {
    window.clearTimeout(this.#timer);
    this.#said.textContent = text;
    if (!isLasting) this.#timer = window.setTimeout(() => this.#said.replaceChildren(), saidMs);
  }

  /** Ends a lasting message, if it is still the one said. */
  unsay(text: string): void {
    if (this.#said.textContent === text) this.#said.replaceChildren();
  }

  #leave(): void {
    const action = this.#status?.action;
    if (action) this.#context.ask({ kind: 'wayOut', action: action.kind });
  }
}
