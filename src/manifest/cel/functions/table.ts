import { compare } from '../equality.ts';
import { CelError, noOverload, Optional, type Value } from '../value.ts';
import type { CelFunction, FunctionTable } from './callable.ts';
import { conversionFunctions } from './conversion.ts';
import { formatFunctions } from './formats.ts';
import { listFunctions } from './lists.ts';
import { momentFunctions } from './moments.ts';
import { netFunctions, netText } from './net.ts';
import { Quantity, quantityFunctions, signOf } from './quantity.ts';
import { regexFunctions } from './regex.ts';
import { compareVersions, Semver, semverFunctions } from './semver.ts';
import { setFunctions } from './sets.ts';
import { stringFunctions } from './strings.ts';
import { urlFunctions } from './url.ts';

/** Everything that a rule may call, apart from the macros: CEL's standard functions and the libraries of Kubernetes 1.36. */
export function celFunctions(): ReadonlyMap<string, CelFunction> {
  const tables: readonly FunctionTable[] = [
    conversionFunctions,
    stringFunctions,
    listFunctions,
    regexFunctions(),
    setFunctions,
    momentFunctions,
    urlFunctions,
    netFunctions,
    quantityFunctions,
    semverFunctions,
    formatFunctions,
    optionalFunctions,
    comparisons,
  ];
  const all = new Map<string, CelFunction>();
  for (const [name, call] of tables.flatMap(table => Object.entries(table))) {
    const earlier = all.get(name);
    all.set(name, earlier === undefined ? call : either(earlier, call));
  }
  return all;
}

/** Names that open a name space: `sets.contains(a, b)` is no method of a value `sets`. */
export const nameSpaces: ReadonlySet<string> = new Set([
  'sets',
  'format',
  'optional',
  'ip',
  'lists',
  'strings',
]);

/** Calls a function, or says that it does not take these values. */
export function called(name: string, answer: Value | undefined, values: readonly Value[]): Value {
  return answer === undefined ? noOverload(name, values) : answer;
}

const optionalFunctions: FunctionTable = {
  'optional.of': ([value]) => (value === undefined ? undefined : new Optional(value)),
  'optional.none': values => (values.length === 0 ? new Optional(undefined) : undefined),
  'optional.ofNonZeroValue': ([value]) =>
    value === undefined ? undefined : new Optional(isZero(value) ? undefined : value),
  '.hasValue': ([value]) => (value instanceof Optional ? value.value !== undefined : undefined),
  '.value': ([optional]) => {
    if (!(optional instanceof Optional)) return undefined;
    if (optional.value === undefined) throw new CelError('optional.none() dereference');
    return optional.value;
  },
  '.or': ([optional, other]) =>
    optional instanceof Optional && other instanceof Optional
      ? optional.value === undefined
        ? other
        : optional
      : undefined,
  '.orValue': ([optional, other]) =>
    optional instanceof Optional && other !== undefined ? (optional.value ?? other) : undefined,
  string: ([value]) => (value === undefined ? undefined : netText(value)),
};

const comparisons: FunctionTable = {
  '.compareTo': ([a, b]) => {
    const order = ordered(a, b);
    return order === undefined ? undefined : signOf(BigInt(order));
  },
  '.isLessThan': ([a, b]) => {
    const order = ordered(a, b);
    return order === undefined ? undefined : order < 0;
  },
  '.isGreaterThan': ([a, b]) => {
    const order = ordered(a, b);
    return order === undefined ? undefined : order > 0;
  },
};

function ordered(a: Value | undefined, b: Value | undefined): number | undefined {
  if (a instanceof Quantity && b instanceof Quantity) return compare(a.nanos, b.nanos);
  return a instanceof Semver && b instanceof Semver ? compareVersions(a, b) : undefined;
}

function either(first: CelFunction, second: CelFunction): CelFunction {
  return (values, budget) => first(values, budget) ?? second(values, budget);
}

function isZero(value: Value): boolean {
  if (value === null || value === false || value === '' || value === 0 || value === 0n) return true;
  if (typeof value !== 'object') return false;
  return ('size' in value && value.size === 0) || ('items' in value && value.items.length === 0);
}
