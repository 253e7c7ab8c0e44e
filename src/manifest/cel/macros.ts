import type { ASTNode } from '@marcbachmann/cel-js';
import { sorted } from './functions/lists.ts';
import { attempt } from './logic.ts';
import { type Code, type Compile, type Names, type Scope, withVariable } from './scope.ts';
import { CelError, CelList, CelMap, LiteralMap, noOverload, Optional, type Value } from './value.ts';

/** A method call that may be a macro. */
export interface MacroCall {
  readonly name: string;
  readonly receiver: ASTNode;
  readonly values: readonly ASTNode[];
  readonly names: Names;
  readonly compile: Compile;
}

/** Steps over the receiver with one or two variables bound: (value) or (index or key, value). */
interface Loop {
  readonly receiver: Code;
  readonly variables: readonly string[];
  /** The expressions after the variables. */
  readonly bodies: readonly Code[];
  /** What one step costs, by the size of its expressions. */
  readonly cost: number;
  /**
   * Answers of the first expression by item, where it depends on the item alone. Items of unchanged text are the same values
   * from one edit to the next, so long lists are not gone through again.
   */
  readonly kept: WeakMap<CelMap, Value | CelError> | undefined;
}

type Run = (loop: Loop, scope: Scope) => Value;

/** By name: how many variables, how many expressions (counted without the variables), and what they do. */
const macros: readonly (readonly [name: string, variables: number, bodies: readonly number[], run: Run])[] = [
  ['all', 1, [1], quantified(false)],
  ['exists', 1, [1], quantified(true)],
  ['exists_one', 1, [1], existsOne],
  ['existsOne', 1, [1], existsOne],
  ['filter', 1, [1], filter],
  ['map', 1, [1, 2], transformList],
  ['sortBy', 1, [1], sortBy],
  ['optMap', 1, [1], optMap],
  ['optFlatMap', 1, [1], optFlatMap],
  ['all', 2, [1], quantified(false)],
  ['exists', 2, [1], quantified(true)],
  ['existsOne', 2, [1], existsOne],
  ['exists_one', 2, [1], existsOne],
  ['transformList', 2, [1, 2], transformList],
  ['transformMap', 2, [1, 2], transformMap],
  ['transformMapEntry', 2, [1, 2], transformMapEntry],
];

/** Compiles a call of a macro; undefined where it is none. */
export function compileMacro(call: MacroCall): Code | undefined {
  for (const [name, count, bodies, run] of macros) {
    if (name !== call.name || !bodies.includes(call.values.length - count)) continue;
    const variables = call.values.slice(0, count).flatMap(node => (node.op === 'id' ? [node.args] : []));
    if (variables.length !== count) continue;
    const inner = new Set([...call.names, ...variables]);
    const nodes = call.values.slice(count);
    const loop: Loop = {
      receiver: call.compile(call.receiver, call.names),
      variables,
      bodies: nodes.map(node => call.compile(node, inner)),
      cost: nodes.reduce((cost, node) => cost + sizeOf(node), 1),
      kept: count === 1 && isClosed(nodes[0], new Set(variables), call.names) ? new WeakMap() : undefined,
    };
    return scope => run(loop, scope);
  }
  return undefined;
}

function quantified(decisive: boolean): Run {
  return (loop, scope) => {
    let failure: CelError | undefined;
    for (const inner of steps(loop, scope)) {
      const answer = answerOf(loop, inner);
      if (answer === decisive) return decisive;
      if (answer instanceof CelError) failure ??= answer;
      else if (typeof answer !== 'boolean')
        failure ??= new CelError('no such overload: the condition is no bool');
    }
    if (failure !== undefined) throw failure;
    return !decisive;
  };
}

function existsOne(loop: Loop, scope: Scope): Value {
  let count = 0;
  for (const inner of steps(loop, scope)) if (isMet(loop, inner)) count++;
  return count === 1;
}

function filter(loop: Loop, scope: Scope): Value {
  const kept: Value[] = [];
  for (const inner of steps(loop, scope)) if (isMet(loop, inner)) kept.push(inner.value);
  return new CelList(kept);
}

function transformList(loop: Loop, scope: Scope): Value {
  return new CelList([...transformed(loop, scope)].map(([, value]) => value));
}

function transformMap(loop: Loop, scope: Scope): Value {
  return new LiteralMap([...transformed(loop, scope)]);
}

function transformMapEntry(loop: Loop, scope: Scope): Value {
  const entries: [Value, Value][] = [];
  for (const [, value] of transformed(loop, scope)) {
    if (!(value instanceof CelMap)) return noOverload('transformMapEntry', [value]);
    entries.push(...value.keys().map((key): [Value, Value] => [key, value.get(key) ?? null]));
  }
  return new LiteralMap(entries);
}

/** Keys or positions with what the last expression makes of them, of those that the first of two expressions lets pass. */
function* transformed(loop: Loop, scope: Scope): Generator<readonly [Value, Value]> {
  const [first, second] = loop.bodies;
  const condition = second === undefined ? undefined : first;
  const transform = second ?? first;
  for (const inner of steps(loop, scope))
    if (transform !== undefined && (condition === undefined || isTrue(condition, inner)))
      yield [inner.outer?.value ?? null, transform(inner)];
}

function sortBy(loop: Loop, scope: Scope): Value {
  const receiver = loop.receiver(scope);
  if (!(receiver instanceof CelList)) return noOverload('.sortBy', [receiver]);
  const keys = [...transformed(loop, scope)].map(([, key]) => key);
  return new CelList(sorted(receiver.items, keys));
}

function optMap(loop: Loop, scope: Scope): Value {
  const mapped = mappedOptional(loop, scope);
  return new Optional(mapped);
}

function optFlatMap(loop: Loop, scope: Scope): Value {
  const mapped = mappedOptional(loop, scope);
  if (mapped === undefined) return new Optional(undefined);
  return mapped instanceof Optional ? mapped : noOverload('.optFlatMap', [mapped]);
}

function mappedOptional(loop: Loop, scope: Scope): Value | undefined {
  const receiver = loop.receiver(scope);
  if (!(receiver instanceof Optional)) return noOverload('.optMap', [receiver]);
  if (receiver.value === undefined) return undefined;
  return loop.bodies[0]?.(withVariable(scope, loop.variables[0] ?? '', receiver.value));
}

/** One scope a step. Over a map, one variable goes through its keys; two are key and value, or position and item. */
function* steps(loop: Loop, scope: Scope): Generator<Scope> {
  const holder = loop.receiver(scope);
  const [first = '', second] = loop.variables;
  if (holder instanceof CelList) {
    for (const [index, item] of holder.items.entries()) {
      scope.budget.spend(loop.cost);
      yield second === undefined
        ? withVariable(scope, first, item)
        : withVariable(withVariable(scope, first, BigInt(index)), second, item);
    }
  } else if (holder instanceof CelMap) {
    for (const key of holder.keys()) {
      scope.budget.spend(loop.cost);
      const outer = withVariable(scope, first, key);
      yield second === undefined ? outer : withVariable(outer, second, holder.get(key) ?? null);
    }
  } else noOverload('a loop', [holder]);
}

/** What the first expression gives for an item, or the error that it ends with. */
function answerOf(loop: Loop, inner: Scope): Value | CelError {
  const [body] = loop.bodies;
  if (body === undefined) return null;
  const { value } = inner;
  if (loop.kept === undefined || !(value instanceof CelMap)) return attempt(body, inner);
  const known = loop.kept.get(value);
  if (known !== undefined) return known;
  const answer = attempt(body, inner);
  loop.kept.set(value, answer);
  return answer;
}

function isMet(loop: Loop, inner: Scope): boolean {
  const answer = answerOf(loop, inner);
  if (answer instanceof CelError) throw answer;
  if (typeof answer !== 'boolean') throw new CelError('no such overload: the condition is no bool');
  return answer;
}

/** Whether an expression uses no variable but those of its own loop. Whatever else bears an outer name counts as a use. */
function isClosed(node: unknown, own: Names, outer: Names): boolean {
  if (Array.isArray(node)) return node.every(part => isClosed(part, own, outer));
  if (typeof node !== 'object' || node === null || !('args' in node) || !('op' in node)) return true;
  if (node.op === 'id') return typeof node.args !== 'string' || own.has(node.args) || !outer.has(node.args);
  return isClosed(node.args, own, outer);
}

function isTrue(code: Code | undefined, scope: Scope): boolean {
  const value = code?.(scope);
  if (typeof value !== 'boolean') throw new CelError('no such overload: the condition is no bool');
  return value;
}

/** How many parts an expression has. */
function sizeOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((size: number, part) => size + sizeOf(part), 0);
  if (typeof node !== 'object' || node === null || !('args' in node)) return 0;
  return 1 + sizeOf(node.args);
}
