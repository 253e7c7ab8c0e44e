import { keptByNode } from '../../../keptByNode.ts';
import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { mapAt, nodeAt } from '../../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../../syntax/node.ts';
import { facts } from '../../core/reading.ts';
import type { Call, Loop } from './call.ts';
import { type Findings, found } from './findings.ts';
import { graphOf } from './graph.ts';
import { rewording } from './rewording.ts';
import { type Tag, tagsOf } from './tags.ts';
import { isPod, type PlacedCall, type Template, templateOf } from './template.ts';

export const variableFacts = [
  facts(
    'argo/unknown-input',
    'error',
    'A variable names an input that its template does not declare.',
    'Argo resolves inputs before it starts a step; `argo lint` and the controller refuse a variable that nothing fills.',
  ),
  facts(
    'argo/unknown-item',
    'error',
    'A variable reads an item where nothing is looped over, or a key that no item has.',
    'Only withItems, withParam and withSequence set {{item}}; elsewhere it stays in the text as it is written, or is refused.',
  ),
  facts(
    'argo/unknown-step',
    'error',
    'A variable reads a step or task that does not exist or has not run by then.',
    'Outputs are known only after the step that makes them; the controller refuses the workflow or the variable stays unresolved.',
  ),
  facts(
    'argo/missing-dependency',
    'error',
    'A task reads the output of a task that it does not wait for.',
    'Tasks of a DAG run as soon as their dependencies allow, so the output would not be there yet; the controller refuses it.',
  ),
  facts(
    'argo/unknown-pod-variable',
    'error',
    'A variable reads the pod of a template that runs none.',
    'Only templates with a pod of their own have {{pod.name}}; `argo lint` refuses it elsewhere.',
  ),
] as const;

/** A variable that reads what another template gives. */
export interface OutputUse {
  readonly tag: Tag;
  readonly call: Call;
  /** What is read of it: `outputs`, `parameters`, `model`. */
  readonly rest: readonly string[];
}

export interface Variables {
  readonly findings: Findings;
  /** To be looked up in the templates that are called. */
  readonly outputUses: readonly OutputUse[];
  /** `workflow.…`, to be looked up in the workflow. */
  readonly workflowTags: readonly Tag[];
}

/** Where a variable stands, and so what it can see. */
interface Place {
  readonly template: Template;
  /** The step or task that it belongs to; undefined in a leaf and among the outputs. */
  readonly call?: Call | undefined;
  readonly group: number;
}

/** Resolves the variables of one template, as far as its own text decides them. */
export const variablesOf: (template: MapNode) => Variables = keptByNode(node => {
  const template = templateOf(node);
  const outputUses: OutputUse[] = [];
  const workflowTags: Tag[] = [];
  const findings = found(report => {
    const resolver = { report, outputUses };
    for (const { tags, place } of places(template))
      for (const tag of tags) {
        if (tag.name.startsWith('workflow.')) workflowTags.push(tag);
        else resolve(tag, place, resolver);
      }
  });
  return { findings, outputUses, workflowTags };
});

interface Resolver {
  readonly report: Report;
  readonly outputUses: OutputUse[];
}

// Argo looks into the whole of a leaf, but only at the calls and outputs of a template that calls others.
function places(template: Template): readonly { readonly tags: readonly Tag[]; readonly place: Place }[] {
  const { node } = template;
  if (template.kind !== 'steps' && template.kind !== 'dag')
    return [{ tags: tagsOf(node), place: { template, group: -1 } }];
  const after = { template, group: Number.POSITIVE_INFINITY };
  const written: readonly (SyntaxNode | undefined)[] = [
    mapAt(node, 'outputs'),
    nodeAt(node, 'dag', 'target'),
  ];
  return [
    ...template.calls.map(({ call, group }) => ({ tags: ownTags(call), place: { template, call, group } })),
    ...written.flatMap(part => (part === undefined ? [] : [{ tags: tagsOf(part), place: after }])),
  ];
}

/** The variables of a call without those of an inline template, which see the inputs of both. */
function ownTags(call: Call): readonly Tag[] {
  if (call.inline === undefined) return tagsOf(call.node);
  const inline = new Set(tagsOf(call.inline).map(tag => tag.at));
  return tagsOf(call.node).filter(tag => !inline.has(tag.at) || tag.name.startsWith('workflow.'));
}

function resolve(tag: Tag, place: Place, resolver: Resolver): void {
  const [root = ''] = tag.parts;
  if (root === 'inputs') resolveInput(tag, place, resolver.report);
  else if (root === 'item') resolveItem(tag, place, resolver.report);
  else if (root === 'steps' || root === 'tasks') resolveCall(tag, root, place, resolver);
  else if (tag.name === 'pod.name' && place.template.kind !== undefined && !isPod(place.template))
    resolver.report(
      'argo/unknown-pod-variable',
      tag.at,
      say`This template runs no pod, so {{pod.name}} is unknown.`,
    );
}

function resolveInput(tag: Tag, place: Place, report: Report): void {
  const [, sort = '', name, ...rest] = tag.parts;
  const { inputs } = place.template;
  if (sort === 'parameters' && name === undefined && inputs.parameters.size > 0) return;
  const known =
    sort === 'parameters' ? inputs.parameters : sort === 'artifacts' ? inputs.artifacts : undefined;
  const key = [name, ...rest].join('.');
  if (known !== undefined && (known.has(key) || (rest.at(-1) === 'path' && known.has(name ?? '')))) return;
  report(
    'argo/unknown-input',
    tag.at,
    say`The template declares no input for {{${tag.name}}}, so nothing would fill it.`,
    { fixes: rewording(tag.at, name ?? '', known?.keys() ?? []) },
  );
}

function resolveItem(tag: Tag, { call }: Place, report: Report): void {
  if (call === undefined) {
    // A bare {{item}} in a leaf is nothing to Argo's linter, and may be meant for another tool.
    if (tag.name === 'item') return;
    report(
      'argo/unknown-item',
      tag.at,
      say`{{${tag.name}}} is known only in the step that loops; hand it over as a parameter.`,
    );
  } else if (call.loop === undefined)
    report(
      'argo/unknown-item',
      tag.at,
      say`{{${tag.name}}} needs withItems, withParam or withSequence beside it.`,
    );
  else if (!hasKey(call.loop, tag.name))
    report('argo/unknown-item', tag.at, say`No item has what {{${tag.name}}} reads.`, {
      fixes: rewording(tag.at, tag.name.slice('item.'.length), call.loop.keys ?? []),
    });
}

function hasKey({ keys, hasWhole }: Loop, name: string): boolean {
  if (keys === undefined) return true;
  // Argo writes a whole map as JSON for {{item}}.
  if (name === 'item') return hasWhole || keys.size > 0;
  return keys.has(name.slice('item.'.length)) || keys.has(`[${name.slice('item.'.length)}]`);
}

function resolveCall(tag: Tag, root: 'steps' | 'tasks', place: Place, resolver: Resolver): void {
  const { template } = place;
  const [, name = '', ...rest] = tag.parts;
  if (name === 'name' && rest.length === 0) return;
  if (template.kind !== (root === 'steps' ? 'steps' : 'dag')) {
    reportForeign(tag, resolver.report);
    return;
  }
  const target = template.callByName.get(name);
  if (target === undefined) {
    resolver.report(
      'argo/unknown-step',
      tag.at,
      say`There is no "${name}" here for {{${tag.name}}} to read.`,
      {
        fixes: rewording(tag.at, name, template.callByName.keys()),
      },
    );
    return;
  }
  const isKnown =
    root === 'steps'
      ? isBefore(tag, place, target, resolver.report)
      : isAwaited(tag, place, target.call, resolver.report);
  if (isKnown) resolver.outputUses.push({ tag, call: target.call, rest });
}

function reportForeign(tag: Tag, report: Report): void {
  report(
    'argo/unknown-step',
    tag.at,
    say`{{${tag.name}}} is known only among the steps or tasks that it belongs to; hand it over as an input.`,
  );
}

/** Whether a step has run before the place that reads it. */
function isBefore(tag: Tag, place: Place, { call, group }: PlacedCall, report: Report): boolean {
  if (group < place.group) return true;
  if (call === place.call) {
    if (call.hooks.length > 0 || tag.name.endsWith('.status')) return true;
    report('argo/unknown-step', tag.at, say`{{${tag.name}}} reads the step that it stands in.`);
    return false;
  }
  report(
    'argo/unknown-step',
    tag.at,
    group === place.group
      ? say`{{${tag.name}}} reads a step that runs at the same time; put it into an earlier group.`
      : say`{{${tag.name}}} reads a step that runs only later.`,
  );
  return false;
}

/** Whether a task waits for the one that it reads. The outputs of the DAG come after all of them. */
function isAwaited(tag: Tag, place: Place, target: Call, report: Report): boolean {
  if (place.call === undefined) return true;
  if (target === place.call && (target.hooks.length > 0 || tag.parts[2] !== 'status')) return true;
  const graph = graphOf(place.template.node);
  const task = graph.byName.get(place.call.name ?? '');
  const read = graph.byName.get(target.name ?? '');
  if (task === undefined || read === undefined || graph.isAncestor(task, read)) return true;
  report(
    'argo/missing-dependency',
    tag.at,
    say`{{${tag.name}}} reads a task that "${task.call.name ?? ''}" does not wait for; name it among its dependencies.`,
  );
  return false;
}
