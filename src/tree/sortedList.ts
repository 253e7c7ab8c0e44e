/** Numbers that never come twice, so that a list that was thrown away and made again is not taken for the old one. */
export class Versions {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/**
 * Members in order, kept so at the cost of a binary search for each change.
 *
 * Until somebody looks, members are only gathered; the first look sorts them once. The order must be total: 0 only
 * for the same member.
 */
export class SortedList<V> {
  readonly #compare: (a: V, b: V) => number;
  readonly #versions: Versions;
  readonly #members: V[] = [];
  #isSorted = true;
  #hasBeenSeen = false;
  #version: number;

  constructor(compare: (a: V, b: V) => number, versions: Versions) {
    this.#compare = compare;
    this.#versions = versions;
    this.#version = versions.next();
  }

  get size(): number {
    return this.#members.length;
  }

  /** Changes with every change of the members. */
  get version(): number {
    return this.#version;
  }

  /** The members in order. Live: it changes with the list. */
  values(): readonly V[] {
    this.#sort();
    return this.#members;
  }

  /** Puts `after` in the place of `before`; without one of them it adds or removes. */
  replace(before: V | undefined, after: V | undefined): void {
    if (before === undefined && after === undefined) return;
    this.#version = this.#versions.next();
    if (before === undefined) {
      if (after !== undefined) this.#add(after);
      return;
    }
    const index = this.#indexOf(before);
    if (after !== undefined && index >= 0 && this.#compare(before, after) === 0) {
      this.#members[index] = after;
      return;
    }
    if (index >= 0) this.#members.splice(index, 1);
    if (after !== undefined) this.#add(after);
  }

  #add(member: V): void {
    const last = this.#members.at(-1);
    const goesLast = last === undefined || (this.#isSorted && this.#compare(last, member) < 0);
    if (!goesLast && this.#isSorted && this.#hasBeenSeen) {
      this.#members.splice(this.#placeOf(member), 0, member);
      return;
    }
    this.#members.push(member);
    this.#isSorted = goesLast;
  }

  #sort(): void {
    this.#hasBeenSeen = true;
    if (!this.#isSorted) this.#members.sort(this.#compare);
    this.#isSorted = true;
  }

  #indexOf(member: V): number {
    this.#sort();
    const index = this.#placeOf(member);
    const found = this.#members[index];
    return found !== undefined && this.#compare(found, member) === 0 ? index : -1;
  }

  /** The first place whose member does not come before `member`. */
  #placeOf(member: V): number {
    let low = 0;
    let high = this.#members.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const candidate = this.#members[middle];
      if (candidate !== undefined && this.#compare(candidate, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
