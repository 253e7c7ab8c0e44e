import type { Code, Scope } from './scope.ts';
import { BudgetSpent, CelError, type Value } from './value.ts';

/** `a && b`: false as soon as one side is false, even when the other fails. */
export function conjunction(left: Code, right: Code): Code {
  return scope => either(scope, left, right, false);
}

/** `a || b`: true as soon as one side is true, even when the other fails. */
export function disjunction(left: Code, right: Code): Code {
  return scope => either(scope, left, right, true);
}

/** `a ? b : c`. */
export function branch(condition: Code, yes: Code, no: Code): Code {
  return scope => {
    const value = condition(scope);
    if (typeof value !== 'boolean') throw new CelError('no such overload: _?_:_');
    return value ? yes(scope) : no(scope);
  };
}

/** What an expression gives, or the error that it ends with: for operators that may do without it. */
export function attempt(code: Code, scope: Scope): Value | CelError {
  try {
    return code(scope);
  } catch (error) {
    if (error instanceof BudgetSpent || !(error instanceof CelError)) throw error;
    return error;
  }
}

function either(scope: Scope, left: Code, right: Code, decisive: boolean): boolean {
  const first = attempt(left, scope);
  if (first === decisive) return decisive;
  const second = right(scope);
  if (second === decisive) return decisive;
  if (first instanceof CelError) throw first;
  if (typeof first !== 'boolean' || typeof second !== 'boolean')
    throw new CelError(`no such overload: ${decisive ? '||' : '&&'}`);
  return !decisive;
}
