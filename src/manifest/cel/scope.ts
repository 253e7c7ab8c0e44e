import type { ASTNode } from '@marcbachmann/cel-js';
import { type Budget, CelError, type Value } from './value.ts';

/** The variables of an evaluation, the innermost first. */
export interface Scope {
  readonly name: string;
  readonly value: Value;
  readonly outer: Scope | undefined;
  readonly budget: Budget;
}

/** An expression, ready to be evaluated. Throws a CelError where it cannot be carried through, BudgetSpent where it takes too long. */
export type Code = (scope: Scope) => Value;

/** The names of the variables that an expression may use. */
export type Names = ReadonlySet<string>;

export type Compile = (node: ASTNode, names: Names) => Code;

/** The value of a variable. */
export function variable(scope: Scope, name: string): Value {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
    if (at.name === name) return at.value;
  throw new CelError(`no such attribute: ${name}`);
}

/** A scope with one more variable. */
export function withVariable(outer: Scope, name: string, value: Value): Scope {
  return { name, value, outer, budget: outer.budget };
}
