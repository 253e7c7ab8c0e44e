import { SortedList, type Versions } from './sortedList.ts';

/** Something that is kept up to date one fact at a time. */
export interface FactIndex<F> {
  /** `after` takes the place of `before`; one of them is absent when a fact comes or goes. */
  replace(before: F | undefined, after: F | undefined): void;
}

/** Facts in sorted lists by a key, such as the pods of each node. Facts without a key are left out. */
export class BucketIndex<F> implements FactIndex<F> {
  readonly #buckets = new Map<string, SortedList<F>>();
  readonly #keyOf: (facts: F) => string | undefined;
  readonly #compare: (a: F, b: F) => number;
  readonly #versions: Versions;
  #keysVersion: number;
  #size = 0;

  constructor(keyOf: (facts: F) => string | undefined, compare: (a: F, b: F) => number, versions: Versions) {
    this.#keyOf = keyOf;
    this.#compare = compare;
    this.#versions = versions;
    this.#keysVersion = versions.next();
  }

  /** Changes when a key comes or goes. */
  get keysVersion(): number {
    return this.#keysVersion;
  }

  /** How many facts there are in all buckets. */
  get size(): number {
    return this.#size;
  }

  keys(): Iterable<string> {
    return this.#buckets.keys();
  }

  has(key: string): boolean {
    return this.#buckets.has(key);
  }

  /** The facts with this key in order. */
  values(key: string): readonly F[] {
    return this.#buckets.get(key)?.values() ?? [];
  }

  /** Changes with every change of the facts with this key; 0 while there are none. */
  version(key: string): number {
    return this.#buckets.get(key)?.version ?? 0;
  }

  count(key: string): number {
    return this.#buckets.get(key)?.size ?? 0;
  }

  replace(before: F | undefined, after: F | undefined): void {
    const oldKey = before === undefined ? undefined : this.#keyOf(before);
    const newKey = after === undefined ? undefined : this.#keyOf(after);
    this.#size += (newKey === undefined ? 0 : 1) - (oldKey === undefined ? 0 : 1);
    if (oldKey === newKey) {
      if (newKey !== undefined) this.#bucket(newKey).replace(before, after);
      return;
    }
    if (oldKey !== undefined) this.#remove(oldKey, before);
    if (newKey !== undefined) this.#bucket(newKey).replace(undefined, after);
  }

  #bucket(key: string): SortedList<F> {
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const made = new SortedList(this.#compare, this.#versions);
    this.#buckets.set(key, made);
    this.#keysVersion = this.#versions.next();
    return made;
  }

  #remove(key: string, facts: F | undefined): void {
    const bucket = this.#buckets.get(key);
    bucket?.replace(facts, undefined);
    if (bucket?.size !== 0) return;
    this.#buckets.delete(key);
    this.#keysVersion = this.#versions.next();
  }
}

/** Counts facts by a word, such as pods by their health. */
export class Tally<F> implements FactIndex<F> {
  readonly #counts = new Map<string, number>();
  readonly #wordOf: (facts: F) => string;

  constructor(wordOf: (facts: F) => string) {
    this.#wordOf = wordOf;
  }

  count(word: string): number {
    return this.#counts.get(word) ?? 0;
  }

  replace(before: F | undefined, after: F | undefined): void {
    if (before !== undefined) this.#add(this.#wordOf(before), -1);
    if (after !== undefined) this.#add(this.#wordOf(after), 1);
  }

  #add(word: string, change: number): void {
    this.#counts.set(word, this.count(word) + change);
  }
}

/** Facts by a key that at most one of them has, such as nodes by name. */
export class KeyedIndex<F> implements FactIndex<F> {
  readonly #facts = new Map<string, F>();
  readonly #keyOf: (facts: F) => string;

  constructor(keyOf: (facts: F) => string) {
    this.#keyOf = keyOf;
  }

  get(key: string): F | undefined {
    return this.#facts.get(key);
  }

  replace(before: F | undefined, after: F | undefined): void {
    if (before !== undefined) {
      const key = this.#keyOf(before);
      // An object made anew under the old name may have come before the old one's removal.
      if (this.#facts.get(key) === before) this.#facts.delete(key);
    }
    if (after !== undefined) this.#facts.set(this.#keyOf(after), after);
  }
}
