import { compile } from '../../src/manifest/cel/compile.ts';
import { isEqual } from '../../src/manifest/cel/equality.ts';
import { Budget, type Value } from '../../src/manifest/cel/value.ts';

/** What an expression gives over the variables `self` and `oldSelf`. */
export function evaluated(expression: string, self: Value = null, oldSelf: Value = null): Value {
  const budget = new Budget(1_000_000);
  const outer = { name: 'oldSelf', value: oldSelf, outer: undefined, budget };
  return compile(expression, ['self', 'oldSelf'])({ name: 'self', value: self, outer, budget });
}

/** Whether two expressions give equal values. */
export function giveTheSame(a: string, b: string): boolean {
  return isEqual(evaluated(a), evaluated(b), new Budget(1_000));
}
