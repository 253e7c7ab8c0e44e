import { keptByNode } from '../../keptByNode.ts';
import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { givenOf, has, listed, textOr } from './given.ts';

const stores = ['s3', 'git', 'http', 'artifactory', 'hdfs', 'raw', 'oss', 'gcs', 'azure', 'plugin'];
const forms = [
  'container',
  'script',
  'dag',
  'steps',
  'resource',
  'suspend',
  'containerSet',
  'data',
  'http',
  'plugin',
];

/** What workflows ask across their fields. `spec`: the path of the workflow's spec. */
function workflowConditions(spec: string): readonly Condition[] {
  const templates = [`${spec}.templateDefaults`, `${spec}.templates.*`];
  const inTemplates = (...paths: readonly string[]) =>
    templates.flatMap(at => paths.map(path => `${at}.${path}`));
  const tasks = inTemplates('dag.tasks.*');
  const calls = [...tasks, ...inTemplates('steps.*.*')];
  return [
    {
      rule: 'argo/artifact-store',
      at: [
        ...[spec, `${spec}.hooks.*`, ...calls, ...calls.map(at => `${at}.hooks.*`)].map(
          at => `${at}.arguments.artifacts.*`,
        ),
        ...inTemplates('archiveLocation', 'data.source.artifactPaths', 'resource.manifestFrom.artifact'),
        ...inTemplates('inputs.artifacts.*', 'outputs.artifacts.*'),
      ],
      objection: severalStores,
    },
    {
      rule: 'argo/live-metric',
      at: [spec, ...templates].map(at => `${at}.metrics.prometheus.*.gauge`),
      objection: liveDuration,
    },
    { rule: 'argo/task-order', at: tasks, objection: dependsTwice },
    { rule: 'argo/task-order', at: tasks, objection: continuesOn },
    { rule: 'argo/task-order', at: tasks, objection: beginsWithDigit },
    { rule: 'argo/sequence', at: calls.map(at => `${at}.withSequence`), objection: countAndEnd },
    { rule: 'argo/resource-manifest', at: inTemplates('resource'), objection: twoManifests },
    { rule: 'argo/template-form', at: [`${spec}.templates`], objection: severalForms },
    {
      rule: 'argo/template-deadline',
      at: [`${spec}.templates`],
      objection: templates => timedCaller(templates, 'timeout'),
    },
    {
      rule: 'argo/template-deadline',
      at: [`${spec}.templates`],
      objection: templates => timedCaller(templates, 'activeDeadlineSeconds'),
    },
  ];
}

const workflow = conditionCheck(workflowConditions('spec'));

/** What the definitions of Argo's workflows ask across their fields. */
export const argoConditions: RuleSet = {
  facts: [
    {
      id: 'argo/artifact-store',
      severity: 'error',
      summary: 'An artifact lies in one store.',
      why: 'The API server refuses an artifact with several.',
    },
    {
      id: 'argo/live-metric',
      severity: 'error',
      summary: 'A metric that is updated while the workflow runs does not use its resource durations.',
      why: 'Resource durations are known at the end only; the API server refuses the metric.',
    },
    {
      id: 'argo/task-order',
      severity: 'error',
      summary:
        'A task of a graph says what it waits for in one way, and has a name that the others can refer to.',
      why: 'The API server refuses the workflow otherwise.',
    },
    {
      id: 'argo/sequence',
      severity: 'error',
      summary: 'A sequence ends by its count or by its end.',
      why: 'The API server refuses a sequence with both.',
    },
    {
      id: 'argo/resource-manifest',
      severity: 'error',
      summary: 'The manifest of a resource template stands in one place.',
      why: 'The API server refuses a template with two.',
    },
    {
      id: 'argo/template-form',
      severity: 'error',
      summary: 'A template is of one form: container, script, dag, steps and so on.',
      why: 'The API server refuses a template of several.',
    },
    {
      id: 'argo/template-deadline',
      severity: 'error',
      summary: 'Deadlines stand on templates that run something, not on those that call others.',
      why: 'The API server refuses a timeout or activeDeadlineSeconds on dag and steps.',
    },
  ],
  kinds: {
    'argoproj.io/Workflow': workflow,
    'argoproj.io/WorkflowTemplate': workflow,
    'argoproj.io/ClusterWorkflowTemplate': workflow,
    'argoproj.io/CronWorkflow': conditionCheck(workflowConditions('spec.workflowSpec')),
  },
};

function severalStores(artifact: SyntaxNode): Message | undefined {
  const given = givenOf(artifact, stores);
  return given.length > 1
    ? say`An artifact lies in one store, and this one names ${given.join(', ')}; keep one of them.`
    : undefined;
}

function liveDuration(gauge: SyntaxNode): Message | undefined {
  return textOr(gauge, 'realtime', 'false') === 'true' &&
    textOr(gauge, 'value', '').includes('resourcesDuration.')
    ? say`Resource durations are known when the step is over, so a realtime gauge cannot show them.`
    : undefined;
}

function dependsTwice(task: SyntaxNode): Message | undefined {
  return has(task, 'depends') && has(task, 'dependencies')
    ? say`The task says what it waits for in depends and in dependencies; keep one of them.`
    : undefined;
}

function continuesOn(task: SyntaxNode): Message | undefined {
  return has(task, 'depends') && has(task, 'continueOn')
    ? say`continueOn does not go with depends; write the outcome into depends instead, such as a.Succeeded || a.Failed.`
    : undefined;
}

function beginsWithDigit(task: SyntaxNode): Message | undefined {
  if (!has(task, 'depends') && !has(task, 'dependencies')) return undefined;
  const name = textOr(task, 'name', '');
  return /^[0-9]/.test(name)
    ? say`The name ${name} begins with a digit, and tasks that wait for others may not; put a letter in front.`
    : undefined;
}

function countAndEnd(sequence: SyntaxNode): Message | undefined {
  return has(sequence, 'count') && has(sequence, 'end')
    ? say`The sequence ends by count and by end; keep one of them.`
    : undefined;
}

function twoManifests(resource: SyntaxNode): Message | undefined {
  return has(resource, 'manifest') && has(resource, 'manifestFrom')
    ? say`The manifest is given twice; keep manifest or manifestFrom.`
    : undefined;
}

/** The forms that a template is of, kept for as long as its text stays: workflows have many templates. */
const formsOf = keptByNode((template: SyntaxNode) => givenOf(template, forms));

function severalForms(templates: SyntaxNode): Message | undefined {
  const wrong = listed(templates).find(template => formsOf(template).length > 1);
  return (
    wrong &&
    say`The template ${textOr(wrong, 'name', '')} is of several forms (${formsOf(wrong).join(', ')}); keep one of them.`
  );
}

/** Deadlines of a template that calls others. An empty timeout is none; an empty activeDeadlineSeconds still counts as one. */
const deadlinesOf = keptByNode((template: SyntaxNode): readonly string[] => {
  if (!formsOf(template).some(form => form === 'steps' || form === 'dag')) return [];
  return givenOf(template, ['timeout', 'activeDeadlineSeconds']).filter(
    field => field !== 'timeout' || textOr(template, field, '') !== '',
  );
});

function timedCaller(templates: SyntaxNode, field: 'timeout' | 'activeDeadlineSeconds'): Message | undefined {
  const wrong = listed(templates).find(template => deadlinesOf(template).includes(field));
  return (
    wrong &&
    say`The template ${textOr(wrong, 'name', '')} calls others and may have no ${field}; set it on what they run, or on the workflow.`
  );
}
