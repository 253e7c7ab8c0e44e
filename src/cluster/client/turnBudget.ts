import { setImmediate as turn } from 'node:timers/promises';

/** So long may reading keep the thread before others get their turn. */
const sliceMs = 4;

/**
 * Shares one turn of the event loop among all that read at the same time: each for itself would give way in time, and
 * all of them together would keep everybody else waiting.
 */
export class TurnBudget {
  #startedMs = 0;
  #next: Promise<void> | undefined;

  /** Does a piece of work as soon as there is time for it. */
  async spend(work: () => void): Promise<void> {
    while (this.#next && performance.now() - this.#startedMs >= sliceMs) await this.#next;
    if (!this.#next) {
      this.#startedMs = performance.now();
      this.#next = turn().then(() => {
        this.#next = undefined;
      });
    }
    // Done right here, so that whoever looks at the time next sees what it took.
    work();
  }
}
