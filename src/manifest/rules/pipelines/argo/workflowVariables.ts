import { keptByNode } from '../../../keptByNode.ts';
import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { facts, given } from '../../core/reading.ts';
import { rewording } from './rewording.ts';
import { type Tag, tagsOf } from './tags.ts';
import type { Workflow } from './workflow.ts';

export const workflowVariableFacts = [
  facts(
    'argo/unknown-variable',
    'error',
    'A variable of the workflow is read that it does not have.',
    'The controller refuses a variable that nothing fills; parameters must be declared among the arguments of the workflow.',
  ),
] as const;

const known = new Set([
  'workflow.name',
  'workflow.namespace',
  'workflow.mainEntrypoint',
  'workflow.serviceAccountName',
  'workflow.uid',
  'workflow.parameters',
  'workflow.parameters.json',
  'workflow.annotations',
  'workflow.annotations.json',
  'workflow.labels',
  'workflow.labels.json',
  'workflow.priority',
  'workflow.status',
  'workflow.scheduledTime',
]);

/** What can be read of a workflow, gathered once for all of its templates. */
export interface WorkflowScope {
  readonly workflow: Workflow;
  /** Outputs that templates give to the whole workflow; undefined where templates of other objects may add some. */
  readonly globals: ReadonlySet<string> | undefined;
  readonly hasExitHandler: boolean;
  readonly labels: ReadonlySet<string>;
  readonly annotations: ReadonlySet<string>;
}

export function scopeOf(workflow: Workflow): WorkflowScope {
  return {
    workflow,
    globals: globalsOf(workflow),
    hasExitHandler:
      given(workflow.spec, 'onExit') !== undefined || given(workflow.spec, 'hooks') !== undefined,
    labels: keysOf(workflow, ['labels', 'labelsFrom']),
    annotations: keysOf(workflow, ['annotations']),
  };
}

function globalsOf({ templates, isOpen }: Workflow): ReadonlySet<string> | undefined {
  if (isOpen) return undefined;
  const globals = new Set<string>();
  for (const template of templates) {
    if (template.globals === undefined || template.calls.some(({ call }) => call.isForeign)) return undefined;
    for (const name of template.globals) globals.add(name);
  }
  return globals;
}

function keysOf(workflow: Workflow, fields: readonly string[]): ReadonlySet<string> {
  const maps = workflow.metadata.flatMap(metadata => fields.map(field => mapAt(metadata, field)));
  return new Set(maps.flatMap(map => map?.entries.map(entry => entry.name) ?? []));
}

/** Judges one `{{workflow.…}}`. */
export function checkWorkflowTag(tag: Tag, scope: WorkflowScope, report: Report): void {
  const { name } = tag;
  const { workflow } = scope;
  const [, sort = '', ...rest] = tag.parts;
  if (known.has(name) || sort.startsWith('creationTimestamp') || sort === 'duration') return;
  const key = rest.join('.');
  if (sort === 'parameters') {
    checkParameter(tag, key, workflow, report);
    return;
  }
  if (name === 'workflow.failures' && (scope.hasExitHandler || workflow.isTemplate || workflow.isOpen))
    return;
  if (sort === 'outputs' && (scope.globals === undefined || scope.globals.has(key))) return;
  if (sort === 'labels' || sort === 'annotations') {
    checkMetadata(tag, key, scope, report);
    return;
  }
  report('argo/unknown-variable', tag.at, say`Nothing fills {{${name}}} here.`, {
    fixes: rewording(tag.at, name, known),
  });
}

// A template may be run by any workflow, which then brings its own parameters.
function checkParameter(tag: Tag, key: string, workflow: Workflow, report: Report): void {
  const declared = workflow.arguments.parameters;
  if (declared.has(key) || workflow.isTemplate || workflow.isOpen) return;
  report('argo/unknown-variable', tag.at, say`The workflow has no parameter "${key}" among its arguments.`, {
    fixes: rewording(tag.at, key, declared.keys()),
  });
}

// Labels can also come from the controller's defaults or with the submission.
function checkMetadata(tag: Tag, key: string, scope: WorkflowScope, report: Report): void {
  const keys = tag.name.startsWith('workflow.labels') ? scope.labels : scope.annotations;
  if (keys.has(key) || scope.workflow.isTemplate || scope.workflow.isOpen || key.includes('/')) return;
  report('argo/unknown-variable', tag.at, say`The workflow has no "${key}" for {{${tag.name}}} to read.`, {
    severity: 'warning',
  });
}

/** The variables in the fields of a workflow beside its templates. */
export const outerTagsOf: (spec: MapNode) => readonly Tag[] = keptByNode(spec =>
  spec.entries
    .filter(({ name }) => !['templates', 'templateDefaults', 'hooks'].includes(name))
    .flatMap(({ value }) => tagsOf(value))
    .filter(({ name }) => name.startsWith('workflow.')),
);
