import { insertField, removeEntry, renameKey, replaceValue } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import type { ReportDetails } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';

/** The fix that writes another value. */
export function changeTo(scalar: ScalarNode, value: string | number | boolean): Fix {
  return { title: say`Change to ${String(value)}`, edits: replaceValue(scalar, value) };
}

/** The fix that adds a field. */
export function addField(map: MapNode, name: string, value: unknown): Fix {
  return { title: say`Add ${name}`, edits: insertField(map, name, value) };
}

/** The fix that takes a field away, given by its key. */
export function removeField(key: ScalarNode): Fix {
  return { title: say`Remove ${key.text}`, edits: removeEntry(key) };
}

/** The fix that takes an item out of a list. */
export function removeItem(item: SyntaxNode): Fix {
  return { title: say`Remove this item`, edits: removeEntry(item) };
}

/** The fix that gives a field another name. */
export function rename(key: ScalarNode, name: string): Fix {
  return { title: say`Rename to ${name}`, edits: renameKey(key, name) };
}

/** Details of a report with one fix that can be applied unseen. */
export function mendedBy(make: () => Fix): ReportDetails {
  return { fixes: () => [make()] };
}

/** Details of a report with one fix that the user has to look at: a guess, or one that takes something away. */
export function perhapsMendedBy(make: () => Fix): ReportDetails {
  return { fixes: () => [{ ...make(), isSafe: false }] };
}

/** Details that point at the place that an item repeats. */
export function repeating(first: SyntaxNode): ReportDetails {
  return { related: [{ at: first, message: say`It stands here first.` }] };
}
