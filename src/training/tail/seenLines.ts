import { compareTimestamps, readTimestamp, type Timestamp } from './timestamp.ts';

/** So many lines of a second are kept word for word; of more, the oldest are only counted. */
const mostKept = 8_192;

interface Second {
  readonly start: Timestamp;
  /** Of this second's lines the first, by which a replay of the whole second is recognised. */
  first: string;
  /** How many lines from the second's start are not in `lines` any more. */
  counted: number;
  readonly lines: string[];
}

/**
 * The lines that a container's tail handed out last, from which it can go on after a break.
 *
 * The API server resumes only at whole seconds, so that all lines of the last second come again; and since a
 * container's two streams may pass each other, the second before is asked for and remembered too.
 */
export class SeenLines {
  readonly #seconds: Second[] = [];
  #latest = '';
  /** Whether the oldest second may have had lines before the first that was handed out. */
  #isOldestPartial = false;

  /** Remembers lines that are being handed out, in order. */
  note(lines: readonly string[]): void {
    // Most batches lie within one second: then their ends tell for all that is between.
    const isOneSecond = this.#isLatest(lines[0]) && this.#isLatest(lines.at(-1));
    for (const line of lines) {
      if (isOneSecond || this.#isLatest(line)) this.#seconds.at(-1)?.lines.push(line);
      else this.#noteElsewhere(line);
    }
    const last = this.#seconds.at(-1);
    if (last && last.lines.length > mostKept)
      last.counted += last.lines.splice(0, last.lines.length - mostKept / 2).length;
  }

  /** Says that the first line to come may not be the first of its second, since not all was asked for. */
  beginPartial(): void {
    if (this.#seconds.length === 0) this.#isOldestPartial = true;
  }

  #isLatest(line: string | undefined): boolean {
    return this.#latest !== '' && line?.startsWith(this.#latest) === true;
  }

  /** From when to ask the server again, RFC 3339; `undefined` as long as no line has a time. */
  get sinceTime(): string | undefined {
    const oldest = this.#seconds[0]?.start;
    return oldest && `${oldest.second}${oldest.zone}`;
  }

  /** A frozen copy. */
  copy(): SeenLines {
    const copy = new SeenLines();
    for (const second of this.#seconds) copy.#seconds.push({ ...second, lines: [...second.lines] });
    copy.#latest = this.#latest;
    copy.#isOldestPartial = this.#isOldestPartial;
    return copy;
  }

  /**
   * Makes the filter that drops from a replay since {@link sinceTime} what was handed out already.
   *
   * @param later what was handed out afterwards and may be in the replay too
   */
  unseen(later?: SeenLines): UnseenFilter {
    const all = later ? [...this.#seconds, ...later.#seconds] : this.#seconds;
    const seconds = all.map(second => ({
      ...second,
      lines: [...second.lines],
    }));
    return new UnseenFilter(seconds, this.#isOldestPartial && this.#seconds.length > 0);
  }

  /** A line of another second than the latest: of a later one, which begins; or a straggler, or one without time. */
  #noteElsewhere(line: string): void {
    const start = readTimestamp(line);
    const current = this.#seconds.at(-1);
    if (!start || (current && compareTimestamps(start, current.start) < 0)) {
      current?.lines.push(line);
      return;
    }
    this.#seconds.push({ start, first: line, counted: 0, lines: [line] });
    if (this.#seconds.length > 2) {
      this.#seconds.shift();
      this.#isOldestPartial = false;
    }
    this.#latest = start.second;
  }
}

/**
 * Drops from a replay what was handed out before the break, and nothing else: the same lines in the same order,
 * wherever the replay starts (a rotated log has lost its beginning). Lines of equal time and text count.
 */
export class UnseenFilter {
  readonly #expected: readonly string[];
  readonly #latest: Timestamp | undefined;
  /** Unmatched lines before this were only counted; or were not asked for at the start. */
  readonly #floor: Timestamp | undefined;
  #next = 0;
  #hasMatched = false;
  #uncheckedFirst: string | undefined;
  #unchecked: number;
  #isDone: boolean;

  constructor(seconds: readonly Second[], isOldestPartial: boolean) {
    // Where lines were only counted, the replay is that much longer than what can be compared, if it starts with
    // the same line; else the log was rotated and nothing of the uncounted can be in it.
    const firstOverfull = seconds.findIndex(second => second.counted > 0);
    const counted = firstOverfull < 0 ? [] : seconds.slice(0, firstOverfull + 1);
    const lastCounted = counted.at(-1);
    this.#expected = [
      ...(lastCounted?.lines ?? []),
      ...seconds.slice(counted.length).flatMap(second => second.lines),
    ];
    this.#unchecked =
      counted.reduce((sum, second) => sum + second.counted + second.lines.length, 0) -
      (lastCounted?.lines.length ?? 0);
    this.#uncheckedFirst = counted[0]?.first;
    this.#latest = latestOf(this.#expected);
    this.#floor = lastCounted || isOldestPartial ? readTimestamp(this.#expected[0] ?? '') : undefined;
    this.#isDone = this.#expected.length === 0;
  }

  /**
   * Whether the replay has shown any line that was handed out before. A replay of the same log shows some, unless
   * the log was rotated; a replay without any may be that of another container instance.
   */
  get hasMatched(): boolean {
    return this.#hasMatched;
  }

  /** Returns those of the replay's next lines that are new. */
  take(lines: string[]): string[] {
    if (this.#isDone) return lines;
    const fresh: string[] = [];
    for (const [index, line] of lines.entries()) {
      if (this.#isDone) return fresh.concat(lines.slice(index));
      if (!this.#isSeen(line)) fresh.push(line);
    }
    return fresh;
  }

  #isSeen(line: string): boolean {
    if (this.#uncheckedFirst !== undefined) {
      if (line !== this.#uncheckedFirst) this.#unchecked = 0;
      this.#uncheckedFirst = undefined;
    }
    if (this.#unchecked > 0) {
      this.#unchecked--;
      this.#hasMatched = true;
      return true;
    }
    const time = readTimestamp(line);
    if (time && this.#latest && compareTimestamps(time, this.#latest) > 0) {
      this.#isDone = true;
      return false;
    }
    const found = this.#expected.indexOf(line, this.#next);
    if (found < 0) return this.#isBeforeAll(time);
    this.#hasMatched = true;
    this.#next = found + 1;
    this.#isDone = this.#next === this.#expected.length;
    return true;
  }

  #isBeforeAll(time: Timestamp | undefined): boolean {
    if (!time || !this.#floor) return false;
    const order = compareTimestamps(time, this.#floor);
    return order < 0 || (order === 0 && this.#next === 0);
  }
}

function latestOf(lines: readonly string[]): Timestamp | undefined {
  let latest: Timestamp | undefined;
  for (let index = lines.length - 1; index >= 0 && index > lines.length - 1000; index--) {
    const time = readTimestamp(lines[index] ?? '');
    if (time && (!latest || compareTimestamps(time, latest) > 0)) latest = time;
  }
  return latest;
}
