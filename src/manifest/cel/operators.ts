import { compare, isEqual, mergeKeyOf } from './equality.ts';
import {
  type Budget,
  CelError,
  CelList,
  CelMap,
  Duration,
  noOverload,
  Optional,
  Timestamp,
  Uint,
  type Value,
} from './value.ts';

/** An operator of two values. */
export type BinaryOperator = (a: Value, b: Value, budget: Budget) => Value;

/** The binary operators, without `&&` and `||`, which may leave their right side alone. */
export const binaryOperators: Readonly<Record<string, BinaryOperator>> = {
  '==': isEqual,
  '!=': (a, b, budget) => !isEqual(a, b, budget),
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
  in: isIn,
  '+': add,
  '-': subtract,
  '*': (a, b) => arithmetic('*', a, b),
  '/': (a, b) => arithmetic('/', a, b),
  '%': (a, b) => arithmetic('%', a, b),
};

/** `-a`. */
export function negate(a: Value): Value {
  if (typeof a === 'number') return -a;
  if (typeof a === 'bigint') return int(-a);
  return noOverload('-', [a]);
}

/** A number that fits `int`. */
export function int(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new CelError('integer overflow');
  return value;
}

/** `a[index]`: an item of a list or the value of a key. Undefined where there is none. */
export function itemAt(holder: Value, index: Value): Value | undefined {
  if (holder instanceof CelMap) return holder.get(index);
  if (!(holder instanceof CelList)) return noOverload('_[_]', [holder, index]);
  const position = index instanceof Uint ? index.value : index;
  if (typeof position !== 'bigint' && !(typeof position === 'number' && Number.isInteger(position)))
    return noOverload('_[_]', [holder, index]);
  return holder.items[Number(position)];
}

/** `a.name`: a field of an object or the value of a key, through an optional too. Undefined where there is none. */
export function fieldOf(holder: Value, name: string): Value | undefined {
  if (holder instanceof CelMap) return holder.get(name);
  return noOverload(`.${name}`, [holder]);
}

/** The `+` of lists: sets unite, keyed lists merge item by item in the place of the first, others are put end to end. */
export function concatenated(a: CelList, b: CelList, budget: Budget): CelList {
  budget.spend(a.items.length + b.items.length);
  const { keys } = a;
  if (keys === undefined) return new CelList([...a.items, ...b.items]);
  const byKey = new Map(a.items.map(item => [mergeKeyOf(item, keys), item]));
  for (const item of b.items) {
    const key = mergeKeyOf(item, keys);
    if (keys.length > 0 || !byKey.has(key)) byKey.set(key, item);
  }
  return new CelList([...byKey.values()], keys);
}

function isIn(item: Value, holder: Value, budget: Budget): Value {
  if (holder instanceof CelMap) return holder.has(item);
  if (!(holder instanceof CelList)) return noOverload('in', [item, holder]);
  budget.spend(holder.items.length);
  return holder.items.some(other => isEqual(item, other, budget));
}

function add(a: Value, b: Value, budget: Budget): Value {
  if (typeof a === 'string' && typeof b === 'string') {
    budget.spend((a.length + b.length) >> 4);
    return a + b;
  }
  if (a instanceof CelList && b instanceof CelList) return concatenated(a, b, budget);
  if (a instanceof Duration && b instanceof Duration) return new Duration(int(a.nanos + b.nanos));
  if (a instanceof Timestamp && b instanceof Duration) return new Timestamp(a.nanos + b.nanos);
  if (a instanceof Duration && b instanceof Timestamp) return new Timestamp(a.nanos + b.nanos);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return new Uint8Array([...a, ...b]);
  return arithmetic('+', a, b);
}

function subtract(a: Value, b: Value): Value {
  if (a instanceof Duration && b instanceof Duration) return new Duration(int(a.nanos - b.nanos));
  if (a instanceof Timestamp && b instanceof Timestamp) return new Duration(int(a.nanos - b.nanos));
  if (a instanceof Timestamp && b instanceof Duration) return new Timestamp(a.nanos - b.nanos);
  return arithmetic('-', a, b);
}

function arithmetic(operator: string, a: Value, b: Value): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return int(whole(operator, a, b));
  if (a instanceof Uint && b instanceof Uint) return new Uint(whole(operator, a.value, b.value));
  if (typeof a !== 'number' || typeof b !== 'number') return noOverload(operator, [a, b]);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return noOverload(operator, [a, b]);
  }
}

function whole(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0n) throw new CelError('division by zero');
      return a / b;
    default:
      if (b === 0n) throw new CelError('modulus by zero');
      return a % b;
  }
}

/** What an optional holds, and anything else as it is. */
export function unwrapped(value: Value): Value | undefined {
  return value instanceof Optional ? value.value : value;
}
