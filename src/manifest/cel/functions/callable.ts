import { type Budget, CelError, CelList, type Value } from '../value.ts';

/** A function of CEL. A method gets what it is called on as its first value. Undefined: the values do not fit. */
export type CelFunction = (values: readonly Value[], budget: Budget) => Value | undefined;

/** Functions by name; methods begin with a dot (`.startsWith`), functions of a name space hold one (`sets.contains`). */
export type FunctionTable = Readonly<Record<string, CelFunction>>;

/** A function of one string. */
export function ofString(call: (text: string) => Value): CelFunction {
  return ([text, ...more]) => (typeof text === 'string' && more.length === 0 ? call(text) : undefined);
}

/** A function of two strings. */
export function ofStrings(call: (a: string, b: string) => Value): CelFunction {
  return ([a, b, ...more]) =>
    typeof a === 'string' && typeof b === 'string' && more.length === 0 ? call(a, b) : undefined;
}

/** A function of one list. */
export function ofList(call: (items: readonly Value[], budget: Budget) => Value): CelFunction {
  return ([list, ...more], budget) => {
    if (!(list instanceof CelList) || more.length > 0) return undefined;
    budget.spend(list.items.length);
    return call(list.items, budget);
  };
}

/** A function of one value of a class, with further values. */
export function ofClass<Self extends object>(
  type: abstract new (...given: never[]) => Self,
  call: (self: Self, more: readonly Value[]) => Value | undefined,
): CelFunction {
  return ([self, ...more]) => (isOf(self, type) ? call(self, more) : undefined);
}

function isOf<Self extends object>(
  value: Value | undefined,
  type: abstract new (...given: never[]) => Self,
): value is Value & Self {
  return value instanceof type;
}

/** The strings of a list; undefined where it holds anything else. */
export function stringsOf(value: Value | undefined): readonly string[] | undefined {
  if (!(value instanceof CelList)) return undefined;
  const { items } = value;
  return items.every((item): item is string => typeof item === 'string') ? items : undefined;
}

/** A number as a position within bounds. Throws a CelError beyond them. */
export function positionIn(value: bigint, limit: number): number {
  if (value < 0n || value > BigInt(limit)) throw new CelError(`index out of range: ${value}`);
  return Number(value);
}
