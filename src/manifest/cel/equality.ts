import {
  type Budget,
  CelList,
  CelMap,
  Duration,
  noOverload,
  Opaque,
  Optional,
  Timestamp,
  TypeName,
  Uint,
  type Value,
} from './value.ts';

/** CEL's `==`: numbers by value across their types, lists and maps deeply, sets and keyed lists without regard to order. */
export function isEqual(a: Value, b: Value, budget: Budget): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a instanceof Uint || b instanceof Uint)
    return areEqualNumbers(a, b);
  if (a instanceof CelList) return b instanceof CelList && areEqualLists(a, b, budget);
  if (a instanceof CelMap) return b instanceof CelMap && areEqualMaps(a, b, budget);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && compareBytes(a, b) === 0;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof TypeName) return b instanceof TypeName && a.name === b.name;
  if (a instanceof Optional) return b instanceof Optional && areEqualOptionals(a, b, budget);
  return b instanceof Opaque && a.typeName === b.typeName && a.equals(b);
}

/** Less than 0, 0 or more than 0 for what CEL can order; NaN where one side is no number. */
export function compare(a: Value, b: Value): number {
  const x = orderable(a);
  const y = orderable(b);
  if (typeof x === 'string' && typeof y === 'string') return x < y ? -1 : Number(x > y);
  if (typeof x === 'boolean' && typeof y === 'boolean') return Number(x) - Number(y);
  if (isNumber(x) && isNumber(y) && isTime(a) === isTime(b)) return compareNumbers(x, y);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  return noOverload('<', [a, b]);
}

/** The key of an item of a keyed list or set, for looking up its counterpart; undefined where the item has none. */
export function mergeKeyOf(item: Value, keys: readonly string[]): string {
  if (keys.length === 0) return scalarKey(item);
  if (!(item instanceof CelMap)) return '';
  return keys.map(key => scalarKey(item.get(key) ?? null)).join('\n');
}

function areEqualNumbers(a: Value, b: Value): boolean {
  const x = a instanceof Uint ? a.value : a;
  const y = b instanceof Uint ? b.value : b;
  // CEL compares numbers by value, so 1 equals 1.0.
  return isNumber(x) && isNumber(y) && compareNumbers(x, y) === 0;
}

function areEqualLists(a: CelList, b: CelList, budget: Budget): boolean {
  if (a.items.length !== b.items.length) return false;
  budget.spend(a.items.length);
  const { keys } = a;
  if (keys === undefined)
    return a.items.every((item, index) => isEqual(item, b.items[index] ?? null, budget));
  const byKey = new Map(a.items.map(item => [mergeKeyOf(item, keys), item]));
  return b.items.every(item => {
    const other = byKey.get(mergeKeyOf(item, keys));
    return other !== undefined && isEqual(other, item, budget);
  });
}

function areEqualMaps(a: CelMap, b: CelMap, budget: Budget): boolean {
  if (a.size !== b.size) return false;
  budget.spend(a.size);
  return a.keys().every(key => {
    const x = a.get(key);
    const y = b.get(key);
    return x !== undefined && y !== undefined && isEqual(x, y, budget);
  });
}

function areEqualOptionals(a: Optional, b: Optional, budget: Budget): boolean {
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return isEqual(a.value, b.value, budget);
}

function orderable(value: Value): Value {
  if (value instanceof Uint) return value.value;
  return value instanceof Duration || value instanceof Timestamp ? value.nanos : value;
}

function isTime(value: Value): string {
  if (value instanceof Duration) return 'duration';
  return value instanceof Timestamp ? 'timestamp' : 'number';
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  // Neither below nor above: equal, unless one of them is not a number at all.
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function scalarKey(value: Value): string {
  const plain = value instanceof Uint ? value.value : value;
  return typeof plain === 'object' && plain !== null ? '' : `${typeof plain}:${String(plain)}`;
}
