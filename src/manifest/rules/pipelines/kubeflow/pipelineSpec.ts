import { keptByNode } from '../../../keptByNode.ts';
import { mapAt, stringAt } from '../../../syntax/lookup.ts';
import type { Entry, MapNode, SyntaxNode } from '../../../syntax/node.ts';
import { isTrue } from '../../core/reading.ts';

/** What a component of a compiled pipeline takes and gives. */
export interface Component {
  readonly node: MapNode;
  readonly inputs: ReadonlySet<string>;
  /** Inputs that every use has to fill. */
  readonly required: readonly string[];
  readonly outputs: ReadonlySet<string>;
  readonly dag: MapNode | undefined;
}

/** Reads a component, or the root of a pipeline, which is one. */
export const componentOf: (node: MapNode) => Component = keptByNode(node => {
  const inputs = definitions(node, 'inputDefinitions');
  return {
    node,
    inputs: new Set(inputs.map(entry => entry.name)),
    required: inputs.filter(entry => !isOptional(entry.value)).map(entry => entry.name),
    outputs: new Set(definitions(node, 'outputDefinitions').map(entry => entry.name)),
    dag: mapAt(node, 'dag'),
  };
});

function definitions(node: MapNode, field: string): readonly Entry[] {
  return ['parameters', 'artifacts'].flatMap(sort => mapAt(node, field, sort)?.entries ?? []);
}

function isOptional(definition: SyntaxNode): boolean {
  const hasDefault =
    definition.kind === 'map' && definition.entries.some(entry => entry.name === 'defaultValue');
  return hasDefault || isTrue(definition, 'isOptional');
}

/** The component that a task runs, by name. */
export function componentNameOf(task: SyntaxNode): string | undefined {
  return stringAt(task, 'componentRef', 'name');
}
