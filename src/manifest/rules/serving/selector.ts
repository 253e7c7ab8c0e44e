import { itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { given, mapsAt } from './given.ts';

/** The part of a selector that labels do not meet. */
export interface SelectorMisfit {
  readonly at: SyntaxNode;
  readonly key: string;
}

/** The first condition of a label selector that a map of labels does not meet; undefined where all are met or cannot be told. */
export function misfitOf(selector: MapNode, labels: MapNode | undefined): SelectorMisfit | undefined {
  for (const { name, value } of mapAt(selector, 'matchLabels')?.entries ?? []) {
    const label = labelOf(labels, name);
    if (value.kind !== 'scalar' || isPlaceholder(value) || (label !== undefined && isPlaceholder(label)))
      continue;
    if (label?.text !== value.text) return { at: value, key: name };
  }
  for (const expression of mapsAt(selector, 'matchExpressions')) {
    const key = given(expression, 'key');
    if (key?.kind === 'scalar' && !isMet(expression, labelOf(labels, key.text)))
      return { at: key, key: key.text };
  }
  return undefined;
}

function labelOf(labels: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(labels, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function isMet(expression: MapNode, label: ScalarNode | undefined): boolean {
  const operator = given(expression, 'operator');
  const values = itemsAt(expression, 'values').map(value => (value.kind === 'scalar' ? value.text : ''));
  const isAmong = label !== undefined && values.includes(label.text);
  switch (operator?.kind === 'scalar' ? operator.text : '') {
    case 'In':
      return isAmong;
    case 'NotIn':
      return !isAmong;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return true;
  }
}
