import type { Part } from './composeCut.ts';
import type { Piece } from './node.ts';

/** The parts of a document before an edit, to be taken over where the edit did not reach. Each is given away once. */
export class EarlierParts {
  readonly #parts: readonly Part[];
  readonly #offsets: readonly number[];
  readonly #prefix: number;
  /** Where the unchanged rest begins, in the new text. */
  readonly #rest: number;
  readonly #distance: number;
  #next = 0;

  /** `prefix` and `suffix`: how many code units at both ends are the same in both texts. */
  constructor(whole: Piece, parts: readonly Part[], { prefix, suffix, length }: Ends) {
    this.#parts = parts;
    this.#offsets = parts.map(part => part.piece.offset - whole.offset);
    this.#prefix = prefix;
    this.#rest = length - suffix;
    this.#distance = length - whole.text.length;
  }

  /** The part that stands between two offsets of the new text. To be asked from the front to the back. */
  take(from: number, to: number): Part | undefined {
    const before = to <= this.#prefix ? from : from >= this.#rest ? from - this.#distance : undefined;
    if (before === undefined) return undefined;
    while ((this.#offsets[this.#next] ?? before) < before) this.#next++;
    const part = this.#parts[this.#next];
    if (part === undefined || this.#offsets[this.#next] !== before || part.piece.text.length !== to - from)
      return undefined;
    this.#next++;
    return part;
  }
}

/** What two texts have in common at their ends. */
export interface Ends {
  readonly prefix: number;
  readonly suffix: number;
  /** Length of the new text. */
  readonly length: number;
}

/** How many code units two texts share at their beginning, and behind that at their end. */
export function commonEnds(before: string, after: string): Ends {
  const shorter = Math.min(before.length, after.length);
  const prefix = shared(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const suffix = shared(
    shorter - prefix,
    (from, to) =>
      before.slice(before.length - to, before.length - from) ===
      after.slice(after.length - to, after.length - from),
  );
  return { prefix, suffix, length: after.length };
}

/** Compared at once: comparing a long text in one go after the other is fastest in blocks of this size. */
const blockLength = 65_536;

/** How many code units are the same, told whether those between two counts are. */
function shared(most: number, isSame: (from: number, to: number) => boolean): number {
  let count = 0;
  while (count + blockLength <= most && isSame(count, count + blockLength)) count += blockLength;
  const rest = Math.min(blockLength, most - count);
  return count + longest(rest, more => isSame(count, count + more));
}

/** The biggest count for which a statement holds that holds for all smaller ones. */
function longest(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
