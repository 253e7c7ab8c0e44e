/** What a CEL expression works on. `bigint` is `int`, `number` is `double`, everything else is what it looks like. */
export type Value =
  | null
  | boolean
  | string
  | bigint
  | number
  | Uint8Array
  | Uint
  | Duration
  | Timestamp
  | TypeName
  | Optional
  | CelList
  | CelMap
  | Opaque;

/** A rule that cannot be carried through: a missing key, an index out of bounds, values that an operator does not take. */
export class CelError extends Error {}

/** A rule that would take too long. Unlike other errors it is never swallowed by `&&`, `||` and `all`. */
export class BudgetSpent extends Error {}

/** How much work an evaluation may still do; one unit is about one step of the evaluator. */
export class Budget {
  #left: number;

  constructor(units: number) {
    this.#left = units;
  }

  /** Takes units away. Throws BudgetSpent when there are none left. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new BudgetSpent('the evaluation takes too long');
  }
}

/** An unsigned 64-bit number. */
export class Uint {
  readonly value: bigint;

  constructor(value: bigint) {
    if (value < 0n || value > 0xffffffffffffffffn) throw new CelError('unsigned integer overflow');
    this.value = value;
  }
}

export class Duration {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

const yearOne = -62_135_596_800_000_000_000n;
const yearTenThousand = 253_402_300_800_000_000_000n;

/** A moment of the years 1 to 9999, in nanoseconds since 1970. */
export class Timestamp {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    if (nanos < yearOne || nanos >= yearTenThousand) throw new CelError('timestamp overflow');
    this.nanos = nanos;
  }
}

/** A type as a value, as `type(x)` gives it. */
export class TypeName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A value that may be absent: `optional.of(x)`, `optional.none()`, `a.?b`. */
export class Optional {
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    this.value = value;
  }
}

/** A list. What a schema declares as a set or as a map by keys is equal without regard to order, and merges with `+`. */
export class CelList {
  readonly items: readonly Value[];
  /** Undefined for ordinary lists; no keys for sets, where the item is its own key. */
  readonly keys: readonly string[] | undefined;

  constructor(items: readonly Value[], keys?: readonly string[]) {
    this.items = items;
    this.keys = keys;
  }
}

/** A map, or an object whose fields a schema declares. */
export abstract class CelMap {
  abstract readonly size: number;
  /** Undefined where there is no such key. */
  abstract get(key: Value): Value | undefined;

  has(key: Value): boolean {
    return this.get(key) !== undefined;
  }

  abstract keys(): readonly Value[];
}

/** A map that a rule builds. Keys of equal numbers are the same key, whatever their type. */
export class LiteralMap extends CelMap {
  readonly #entries: ReadonlyMap<string, readonly [Value, Value]>;

  constructor(entries: readonly (readonly [Value, Value])[]) {
    super();
    const byKey = new Map<string, readonly [Value, Value]>();
    for (const entry of entries) {
      const key = keyOf(entry[0]);
      if (byKey.has(key)) throw new CelError(`the key ${key.slice(1)} is given twice`);
      byKey.set(key, entry);
    }
    this.#entries = byKey;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(keyOf(key))?.[1];
  }

  keys(): readonly Value[] {
    return [...this.#entries.values()].map(([key]) => key);
  }
}

/** A value of one of Kubernetes' own types: URL, IP address, CIDR, quantity, semantic version, named format. */
export abstract class Opaque {
  abstract readonly typeName: string;
  abstract equals(other: Opaque): boolean;
}

/** The name of a value's type, as CEL writes it. */
export function typeOf(value: Value): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
  }
  if (value === null) return 'null_type';
  if (value instanceof CelList) return 'list';
  if (value instanceof CelMap) return 'map';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Optional) return 'optional_type';
  if (value instanceof TypeName) return 'type';
  return value.typeName;
}

/** Refuses values that no variant of an operator or function takes. */
export function noOverload(name: string, values: readonly Value[]): never {
  throw new CelError(`no such overload: ${name}(${values.map(typeOf).join(', ')})`);
}

function keyOf(key: Value): string {
  switch (typeof key) {
    case 'string':
      return `s${key}`;
    case 'boolean':
      return `b${key}`;
    case 'bigint':
      return `n${key}`;
    case 'number':
      return `n${key}`;
  }
  if (key instanceof Uint) return `n${key.value}`;
  throw new CelError(`a ${typeOf(key)} cannot be the key of a map`);
}
