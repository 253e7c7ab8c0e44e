import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { givenNumber, givenScalar, replacing } from '../core/reading.ts';

/** Reports a field whose number is below the least that its controller takes. */
export function checkLeast(
  node: SyntaxNode | undefined,
  field: string,
  least: number,
  [rule, report]: Filing,
): void {
  const value = givenScalar(node, field);
  const number = givenNumber(node, field);
  if (value === undefined || number === undefined || number >= least) return;
  report(rule, value, say`${field} is ${number}, but must be at least ${least}.`, {
    fixes: () => [replacing(value, least, false)],
  });
}

/** Reports two fields of one map of which the smaller holds the larger number. */
export function checkOrder(
  node: SyntaxNode | undefined,
  smaller: string,
  larger: string,
  [rule, report]: Filing,
): void {
  const low = givenNumber(node, smaller);
  const high = givenNumber(node, larger);
  const at = givenScalar(node, smaller);
  if (low === undefined || high === undefined || at === undefined || low <= high) return;
  report(rule, at, say`${smaller} is ${low}, more than ${larger}, ${high}.`, {
    fixes: () => [replacing(at, high, false)],
  });
}

/** Reports a field that holds none of the words its controller knows. An empty one counts as absent. */
export function checkWord(
  node: SyntaxNode | undefined,
  field: string,
  words: readonly string[],
  [rule, report]: Filing,
): void {
  const value = givenScalar(node, field);
  if (value === undefined || value.text === '' || words.includes(value.text)) return;
  const likely = nearest(value.text, words);
  report(rule, value, say`"${value.text}" is no ${field}; it is one of ${words.join(', ')}.`, {
    fixes: () => (likely === undefined ? [] : [replacing(value, likely)]),
  });
}

/** The rule to file under, and where. */
export type Filing = readonly [rule: string, report: Report];
