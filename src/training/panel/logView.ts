import { stripControls } from '../metrics/cleanLine.ts';
import { timestampLength } from '../tail/timestamp.ts';
import type { LogBuffer } from './logBuffer.ts';

/** Tells whether a line's text, without time and control codes, is wanted. Must come back in linear time. */
export type TextTest = (text: string) => boolean;

/** Which lines of a buffer to show. */
export interface LogFilter {
  /** Absent: every text. */
  readonly test?: TextTest;
  /** Containers whose lines are left out, by id. */
  readonly hiddenSources: ReadonlySet<number>;
}

/**
 * The lines of a buffer that pass a filter, in order, addressed by place: 0 is the oldest that is kept.
 *
 * Old lines are looked through in slices, so that no filter holds anybody up: call {@link work} until it is done.
 */
export class LogView {
  readonly #buffer: LogBuffer;
  #filter: LogFilter = { hiddenSources: new Set() };
  /** Numbers of the lines that pass, for a filter that leaves anything out. */
  #numbers: number[] = [];
  #dropped = 0;
  #looked = 0;
  /** Shown lines that were dropped and forgotten since the filter was set. */
  #forgotten = 0;

  constructor(buffer: LogBuffer) {
    this.#buffer = buffer;
  }

  /** Shows other lines from now on. */
  setFilter(filter: LogFilter): void {
    this.#filter = filter;
    this.#numbers = [];
    this.#dropped = 0;
    this.#forgotten = 0;
    this.#looked = this.#buffer.first;
  }

  get #isAll(): boolean {
    return this.#filter.test === undefined && this.#filter.hiddenSources.size === 0;
  }

  /** How many lines can be shown now. */
  get length(): number {
    if (this.#isAll) return this.#buffer.end - this.#buffer.first;
    this.#forgetDropped();
    return this.#numbers.length - this.#dropped;
  }

  /** How many lines that this filter shows have been dropped from the buffer: places moved down by so much. */
  get gone(): number {
    if (this.#isAll) return this.#buffer.first;
    this.#forgetDropped();
    return this.#forgotten + this.#dropped;
  }

  /** Whether all lines of the buffer have been looked at. */
  get isComplete(): boolean {
    return this.#isAll || this.#looked >= this.#buffer.end;
  }

  /** The number in the buffer of the line at that place. */
  numberAt(place: number): number | undefined {
    if (place < 0 || place >= this.length) return undefined;
    return this.#isAll ? this.#buffer.first + place : this.#numbers[this.#dropped + place];
  }

  /** The place of the line of that number, or of the next one that is shown. */
  placeOf(number: number): number {
    if (this.#isAll) return Math.max(0, number - this.#buffer.first);
    this.#forgetDropped();
    let low = this.#dropped;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low - this.#dropped;
  }

  /** Looks at lines that were not looked at yet, until `isTimeUp`; asks that after every so many lines. */
  work(isTimeUp: () => boolean): void {
    if (this.#isAll) return;
    this.#looked = Math.max(this.#looked, this.#buffer.first);
    for (let count = 1; this.#looked < this.#buffer.end; count++) {
      if (this.#passes(this.#looked)) this.#numbers.push(this.#looked);
      this.#looked++;
      if (count % 64 === 0 && isTimeUp()) return;
    }
  }

  /**
   * Finds the next line of the view that passes a test, going round at the end. Pauses after every so many lines, so
   * that whoever drives it can give way to others.
   *
   * @param from the place to start behind; -1 to start at the first
   * @param step 1 to look forward, -1 to look back
   * @returns its place; `undefined` where none passes
   */
  *find(test: TextTest, from: number, step: 1 | -1): Generator<void, number | undefined> {
    const { length } = this;
    for (let count = 1; count <= length; count++) {
      const place = (((from + step * count) % length) + length) % length;
      const number = this.numberAt(place);
      if (number !== undefined && test(textOf(this.#buffer.line(number) ?? ''))) return place;
      if (count % 64 === 0) yield;
    }
    return undefined;
  }

  #passes(number: number): boolean {
    if (this.#filter.hiddenSources.has(this.#buffer.source(number) ?? -1)) return false;
    return this.#filter.test?.(textOf(this.#buffer.line(number) ?? '')) ?? true;
  }

  #forgetDropped(): void {
    while (this.#dropped < this.#numbers.length && (this.#numbers[this.#dropped] ?? 0) < this.#buffer.first) {
      this.#dropped++;
    }
    if (this.#dropped > 10_000 && this.#dropped > this.#numbers.length / 2) {
      this.#numbers.splice(0, this.#dropped);
      this.#forgotten += this.#dropped;
      this.#dropped = 0;
    }
  }
}

/** What a line says, as it is shown: without time and control codes; of what was written over, the last. */
export function textOf(line: string): string {
  const text = line.slice(timestampLength(line));
  return stripControls(lastUpdateOf(text));
}

/** What a terminal would show in the end: the text behind the last carriage return that has any behind it. */
export function lastUpdateOf(text: string): string {
  const end = text.endsWith('\r') ? text.length - 1 : text.length;
  const start = text.lastIndexOf('\r', end - 1);
  return start < 0 && end === text.length ? text : text.slice(start + 1, end);
}
