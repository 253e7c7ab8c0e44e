const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const PASSES = 3;
const SMALLEST_FOR_RADIX = 2048;
/** Moves that the last, nearly ordered pass may take for each value before another method is cheaper. */
const MOVES_A_VALUE = 16;
/** Values are crowded where one part of the range holds this many times its share. */
const CROWDED = 24;

/** Memory that one sort after another may use again; grows to the longest array sorted. */
export class SortMemory {
  #numbers = new Float64Array(0);

  /** At least `length` numbers of unknown content. */
  take(length: number): Float64Array {
    if (this.#numbers.length < length) this.#numbers = new Float64Array(length);
    return this.#numbers.subarray(0, length);
  }
}

/**
 * Sorts finite numbers upwards, in place.
 *
 * A first distribution brings almost every value to its place: by where it lies in the range, or, where the values crowd
 * in one part of the range, by the upper 32 bits of the doubles. An insertion pass, linear on nearly ordered values,
 * settles the rest. Where many values share even those bits, the engine's own sort takes over.
 */
export function sortNumbers(values: Float64Array, memory: SortMemory = new SortMemory()): void {
  if (values.length < SMALLEST_FOR_RADIX) {
    values.sort();
    return;
  }
  if (!distributeByRange(values, memory) || !settle(values)) {
    distributeByBits(values, memory);
    if (!settle(values)) values.sort();
  }
}

/** Two counting passes over the place in the range; false where the values are too crowded for it, or all equal. */
function distributeByRange(values: Float64Array, memory: SortMemory): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const scale = (BUCKETS * BUCKETS - 1) / (highest - lowest);
  // The range or its inverse may overflow.
  if (!(scale > 0 && scale < Number.MAX_VALUE)) return false;
  const lower = new Uint32Array(BUCKETS);
  const upper = new Uint32Array(BUCKETS);
  for (let i = 0; i < values.length; i++) {
    const key = (((values[i] as number) - lowest) * scale) | 0;
    (lower[key & (BUCKETS - 1)] as number)++;
    (upper[key >>> DIGIT_BITS] as number)++;
  }
  if (isCrowded(upper, values.length)) return false;
  countsToStarts(lower, values.length);
  countsToStarts(upper, values.length);
  const between = memory.take(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const digit = (((value - lowest) * scale) | 0) & (BUCKETS - 1);
    const place = lower[digit] as number;
    lower[digit] = place + 1;
    between[place] = value;
  }
  for (let i = 0; i < between.length; i++) {
    const value = between[i] as number;
    const digit = (((value - lowest) * scale) | 0) >>> DIGIT_BITS;
    const place = upper[digit] as number;
    upper[digit] = place + 1;
    values[place] = value;
  }
  return true;
}

function isCrowded(counts: Uint32Array, total: number): boolean {
  const most = (total / counts.length) * CROWDED;
  return counts.some(count => count > most);
}

/** Three counting passes over the upper 32 bits. */
function distributeByBits(values: Float64Array, memory: SortMemory): void {
  const counts = countDigits(values);
  let from = values;
  let to = memory.take(values.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const starts = counts.subarray(pass * BUCKETS, (pass + 1) * BUCKETS);
    if (!countsToStarts(starts, values.length)) continue;
    scatter(from, to, starts, pass * DIGIT_BITS);
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
}

/** The upper words of the doubles; every platform of VS Code is little-endian. */
function upperWords(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

function countDigits(values: Float64Array): Uint32Array {
  const words = upperWords(values);
  const counts = new Uint32Array(PASSES * BUCKETS);
  for (let at = 1; at < words.length; at += 2) {
    const word = words[at] as number;
    // Flipping all bits of a negative and the sign of a positive number orders the bits as the numbers.
    const key = (word ^ ((word >> 31) | 0x80000000)) >>> 0;
    (counts[key & (BUCKETS - 1)] as number)++;
    (counts[BUCKETS + ((key >>> DIGIT_BITS) & (BUCKETS - 1))] as number)++;
    (counts[2 * BUCKETS + (key >>> (2 * DIGIT_BITS))] as number)++;
  }
  return counts;
}

/** Turns counts into first places; false where all values share one digit, so that there is nothing to move. */
function countsToStarts(counts: Uint32Array, total: number): boolean {
  let start = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket] as number;
    if (count === total) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}

function scatter(from: Float64Array, to: Float64Array, starts: Uint32Array, shift: number): void {
  const words = upperWords(from);
  for (let i = 0; i < from.length; i++) {
    const word = words[2 * i + 1] as number;
    const key = (word ^ ((word >> 31) | 0x80000000)) >>> 0;
    const digit = (key >>> shift) & (BUCKETS - 1);
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    to[place] = from[i] as number;
  }
}

/** Insertion sort; false when it gave up because the values were too far from their places. */
function settle(values: Float64Array): boolean {
  let movesLeft = values.length * MOVES_A_VALUE;
  let previous = values[0] as number;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value >= previous) {
      previous = value;
      continue;
    }
    let place = i;
    while (place > 0 && (values[place - 1] as number) > value) {
      values[place] = values[place - 1] as number;
      place--;
    }
    values[place] = value;
    movesLeft -= i - place;
    if (movesLeft < 0) return false;
  }
  return true;
}
