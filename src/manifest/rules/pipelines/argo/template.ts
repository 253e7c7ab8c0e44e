import { keptByNode } from '../../../keptByNode.ts';
import { itemsAt, mapAt, nodeAt, stringAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { given, givenMaps, isTrue } from '../../core/reading.ts';
import { byName, type Call, callOf, scalar, text } from './call.ts';
import { isFilledIn } from './tags.ts';

/** The fields of a template of which exactly one says what it does. */
export const templateKinds = [
  'container',
  'containerSet',
  'script',
  'resource',
  'dag',
  'steps',
  'suspend',
  'data',
  'http',
  'plugin',
] as const;

export type TemplateKind = (typeof templateKinds)[number];

/** What one template takes, gives and calls: all that the rest of its workflow has to know of it. */
export interface Template {
  readonly node: MapNode;
  readonly name: string | undefined;
  readonly nameNode: ScalarNode | undefined;
  /** Undefined where none is written, or several are. */
  readonly kind: TemplateKind | undefined;
  readonly inputs: Ports;
  readonly outputs: Ports;
  readonly calls: readonly PlacedCall[];
  /** The calls that have a name; the first of a name counts. */
  readonly callByName: ReadonlyMap<string, PlacedCall>;
  /** Whether it has an exit code and a result once it has run. */
  readonly hasResult: boolean;
  readonly isDaemon: boolean;
  /** Names under which its outputs are known to the whole workflow (`parameters.x`); undefined where a variable makes one. */
  readonly globals: readonly string[] | undefined;
}

export interface Ports {
  readonly parameters: ReadonlyMap<string, MapNode>;
  readonly artifacts: ReadonlyMap<string, MapNode>;
}

export interface PlacedCall {
  readonly call: Call;
  /** Number of the step group; 0 for all tasks of a DAG. */
  readonly group: number;
}

/** Reads a template, or the body of an inline one. */
export const templateOf: (node: MapNode) => Template = keptByNode(node => {
  const nameNode = scalar(node, 'name');
  const kinds = templateKinds.filter(kind => given(node, kind) !== undefined);
  const kind = kinds.length === 1 ? kinds[0] : undefined;
  const calls = placedCalls(node);
  return {
    node,
    name: text(nameNode),
    nameNode,
    kind,
    inputs: portsOf(mapAt(node, 'inputs')),
    outputs: portsOf(mapAt(node, 'outputs')),
    calls,
    callByName: callsByName(calls),
    hasResult: hasResult(node, kind),
    isDaemon: isTrue(node, 'daemon'),
    globals: globalsOf(node),
  };
});

/** Whether it runs something by itself instead of calling other templates or waiting. */
export function isLeaf(template: Template): boolean {
  return template.kind !== undefined && !['dag', 'steps', 'suspend'].includes(template.kind);
}

/** Whether a pod runs for it. */
export function isPod(template: Template): boolean {
  return ['container', 'containerSet', 'script', 'resource', 'data'].includes(template.kind ?? '');
}

function portsOf(node: MapNode | undefined): Ports {
  return { parameters: byName(node, 'parameters'), artifacts: byName(node, 'artifacts') };
}

function placedCalls(node: MapNode): readonly PlacedCall[] {
  const steps = itemsAt(node, 'steps').flatMap((group, index) =>
    (group.kind === 'sequence' ? group.items : [group]).flatMap(step =>
      step.kind === 'map' ? [{ call: callOf(step), group: index }] : [],
    ),
  );
  const tasks = givenMaps(mapAt(node, 'dag'), 'tasks').map(task => ({ call: callOf(task), group: 0 }));
  return [...steps, ...tasks];
}

function callsByName(calls: readonly PlacedCall[]): ReadonlyMap<string, PlacedCall> {
  const found = new Map<string, PlacedCall>();
  for (const placed of calls)
    if (placed.call.name !== undefined && !found.has(placed.call.name)) found.set(placed.call.name, placed);
  return found;
}

function hasResult(node: MapNode, kind: TemplateKind | undefined): boolean {
  if (kind === 'containerSet') {
    const containers = givenMaps(mapAt(node, 'containerSet'), 'containers');
    return containers.some(container => stringAt(container, 'name') === 'main');
  }
  return ['container', 'script', 'data', 'http', 'plugin'].includes(kind ?? '');
}

function globalsOf(node: MapNode): readonly string[] | undefined {
  const globals: string[] = [];
  for (const sort of ['parameters', 'artifacts'])
    for (const output of givenMaps(nodeAt(node, 'outputs'), sort)) {
      const name = stringAt(output, 'globalName');
      if (name !== undefined && isFilledIn(name)) return undefined;
      if (name) globals.push(`${sort}.${name}`);
    }
  return globals;
}
