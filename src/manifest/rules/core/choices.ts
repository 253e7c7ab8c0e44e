import { removeEntry } from '../../fix/edits.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { facts, given, keyOf } from './reading.ts';

export const oneTooMany = facts(
  'core/one-of-many',
  'error',
  'A map holds several fields of which only one may be set.',
  'The API server takes one source, one handler, one kind of volume at a time, and refuses the second.',
);

export const noneChosen = facts(
  'core/none-of-many',
  'error',
  'A map holds none of the fields of which one is needed.',
  'Without one of them there is nothing to do, mount or read, so the API server refuses the object.',
);

/** The fields of a choice that are set, in the order in which the API server looks at them. */
export function chosen(node: SyntaxNode | undefined, choice: readonly string[]): readonly string[] {
  return choice.filter(name => given(node, name) !== undefined);
}

/** Reports every field of a choice after the first one. Answers whether one is set at all. */
export function atMostOne(node: MapNode, choice: readonly string[], report: Report): boolean {
  const [first, ...more] = chosen(node, choice);
  for (const name of more) {
    const key = keyOf(node, name);
    report(oneTooMany.id, key, say`Only one of ${first ?? ''} and ${name} can be set here.`, {
      related: [{ at: keyOf(node, first ?? ''), message: say`${first ?? ''} is set as well.` }],
      fixes: () => [{ title: say`Remove ${name}`, edits: removeEntry(key), isSafe: false }],
    });
  }
  return first !== undefined;
}

/** Reports a map that has to set one field of a choice and sets none. */
export function atLeastOne(node: MapNode, choice: readonly string[], report: Report): void {
  if (chosen(node, choice).length === 0)
    report(noneChosen.id, node, say`One of these fields is needed here: ${choice.join(', ')}.`);
}
