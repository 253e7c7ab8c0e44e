import { firstAbove, firstAtLeast, type SortedPair } from './bins.ts';

/** Stretches of at most this many reference values are walked, longer ones cut in two. */
const WALKED = 48;

/** A place on the axis of the values: how many values of each sample lie at or below it. */
interface Place {
  readonly reference: number;
  readonly current: number;
}

/**
 * The Kolmogorov–Smirnov statistic of two ordered, non-empty samples: the largest gap between their empirical
 * distribution functions.
 *
 * Between two places, the gap can grow no further than if all values of one sample came before all of the other. So most
 * stretches are ruled out unread: the work is far below linear where the samples differ, and about √n places otherwise.
 */
export function largestGap(pair: SortedPair): number {
  const search = new GapSearch(pair);
  search.explore(
    { reference: 0, current: 0 },
    { reference: pair.reference.length, current: pair.current.length },
  );
  return search.widest / pair.reference.length / pair.current.length;
}

class GapSearch {
  readonly #reference: Float64Array;
  readonly #current: Float64Array;
  /** In units of 1/(mn), in which every gap is a whole number. */
  widest = 0;

  constructor({ reference, current }: SortedPair) {
    this.#reference = reference;
    this.#current = current;
  }

  explore(from: Place, to: Place): void {
    if (this.#bound(from, to) <= this.widest) return;
    if (to.reference - from.reference <= WALKED && to.current - from.current <= WALKED) {
      this.#walk(from, to);
      return;
    }
    const value = this.#middleValue(from, to);
    const before = this.#place(firstAtLeast, value, [from, to]);
    const after = this.#place(firstAbove, value, [from, to]);
    this.#look(before);
    this.#look(after);
    this.explore(from, before);
    this.explore(after, to);
  }

  #bound(from: Place, to: Place): number {
    return Math.max(
      this.#gap({ reference: to.reference, current: from.current }),
      -this.#gap({ reference: from.reference, current: to.current }),
    );
  }

  #gap({ reference, current }: Place): number {
    return reference * this.#current.length - current * this.#reference.length;
  }

  #look(place: Place): void {
    this.widest = Math.max(this.widest, Math.abs(this.#gap(place)));
  }

  /** The middle value of whichever sample has more values in the stretch. */
  #middleValue(from: Place, to: Place): number {
    return to.reference - from.reference >= to.current - from.current
      ? (this.#reference[(from.reference + to.reference) >>> 1] as number)
      : (this.#current[(from.current + to.current) >>> 1] as number);
  }

  #place(search: typeof firstAbove, value: number, [from, to]: readonly [Place, Place]): Place {
    return {
      reference: search(this.#reference, value, from.reference, to.reference),
      current: search(this.#current, value, from.current, to.current),
    };
  }

  #walk(from: Place, to: Place): void {
    let { reference: i, current: j } = from;
    while (i < to.reference && j < to.current) {
      const value = Math.min(this.#reference[i] as number, this.#current[j] as number);
      while (i < to.reference && this.#reference[i] === value) i++;
      while (j < to.current && this.#current[j] === value) j++;
      this.#look({ reference: i, current: j });
    }
  }
}
