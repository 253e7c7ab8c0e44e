import { keptByNode } from '../../../keptByNode.ts';
import { entryOf, itemsAt, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../../syntax/node.ts';
import { given, givenMaps } from '../../core/reading.ts';

/** What a step, task or hook hands to the template that it runs. */
export interface Arguments {
  readonly parameters: ReadonlyMap<string, MapNode>;
  readonly artifacts: ReadonlyMap<string, MapNode>;
}

/** What `{{item}}` can be in a step or task. */
export interface Loop {
  /** True where a whole item is a text, number or list. */
  readonly hasWhole: boolean;
  /** Keys that the items have; undefined where only the run tells (`withParam`). */
  readonly keys: ReadonlySet<string> | undefined;
}

/** One use of a template: a step, a task of a DAG, or a hook of either. */
export interface Call {
  readonly node: MapNode;
  /** Undefined for hooks, and where the name is missing. */
  readonly name: string | undefined;
  readonly nameNode: ScalarNode | undefined;
  /** The template in the same workflow, by name; undefined where another object or the call itself holds it. */
  readonly template: ScalarNode | undefined;
  /** True where `templateRef` names a template of another object. */
  readonly isForeign: boolean;
  /** The body of a template that is written in the call itself. */
  readonly inline: MapNode | undefined;
  readonly arguments: Arguments;
  readonly loop: Loop | undefined;
  readonly hooks: readonly Call[];
}

/** Reads a step or task. */
export const callOf: (node: MapNode) => Call = keptByNode(node => {
  const name = scalar(node, 'name');
  return {
    node,
    name: text(name),
    nameNode: name,
    template: named(scalar(node, 'template')),
    isForeign: given(node, 'templateRef') !== undefined,
    inline: mapAt(node, 'inline'),
    arguments: argumentsOf(mapAt(node, 'arguments')),
    loop: loopOf(node),
    hooks: hooksOf(node),
  };
});

/** The hooks of a step, a task or a whole workflow. */
export function hooksOf(node: SyntaxNode): readonly Call[] {
  const hooks = mapAt(node, 'hooks')?.entries.flatMap(({ value }) => (value.kind === 'map' ? [value] : []));
  return (hooks ?? []).map(callOf);
}

export function argumentsOf(node: MapNode | undefined): Arguments {
  return { parameters: byName(node, 'parameters'), artifacts: byName(node, 'artifacts') };
}

/** The maps of a list by their `name`; the first of a name counts. */
export function byName(node: SyntaxNode | undefined, field: string): ReadonlyMap<string, MapNode> {
  const found = new Map<string, MapNode>();
  for (const item of givenMaps(node, field)) {
    const name = text(scalar(item, 'name'));
    if (name !== undefined && !found.has(name)) found.set(name, item);
  }
  return found;
}

export function scalar(node: SyntaxNode, name: string): ScalarNode | undefined {
  const value = entryOf(node, name)?.value;
  return value?.kind === 'scalar' && value.value !== null ? value : undefined;
}

export function text(node: ScalarNode | undefined): string | undefined {
  return node === undefined || node.text === '' ? undefined : node.text;
}

function named(node: ScalarNode | undefined): ScalarNode | undefined {
  return text(node) === undefined ? undefined : node;
}

function loopOf(node: MapNode): Loop | undefined {
  if (given(node, 'withParam') !== undefined) return { hasWhole: true, keys: undefined };
  if (given(node, 'withSequence') !== undefined) return { hasWhole: true, keys: new Set() };
  const items = itemsAt(node, 'withItems');
  if (items.length === 0) return undefined;
  const keys = new Set<string>();
  for (const item of items) {
    if (item.kind === 'map') for (const entry of item.entries) keys.add(entry.name);
    if (item.kind === 'sequence') for (const index of item.items.keys()) keys.add(`[${index}]`);
  }
  // An item that a variable fills in may turn out to be anything.
  const isOpen = items.some(item => item.kind === 'scalar' && item.text.includes('{{'));
  return { hasWhole: items.some(item => item.kind !== 'map'), keys: isOpen ? undefined : keys };
}
