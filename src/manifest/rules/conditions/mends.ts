import { insertField, removeEntry, replaceValue } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import { say } from '../../say.ts';
import { entryOf } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { listed } from './given.ts';

/** How a node that breaks a condition can be mended. The first fix is the likeliest; none where there is nothing to go by. */
export type Mend = (node: SyntaxNode) => readonly Fix[];

/** Takes one of these fields away: a choice for the user, where more than one is there. */
export function without(...names: readonly string[]): Mend {
  return node =>
    names.flatMap(name => {
      const entry = entryOf(node, name);
      if (entry === undefined || entry.isMerged) return [];
      return [{ title: say`Remove ${name}`, edits: removeEntry(entry.key), isSafe: false }];
    });
}

/** Gives a field the one value that fits, whether it is there or not. */
export function withField(name: string, value: string | number, isSafe = true): Mend {
  return node => {
    const entry = entryOf(node, name);
    if (node.kind !== 'map' || entry?.isMerged === true) return [];
    if (entry === undefined)
      return [{ title: say`Add ${name}: ${value}`, edits: insertField(node, name, value), isSafe }];
    if (entry.value.kind !== 'scalar') return [];
    return [{ title: say`Change to ${value}`, edits: replaceValue(entry.value, value), isSafe }];
  };
}

/** Writes one of these values in place of the node itself: a choice for the user. */
export function changedTo(...values: readonly (string | number)[]): Mend {
  return node =>
    node.kind === 'scalar'
      ? values.map(value => ({
          title: say`Change to ${value}`,
          edits: replaceValue(node, value),
          isSafe: false,
        }))
      : [];
}

/** Mends the first item of a list that is wrong. */
export function inItem(isWrong: (item: SyntaxNode) => boolean, mend: Mend): Mend {
  return list => {
    const item = listed(list).find(isWrong);
    return item === undefined ? [] : mend(item);
  };
}

/** Mends what stands in a field. */
export function inField(name: string, mend: Mend): Mend {
  return node => {
    const value = entryOf(node, name)?.value;
    return value === undefined ? [] : mend(value);
  };
}
