import type { ManifestObject } from '../../../object.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { given, givenMaps } from '../../core/reading.ts';
import { type Arguments, argumentsOf } from './call.ts';
import { type Template, templateOf } from './template.ts';

/** A workflow, or a template of one, put together from what is kept with its parts. */
export interface Workflow {
  /** The map that holds templates, entrypoint and arguments. */
  readonly spec: MapNode;
  /** True for WorkflowTemplate and ClusterWorkflowTemplate, which others complete. */
  readonly isTemplate: boolean;
  /** True where a workflowTemplateRef brings in templates and arguments that are not known here. */
  readonly isOpen: boolean;
  readonly templates: readonly Template[];
  readonly byName: ReadonlyMap<string, Template>;
  readonly arguments: Arguments;
  readonly metadata: readonly (MapNode | undefined)[];
}

/** Undefined where an object has no workflow in it. */
export function workflowOf(object: ManifestObject): Workflow | undefined {
  const isCron = object.kind === 'CronWorkflow';
  const spec = isCron ? mapAt(object.node, 'spec', 'workflowSpec') : mapAt(object.node, 'spec');
  if (spec === undefined) return undefined;
  const templates = givenMaps(spec, 'templates').map(templateOf);
  const byName = new Map<string, Template>();
  for (const template of templates)
    if (template.name !== undefined && !byName.has(template.name)) byName.set(template.name, template);
  const outer = isCron ? mapAt(object.node, 'spec', 'workflowMetadata') : mapAt(object.node, 'metadata');
  return {
    spec,
    isTemplate: object.kind.endsWith('WorkflowTemplate'),
    isOpen: given(spec, 'workflowTemplateRef') !== undefined,
    templates,
    byName,
    arguments: argumentsOf(mapAt(spec, 'arguments')),
    metadata: [outer, mapAt(spec, 'workflowMetadata')],
  };
}
