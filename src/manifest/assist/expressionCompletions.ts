import type { ManifestObject } from '../object.ts';
import { itemsAt, mapAt, stringAt } from '../syntax/lookup.ts';
import { endOf, type SyntaxNode, startOf } from '../syntax/node.ts';
import type { Completion, CompletionRequest } from './completion.ts';
import { lineStartOf } from './line.ts';
import { escaped } from './markdown.ts';
import { objectAt } from './objectAt.ts';

interface Expression {
  readonly text: string;
  readonly what: string;
}

const workflowKinds = new Set(['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow']);

const general: readonly Expression[] = [
  { text: 'workflow.name', what: 'Name of the workflow.' },
  { text: 'workflow.namespace', what: 'Namespace of the workflow.' },
  { text: 'workflow.uid', what: 'Unique id of the workflow.' },
  { text: 'workflow.creationTimestamp', what: 'Time at which the workflow was created.' },
  { text: 'workflow.serviceAccountName', what: 'Service account that the workflow runs as.' },
  { text: 'workflow.status', what: 'Phase of the workflow; in exit handlers alone.' },
  { text: 'workflow.failures', what: 'Failed nodes as JSON; in exit handlers alone.' },
  { text: 'workflow.duration', what: 'Seconds that the workflow took; in exit handlers alone.' },
  { text: 'pod.name', what: 'Name of the pod that runs the template.' },
  { text: 'retries', what: 'How often the template was tried again.' },
  { text: 'item', what: 'The value of the present turn of withItems or withParam.' },
];

/**
 * What can stand in an open `{{…}}` of an Argo workflow: parameters, artifacts, tasks and their outputs. Undefined where the
 * cursor stands in no such expression, or where the object around it knows none.
 */
export function expressionCompletions(request: CompletionRequest): Completion[] | undefined {
  const { text, offset } = request;
  const before = text.slice(lineStartOf(text, offset), offset);
  const open = openMark(before);
  if (open === undefined) return undefined;
  const object = objectAt(request.documents, offset);
  if (object === undefined) return undefined;
  const found = expressionsFor(object, offset);
  if (found.length === 0) return undefined;
  const typed = before.slice(open.at + 2);
  const start = offset - typed.trimStart().length;
  const rest = /^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const isClosed = text
    .slice(offset + rest.length, offset + rest.length + 40)
    .trimStart()
    .startsWith(open.close);
  return found.map((expression, index) => ({
    label: expression.text,
    kind: 'expression',
    documentation: escaped(expression.what),
    edit: { start, end: offset + rest.length, newText: expression.text + (isClosed ? '' : open.close) },
    isSnippet: false,
    sortText: String(index).padStart(4, '0'),
  }));
}

/** The expression that is open at the end of a line's text: `{{` of Argo, `${` of Katib. */
function openMark(before: string): { readonly at: number; readonly close: string } | undefined {
  const double = before.lastIndexOf('{{');
  if (double >= 0 && before.indexOf('}}', double) < 0) return { at: double, close: '}}' };
  const dollar = before.lastIndexOf('${');
  return dollar >= 0 && before.indexOf('}', dollar) < 0 ? { at: dollar, close: '}' } : undefined;
}

function expressionsFor(object: ManifestObject, offset: number): readonly Expression[] {
  if (object.group === 'kubeflow.org' && object.kind === 'Experiment') return trialParameters(object);
  if (object.group !== 'argoproj.io') return [];
  if (/AnalysisTemplate$/.test(object.kind))
    return itemsAt(object.node, 'spec', 'args').flatMap(item =>
      named(item, 'args.', 'An argument of the analysis.'),
    );
  if (!workflowKinds.has(object.kind)) return [];
  const spec = mapAt(object.node, 'spec', 'workflowSpec') ?? mapAt(object.node, 'spec');
  const templates = itemsAt(spec, 'templates');
  const own = templates.find(node => startOf(node) <= offset && offset <= endOf(node));
  return [
    ...inputsOf(own),
    ...tasksOf(own, templates),
    ...itemsAt(spec, 'arguments', 'parameters').flatMap(item =>
      named(item, 'workflow.parameters.', 'An argument of the workflow.'),
    ),
    ...general,
  ];
}

function inputsOf(template: SyntaxNode | undefined): readonly Expression[] {
  const parameters = itemsAt(template, 'inputs', 'parameters');
  const artifacts = itemsAt(template, 'inputs', 'artifacts');
  return [
    ...parameters.flatMap(item => named(item, 'inputs.parameters.', 'An input of this template.')),
    ...artifacts.flatMap(item => named(item, 'inputs.artifacts.', 'Path of an input artifact.', '.path')),
    ...itemsAt(template, 'outputs', 'parameters').flatMap(item =>
      named(item, 'outputs.parameters.', 'Path of an output of this template.', '.path'),
    ),
  ];
}

function tasksOf(template: SyntaxNode | undefined, templates: readonly SyntaxNode[]): readonly Expression[] {
  const tasks = itemsAt(template, 'dag', 'tasks').flatMap(task => outputsOf(task, 'tasks', templates));
  const steps = itemsAt(template, 'steps')
    .flatMap(group => (group.kind === 'sequence' ? group.items : []))
    .flatMap(step => outputsOf(step, 'steps', templates));
  return [...tasks, ...steps];
}

function outputsOf(task: SyntaxNode, space: string, templates: readonly SyntaxNode[]): readonly Expression[] {
  const name = stringAt(task, 'name');
  if (name === undefined) return [];
  const template = templates.find(node => stringAt(node, 'name') === stringAt(task, 'template'));
  const prefix = `${space}.${name}.`;
  return [
    ...itemsAt(template, 'outputs', 'parameters').flatMap(item =>
      named(item, `${prefix}outputs.parameters.`, `An output of ${name}.`),
    ),
    ...itemsAt(template, 'outputs', 'artifacts').flatMap(item =>
      named(item, `${prefix}outputs.artifacts.`, `An artifact of ${name}.`),
    ),
    { text: `${prefix}outputs.result`, what: `What ${name} printed (scripts and containers).` },
    { text: `${prefix}status`, what: `Phase of ${name}.` },
  ];
}

function named(item: SyntaxNode, prefix: string, what: string, suffix = ''): readonly Expression[] {
  const name = stringAt(item, 'name');
  return name === undefined ? [] : [{ text: `${prefix}${name}${suffix}`, what }];
}

/** Katib writes `${trialParameters.x}` into the trial. */
function trialParameters(object: ManifestObject): readonly Expression[] {
  return itemsAt(object.node, 'spec', 'trialTemplate', 'trialParameters').flatMap(item =>
    named(item, 'trialParameters.', 'A parameter of the trial.'),
  );
}
