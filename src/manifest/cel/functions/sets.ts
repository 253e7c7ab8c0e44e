import { isEqual } from '../equality.ts';
import { type Budget, CelList, type Value } from '../value.ts';
import type { FunctionTable } from './callable.ts';

/** CEL's sets extension: lists compared by what they hold, without regard to order and repetition. */
export const setFunctions: FunctionTable = {
  'sets.contains': ofLists((a, b, budget) => holdsAll(a, b, budget)),
  'sets.equivalent': ofLists((a, b, budget) => holdsAll(a, b, budget) && holdsAll(b, a, budget)),
  'sets.intersects': ofLists((a, b, budget) => b.some(item => holds(a, item, budget))),
};

function ofLists(
  call: (a: readonly Value[], b: readonly Value[], budget: Budget) => boolean,
): FunctionTable[string] {
  return ([a, b, ...more], budget) =>
    a instanceof CelList && b instanceof CelList && more.length === 0
      ? call(a.items, b.items, budget)
      : undefined;
}

function holdsAll(items: readonly Value[], wanted: readonly Value[], budget: Budget): boolean {
  return wanted.every(item => holds(items, item, budget));
}

function holds(items: readonly Value[], wanted: Value, budget: Budget): boolean {
  budget.spend(items.length);
  return items.some(item => isEqual(item, wanted, budget));
}
