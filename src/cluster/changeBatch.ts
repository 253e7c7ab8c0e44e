import type { FeedChange } from './feed.ts';
import type { ObjectFacts } from './objectFacts.ts';

/**
 * Gathers the changes of one turn, so that listeners hear of an object once however often it changed.
 *
 * An object that comes and goes within the turn is not told at all.
 */
export class ChangeBatch<F extends ObjectFacts> {
  readonly #upserted = new Map<string, F>();
  readonly #added = new Set<string>();
  readonly #removed = new Map<string, F>();
  #isReset = false;

  get isEmpty(): boolean {
    return this.#upserted.size === 0 && this.#removed.size === 0 && !this.#isReset;
  }

  /** @param isNew nobody has been told of this object yet */
  upsert(facts: F, isNew: boolean): void {
    const wasRemoved = this.#removed.delete(facts.uid);
    if (isNew && !wasRemoved) this.#added.add(facts.uid);
    this.#upserted.set(facts.uid, facts);
  }

  remove(facts: F): void {
    this.#upserted.delete(facts.uid);
    if (!this.#added.delete(facts.uid)) this.#removed.set(facts.uid, facts);
  }

  reset(): void {
    this.#isReset = true;
  }

  /** Hands out what was gathered and starts over. */
  take(): FeedChange<F> {
    const change = {
      upserted: [...this.#upserted.values()],
      removed: [...this.#removed.values()],
      reset: this.#isReset,
    };
    this.#upserted.clear();
    this.#added.clear();
    this.#removed.clear();
    this.#isReset = false;
    return change;
  }
}
