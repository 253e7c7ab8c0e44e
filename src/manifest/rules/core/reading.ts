import { replaceValue } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import type { Severity } from '../../problem.ts';
import type { RuleFacts } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, itemsAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';

/** The facts of one rule, in the order in which people ask for them. */
export function facts(id: string, severity: Severity, summary: string, why: string): RuleFacts {
  return { id, severity, summary, why };
}

/** The value of a field as the API server decodes it: undefined where it is absent, or null, which it treats alike. */
export function given(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  const value = entryOf(node, name)?.value;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

export function givenMap(node: SyntaxNode | undefined, name: string): MapNode | undefined {
  const value = given(node, name);
  return value?.kind === 'map' ? value : undefined;
}

/** The maps among the items of a list field; none where there is no list. */
export function givenMaps(node: SyntaxNode | undefined, name: string): readonly MapNode[] {
  return itemsAt(node, name).filter(item => item.kind === 'map');
}

/** The scalar of a field, unless a template fills it in later. */
export function givenScalar(node: SyntaxNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' && !isPlaceholder(value) ? value : undefined;
}

/** The string of a field; undefined where there is none, something else, or a placeholder. */
export function givenText(node: SyntaxNode | undefined, name: string): string | undefined {
  const value = givenScalar(node, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function givenNumber(node: SyntaxNode | undefined, name: string): number | undefined {
  const value = givenScalar(node, name)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** Whether a field says true. Everything else counts as false, which is what the booleans of pods default to. */
export function isTrue(node: SyntaxNode | undefined, name: string): boolean {
  return givenScalar(node, name)?.value === true;
}

/** Whether the API server reads nothing from a field: absent, null, or an empty string. */
export function isBlank(node: SyntaxNode | undefined, name: string): boolean {
  const value = given(node, name);
  return value === undefined || (value.kind === 'scalar' && value.value === '');
}

/** Whether a list or map field is absent or holds nothing. */
export function isEmpty(node: SyntaxNode | undefined, name: string): boolean {
  const value = given(node, name);
  if (value?.kind === 'map') return value.entries.length === 0;
  if (value?.kind === 'sequence') return value.items.length === 0;
  return value === undefined;
}

/** The key of a field that is there, as the place to underline when the field itself should not be. */
export function keyOf(node: SyntaxNode, name: string): SyntaxNode {
  return entryOf(node, name)?.key ?? node;
}

/** Where a field is lacking: its empty value if it is written, otherwise the map and the field's name. */
export function placeOf(
  map: MapNode,
  name: string,
): readonly [at: SyntaxNode, missing: { missing?: string }] {
  const value = entryOf(map, name)?.value;
  const isWritten = value !== undefined && !(value.kind === 'scalar' && value.isAbsent);
  return isWritten ? [value, {}] : [map, { missing: name }];
}

/** A fix that writes another value in place of a scalar. */
export function replacing(scalar: ScalarNode, value: string | number | boolean, isSafe = true): Fix {
  return { title: say`Write ${String(value)}`, edits: replaceValue(scalar, value), isSafe };
}
