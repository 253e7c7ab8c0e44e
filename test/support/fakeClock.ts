import type { Clock } from '../../src/base/clock.ts';
import type { Disposable } from '../../src/base/owner.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<Timer>();

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Disposable {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  /** How many timers are waiting. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on by `byMs`, running what falls due in order, with a turn of the event loop after each. */
  async advance(byMs: number): Promise<void> {
    const endMs = this.#nowMs + byMs;
    for (let next = this.#nextDue(endMs); next; next = this.#nextDue(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = next.atMs;
      next.run();
      await turn();
    }
    this.#nowMs = endMs;
    await turn();
  }

  #nextDue(endMs: number): Timer | undefined {
    return [...this.#timers].filter(timer => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Lets everything that is already due in the event loop happen. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
