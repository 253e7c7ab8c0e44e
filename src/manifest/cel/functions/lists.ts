import { compare, isEqual } from '../equality.ts';
import { binaryOperators } from '../operators.ts';
import { type Budget, CelError, CelList, Duration, Optional, Uint, type Value } from '../value.ts';
import { type FunctionTable, ofList, positionIn } from './callable.ts';

/** Kubernetes' functions of lists (sum, min, max, isSorted, indexOf) and CEL's lists extension, version 3. */
export const listFunctions: FunctionTable = {
  '.isSorted': ofList(items =>
    items.every((item, index) => index === 0 || compare(items[index - 1] ?? null, item) <= 0),
  ),
  '.sum': ofList((items, budget) => items.reduce((total, item) => sum(total, item, budget), zeroOf(items))),
  '.min': ofList(items => extreme('min', items, (a, b) => compare(a, b) > 0)),
  '.max': ofList(items => extreme('max', items, (a, b) => compare(a, b) < 0)),
  '.indexOf': position(items => items.keys()),
  '.lastIndexOf': position(items => [...items.keys()].reverse()),
  '.distinct': ofList((items, budget) => new CelList(distinct(items, budget))),
  '.reverse': ofList(items => new CelList([...items].reverse())),
  '.sort': ofList(items => new CelList(sorted(items, items))),
  '.first': ofList(items => new Optional(items[0])),
  '.last': ofList(items => new Optional(items.at(-1))),
  '.slice': slice,
  '.flatten': flatten,
  'lists.range': range,
};

/** Items in the order of their keys, one key an item, as `sort` and `sortBy` want it. */
export function sorted(items: readonly Value[], keys: readonly Value[]): readonly Value[] {
  return items
    .map((item, index) => ({ item, key: keys[index] ?? null }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function zeroOf(items: readonly Value[]): Value {
  const [first] = items;
  if (typeof first === 'number') return 0;
  if (first instanceof Uint) return new Uint(0n);
  return first instanceof Duration ? new Duration(0n) : 0n;
}

function sum(total: Value, item: Value, budget: Budget): Value {
  return binaryOperators['+']?.(total, item, budget) ?? null;
}

function extreme(
  name: string,
  items: readonly Value[],
  isBetter: (held: Value, item: Value) => boolean,
): Value {
  const [first, ...more] = items;
  if (first === undefined) throw new CelError(`${name} called on empty list`);
  return more.reduce((held, item) => (isBetter(held, item) ? item : held), first);
}

function position(order: (items: readonly Value[]) => Iterable<number>): FunctionTable[string] {
  return ([list, item, ...more], budget) => {
    if (!(list instanceof CelList) || item === undefined || more.length > 0) return undefined;
    budget.spend(list.items.length);
    for (const index of order(list.items))
      if (isEqual(list.items[index] ?? null, item, budget)) return BigInt(index);
    return -1n;
  };
}

function distinct(items: readonly Value[], budget: Budget): readonly Value[] {
  const kept: Value[] = [];
  for (const item of items) {
    budget.spend(kept.length);
    if (!kept.some(other => isEqual(item, other, budget))) kept.push(item);
  }
  return kept;
}

function slice([list, from, to, ...more]: readonly Value[], budget: Budget): Value | undefined {
  if (!(list instanceof CelList) || typeof from !== 'bigint' || typeof to !== 'bigint' || more.length > 0)
    return undefined;
  const { length } = list.items;
  const start = positionIn(from, length);
  const end = positionIn(to, length);
  if (end < start) throw new CelError(`the end ${end} lies before the start ${start}`);
  budget.spend(end - start);
  return new CelList(list.items.slice(start, end));
}

function flatten([list, depth = 1n, ...more]: readonly Value[], budget: Budget): Value | undefined {
  if (!(list instanceof CelList) || typeof depth !== 'bigint' || more.length > 0) return undefined;
  if (depth < 0n) throw new CelError('level must be non-negative');
  return new CelList(flattened(list.items, Number(depth), budget));
}

function flattened(items: readonly Value[], depth: number, budget: Budget): readonly Value[] {
  budget.spend(items.length);
  return items.flatMap(item =>
    item instanceof CelList && depth > 0 ? flattened(item.items, depth - 1, budget) : [item],
  );
}

function range([end, ...more]: readonly Value[], budget: Budget): Value | undefined {
  if (typeof end !== 'bigint' || more.length > 0) return undefined;
  if (end > 1_000_000n) budget.spend(Number.POSITIVE_INFINITY);
  budget.spend(Number(end));
  return new CelList(Array.from({ length: Math.max(0, Number(end)) }, (_, index) => BigInt(index)));
}
