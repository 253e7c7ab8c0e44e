import { insertField, insertItem, removeEntry } from '../../../fix/edits.ts';
import type { Report, ReportDetails } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, mapAt, nodeAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { nearest } from '../../core/nearest.ts';
import { facts, given, isTrue, replacing } from '../../core/reading.ts';
import type { Arguments, Call } from './call.ts';
import { hasLocation } from './ports.ts';
import { rewording } from './rewording.ts';
import { isFilledIn } from './tags.ts';
import { type Template, templateOf } from './template.ts';
import type { OutputUse } from './variables.ts';
import type { Workflow } from './workflow.ts';

export const joinFacts = [
  facts(
    'argo/unknown-template',
    'error',
    'A template is named that the workflow does not have.',
    'The controller looks templates up by name and refuses a workflow in which one is lacking.',
  ),
  facts(
    'argo/missing-argument',
    'error',
    'A template is run without an input that it needs.',
    'An input without a value of its own must come with each call; the controller refuses the workflow.',
  ),
  facts(
    'argo/unknown-argument',
    'warning',
    'An argument is handed over that the template does not take.',
    'Argo drops it in silence, so the template runs without it.',
  ),
  facts(
    'argo/unknown-output',
    'error',
    'A variable reads an output that the template of the step does not give.',
    'The controller refuses a variable that nothing fills.',
  ),
] as const;

/** The template that a call runs, as far as it is known here. */
export function calledBy(call: Call, workflow: Workflow): Template | undefined {
  if (call.inline !== undefined) return templateOf(call.inline);
  return call.template === undefined ? undefined : workflow.byName.get(call.template.text);
}

/** Judges a call and its hooks against the templates of the workflow. */
export function checkCall(call: Call, workflow: Workflow, report: Report): void {
  for (const hook of call.hooks) checkCall(hook, workflow, report);
  const exit = entryOf(call.node, 'onExit')?.value;
  if (exit?.kind === 'scalar' && exit.text !== '') checkName(exit, workflow, report);
  if (call.template !== undefined && !checkName(call.template, workflow, report)) return;
  const template = calledBy(call, workflow);
  if (template !== undefined) checkHandover(template, call, report);
}

/** Judges a name that should be a template's; true where it is, or cannot be judged. */
export function checkName(name: ScalarNode, workflow: Workflow, report: Report): boolean {
  if (workflow.byName.has(name.text) || workflow.isOpen || isFilledIn(name.text)) return true;
  report('argo/unknown-template', name, say`There is no template "${name.text}" in this workflow.`, {
    fixes: () => {
      const likely = nearest(name.text, [...workflow.byName.keys()]);
      return likely === undefined ? [] : [replacing(name, likely)];
    },
  });
  return false;
}

function checkHandover(template: Template, call: Call, report: Report): void {
  for (const [name, input] of template.inputs.parameters)
    if (!call.arguments.parameters.has(name) && !hasOwnValue(input))
      lacking(name, 'parameters', { call, template, report });
  for (const [name, input] of template.inputs.artifacts)
    if (!call.arguments.artifacts.has(name) && !isTrue(input, 'optional') && !hasLocation(input))
      lacking(name, 'artifacts', { call, template, report });
  for (const sort of ['parameters', 'artifacts'] as const)
    for (const [name, argument] of call.arguments[sort])
      if (!template.inputs[sort].has(name) && template.kind !== undefined)
        report(
          'argo/unknown-argument',
          nodeAt(argument, 'name') ?? argument,
          say`"${template.name ?? 'The template'}" takes no input "${name}", so it is dropped.`,
          mistyped(argument, name, template.inputs[sort]),
        );
}

// Compilers hand over more than is needed; a name that is nearly right is a slip.
function mistyped(argument: MapNode, name: string, inputs: ReadonlyMap<string, MapNode>): ReportDetails {
  const likely = nearest(name, [...inputs.keys()]);
  const at = nodeAt(argument, 'name');
  if (likely === undefined || at?.kind !== 'scalar')
    return {
      severity: 'hint',
      tags: ['unnecessary'],
      fixes: () => [{ title: say`Remove this item`, edits: removeEntry(argument), isSafe: false }],
    };
  return { fixes: () => [replacing(at, likely)] };
}

/** Whether an input needs nothing from its caller. */
export function hasOwnValue(input: MapNode): boolean {
  return ['value', 'default', 'valueFrom'].some(field => given(input, field) !== undefined);
}

interface Handover {
  readonly call: Call;
  readonly template: Template;
  readonly report: Report;
}

function lacking(name: string, sort: keyof Arguments, { call, template, report }: Handover): void {
  const at = call.template ?? call.nameNode ?? call.node;
  const message = say`"${template.name ?? 'The template'}" needs the input "${name}", which is not handed over.`;
  report('argo/missing-argument', at, message, handingOver(call.node, name, sort));
}

function handingOver(node: MapNode, name: string, sort: keyof Arguments): ReportDetails {
  const item = sort === 'parameters' ? { name, value: '' } : { name, from: '' };
  return {
    fixes: () => {
      const list = nodeAt(node, 'arguments', sort);
      const written = mapAt(node, 'arguments');
      const title = say`Hand over ${name}`;
      if (list?.kind === 'sequence') return [{ title, edits: insertItem(list, item), isSafe: false }];
      if (written !== undefined) return [{ title, edits: insertField(written, sort, [item]), isSafe: false }];
      if (given(node, 'arguments') !== undefined) return [];
      return [{ title, edits: insertField(node, 'arguments', { [sort]: [item] }), isSafe: false }];
    },
  };
}

const always = new Set(['id', 'startedAt', 'finishedAt', 'hostNodeName', 'status', 'message']);
const results = new Set(['result', 'exitCode']);

/** Judges a variable that reads what a step or task gives. */
export function checkOutputUse({ tag, call, rest }: OutputUse, workflow: Workflow, report: Report): void {
  const template = calledBy(call, workflow);
  if (template === undefined || template.kind === undefined || template.kind === 'plugin') return;
  const [first = '', sort = '', ...name] = rest;
  if (rest.length === 1 && (always.has(first) || (first === 'ip' && template.isDaemon))) return;
  // A loop over anything gives the results and parameters of all runs as lists.
  const isListed = call.loop !== undefined;
  if (rest.length < 3 && results.has(sort || first) && (template.hasResult || isListed)) return;
  if (rest.length === 2 && sort === 'parameters' && isListed) return;
  const known = sort === 'artifacts' ? template.outputs.artifacts : template.outputs.parameters;
  if ((sort === 'parameters' || sort === 'artifacts') && known.has(name.join('.'))) return;
  report(
    'argo/unknown-output',
    tag.at,
    say`"${template.name ?? 'The template'}" has no output for {{${tag.name}}}.`,
    { fixes: rewording(tag.at, name.join('.'), known.keys()) },
  );
}
