/** How much of the past a buffer keeps. */
export interface LogLimits {
  readonly maxLines: number;
  /** Counted in characters of the lines as the server sent them. */
  readonly maxChars: number;
}

/**
 * The last lines of a run, of all its containers, in the order of arrival.
 *
 * A line is known by its number, counted from 0 over the whole life of the buffer; when a limit is passed the oldest
 * lines go, and their numbers with them. Lines come and go in constant time.
 */
export class LogBuffer {
  readonly #limits: LogLimits;
  #lines: string[] = [];
  #sources: number[] = [];
  /** Index of the oldest line in the ring; the ring grows until `maxLines` and then turns. */
  #head = 0;
  #first = 0;
  #chars = 0;

  constructor(limits: LogLimits) {
    this.#limits = limits;
  }

  /** Number of the oldest line that is kept, and so how many were dropped. */
  get first(): number {
    return this.#first;
  }

  /** One more than the number of the newest line, and so how many ever came. */
  get end(): number {
    return this.#first + this.#lines.length;
  }

  push(source: number, lines: readonly string[]): void {
    for (const line of lines) {
      this.#chars += line.length;
      if (this.#lines.length < this.#limits.maxLines) {
        this.#unroll();
        this.#lines.push(line);
        this.#sources.push(source);
      } else {
        this.#chars -= this.#lines[this.#head]?.length ?? 0;
        this.#lines[this.#head] = line;
        this.#sources[this.#head] = source;
        this.#head = this.#head + 1 === this.#lines.length ? 0 : this.#head + 1;
        this.#first++;
      }
    }
    if (this.#chars > this.#limits.maxChars) this.#makeRoom();
  }

  /** The line of that number as the server sent it; `undefined` if it is dropped or still to come. */
  line(number: number): string | undefined {
    return this.#lines[this.#indexOf(number)];
  }

  /** The container that the line of that number belongs to. */
  source(number: number): number | undefined {
    return this.#sources[this.#indexOf(number)];
  }

  #indexOf(number: number): number {
    const offset = number - this.#first;
    if (offset < 0 || offset >= this.#lines.length) return -1;
    const index = this.#head + offset;
    return index < this.#lines.length ? index : index - this.#lines.length;
  }

  /** Lays the ring straight, so that it can grow at its end. */
  #unroll(): void {
    if (this.#head === 0) return;
    this.#lines = [...this.#lines.slice(this.#head), ...this.#lines.slice(0, this.#head)];
    this.#sources = [...this.#sources.slice(this.#head), ...this.#sources.slice(0, this.#head)];
    this.#head = 0;
  }

  /** Drops old lines until a tenth of the room is free, so that it need not be done for every line. */
  #makeRoom(): void {
    this.#unroll();
    let count = 0;
    while (this.#chars > this.#limits.maxChars * 0.9 && count < this.#lines.length - 1) {
      this.#chars -= this.#lines[count]?.length ?? 0;
      count++;
    }
    this.#lines.splice(0, count);
    this.#sources.splice(0, count);
    this.#first += count;
  }
}
