import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/owner.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * The one clock of the demo world. It first lives through a past at once (so that the world has a history when it is
 * shown), and then goes with the clock outside; `speed` makes what the world waits for come sooner.
 */
export class WorldClock implements Clock, Disposable {
  readonly #outer: Clock;
  readonly #speed: number;
  #timers: Timer[] = [];
  #nextOrder = 0;
  #pastMs: number | undefined;
  #armed: Disposable | undefined;
  #isDisposed = false;

  /** @param startMs where the past begins, in ms since the epoch */
  constructor(outer: Clock, options: { readonly startMs: number; readonly speed: number }) {
    this.#outer = outer;
    this.#speed = options.speed;
    this.#pastMs = options.startMs;
  }

  now(): number {
    return this.#pastMs ?? this.#outer.now();
  }

  /** How much sooner things come now: 1 in the past. */
  get speed(): number {
    return this.#pastMs === undefined ? this.#speed : 1;
  }

  after(delayMs: number, run: () => void): Disposable {
    return this.at(this.now() + delayMs / this.speed, run);
  }

  /** Calls `run` at a moment, whatever the speed. */
  at(dueMs: number, run: () => void): Disposable {
    const timer = { dueMs, order: this.#nextOrder++, run };
    const index = this.#timers.findIndex(other => other.dueMs > dueMs);
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer);
    this.#arm();
    return { dispose: () => this.#cancel(timer) };
  }

  /** Lives through the time until `untilMs` at once. Only before {@link goLive}. */
  passTime(untilMs: number): void {
    for (let timer = this.#timers[0]; timer && timer.dueMs <= untilMs; timer = this.#timers[0]) {
      this.#timers.shift();
      this.#pastMs = Math.max(this.now(), timer.dueMs);
      timer.run();
    }
    this.#pastMs = untilMs;
  }

  /** From here on the clock outside counts. */
  goLive(): void {
    this.#pastMs = undefined;
    this.#arm();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timers = [];
    this.#armed?.dispose();
  }

  #cancel(timer: Timer): void {
    this.#timers = this.#timers.filter(other => other !== timer);
  }

  #arm(): void {
    if (this.#pastMs !== undefined || this.#isDisposed) return;
    this.#armed?.dispose();
    const next = this.#timers[0];
    if (next) this.#armed = this.#outer.after(Math.max(0, next.dueMs - this.now()), () => this.#fire());
  }

  #fire(): void {
    const now = this.now();
    for (let timer = this.#timers[0]; timer && timer.dueMs <= now; timer = this.#timers[0]) {
      this.#timers.shift();
      timer.run();
    }
    this.#arm();
  }
}
