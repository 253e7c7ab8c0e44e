/** Watches how long this process is busy without looking for messages. */
export class LongestTurn {
  #longest = 0;
  #since = performance.now();
  #isStopped = false;

  constructor() {
    this.#watch();
  }

  /** The longest turn of the event loop since it was asked last, in milliseconds. */
  take(): number {
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }

  stop(): void {
    this.#isStopped = true;
  }

  #watch(): void {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#since);
    this.#since = now;
    if (!this.#isStopped) setImmediate(() => this.#watch());
  }
}
