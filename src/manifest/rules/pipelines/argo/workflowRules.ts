import { keptByNode } from '../../../keptByNode.ts';
import type { ManifestObject } from '../../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { withoutField } from '../../core/fieldChecks.ts';
import { facts, given, givenMaps, givenScalar, givenText, isTrue, placeOf } from '../../core/reading.ts';
import { hooksOf, scalar } from './call.ts';
import { callFacts, checkHooks } from './callRules.ts';
import { file } from './findings.ts';
import { foreignMountsOf, inlineTemplatesOf, insideOf } from './inside.ts';
import { checkCall, checkName, checkOutputUse, hasOwnValue, joinFacts } from './joins.ts';
import { checkLimits, limitFacts } from './limits.ts';
import { mountFacts } from './mounts.ts';
import { checkArguments, checkNamed, checkUnique, hasLocation, portFacts } from './ports.ts';
import { resourceFacts } from './resourceTemplate.ts';
import { isFilledIn } from './tags.ts';
import type { Template } from './template.ts';
import { checkImage, checkPodResources, lacksImage, shapeFacts } from './templateShape.ts';
import { variableFacts, variablesOf } from './variables.ts';
import { type Workflow, workflowOf } from './workflow.ts';
import {
  checkWorkflowTag,
  outerTagsOf,
  scopeOf,
  type WorkflowScope,
  workflowVariableFacts,
} from './workflowVariables.ts';

const specFacts = [
  facts(
    'argo/missing-entrypoint',
    'error',
    'A workflow does not say with which template it begins.',
    'Only templates of workflows may leave the entrypoint to others; the controller refuses a workflow without.',
  ),
  facts(
    'argo/pod-gc',
    'error',
    'podGC names a strategy that Argo does not know.',
    'The controller refuses the workflow.',
  ),
  facts(
    'argo/unknown-volume',
    'error',
    'A container mounts a volume that neither the workflow nor the template defines.',
    'The pod cannot be created, and the step fails when it is about to run.',
  ),
  facts(
    'argo/name-too-long',
    'error',
    'The name of a workflow is longer than Argo takes.',
    'Argo writes it into labels of its pods, which end at 63 characters, and CronWorkflows add a time of 11.',
  ),
] as const;

/** Judges a workflow as `argo lint` and the controller do. */
export const checkWorkflow: KindCheck = (object, report) => {
  checkNameLength(object, report);
  const workflow = workflowOf(object);
  if (workflow === undefined) return;
  checkSpec(workflow, report);
  const scope = scopeOf(workflow);
  const volumes = volumesOf(workflow);
  for (const tag of outerTagsOf(workflow.spec)) checkWorkflowTag(tag, scope, report);
  for (const template of workflow.templates) checkTemplate(template, scope, volumes, report);
};

function checkTemplate(
  template: Template,
  scope: WorkflowScope,
  volumes: ReadonlySet<string>,
  report: Report,
): void {
  const { workflow } = scope;
  const { inside, variables, inlines, mounts } = keptOf(template.node);
  file(inside, report);
  file(variables.findings, report);
  for (const use of variables.outputUses) checkOutputUse(use, workflow, report);
  for (const tag of variables.workflowTags) checkWorkflowTag(tag, scope, report);
  for (const { call } of template.calls) checkCall(call, workflow, report);
  for (const body of [template, ...inlines])
    if (lacksImage(body)) checkImage(body, mapAt(workflow.spec, 'templateDefaults'), report);
  for (const inline of inlines) file(insideOf(inline.node), report);
  for (const name of mounts) checkVolume(name, volumes, workflow, report);
}

// All that is kept of a template under one key: a large workflow has a thousand of them to go through after each edit.
const keptOf = keptByNode((node: MapNode) => ({
  inside: insideOf(node),
  variables: variablesOf(node),
  inlines: inlineTemplatesOf(node),
  mounts: foreignMountsOf(node),
}));

function checkSpec(workflow: Workflow, report: Report): void {
  const { spec, isTemplate, isOpen, templates } = workflow;
  const nodes = templates.map(template => template.node);
  checkUnique(nodes, report);
  checkNamed(nodes, report);
  checkArguments(spec, true, report);
  checkHooks(spec, report);
  checkPodResources(spec, report);
  checkLimits(spec, report);
  checkPodGc(spec, report);
  const written = entryOf(spec, 'templates');
  if (isOpen && templates.length > 0 && written !== undefined)
    report('argo/template-ref', written.key, say`templates cannot stand beside workflowTemplateRef.`, {
      fixes: () => withoutField(written.key),
    });
  for (const hook of hooksOf(spec)) checkCall(hook, workflow, report);
  for (const field of ['entrypoint', 'onExit']) checkStart(field, workflow, report);
  if (!isTemplate && !isOpen && given(spec, 'entrypoint') === undefined) {
    const [at, missing] = placeOf(spec, 'entrypoint');
    // Without templates it is a part that the controller's defaults or another tool will complete.
    const severity = templates.length > 0 ? 'error' : 'warning';
    const message = say`Which template the workflow begins with is not said.`;
    report('argo/missing-entrypoint', at, message, { ...missing, severity });
  }
}

/** Judges `entrypoint` and `onExit`, whose templates get the arguments of the workflow. */
function checkStart(field: string, workflow: Workflow, report: Report): void {
  const name = scalar(workflow.spec, field);
  if (name === undefined || !checkName(name, workflow, report) || workflow.isTemplate || workflow.isOpen)
    return;
  const template = workflow.byName.get(name.text);
  if (template === undefined) return;
  const { parameters, artifacts } = workflow.arguments;
  const lacking = [
    ...[...template.inputs.parameters].filter(
      ([input, node]) => !parameters.has(input) && !hasOwnValue(node),
    ),
    ...[...template.inputs.artifacts].filter(
      ([input, node]) => !artifacts.has(input) && !isTrue(node, 'optional') && !hasLocation(node),
    ),
  ];
  for (const [input] of lacking)
    report(
      'argo/missing-argument',
      name,
      say`"${name.text}" needs the input "${input}", which is not among the arguments of the workflow.`,
    );
}

const podGcStrategies = ['', 'OnPodCompletion', 'OnPodSuccess', 'OnWorkflowCompletion', 'OnWorkflowSuccess'];

function checkPodGc(spec: MapNode, report: Report): void {
  const strategy = givenScalar(mapAt(spec, 'podGC'), 'strategy');
  if (strategy === undefined || podGcStrategies.includes(strategy.text)) return;
  report('argo/pod-gc', strategy, say`Argo knows no pod clean-up strategy "${strategy.text}".`);
}

function volumesOf({ spec }: Workflow): ReadonlySet<string> {
  const names = givenMaps(spec, 'volumes').map(volume => givenText(volume, 'name'));
  const claims = givenMaps(spec, 'volumeClaimTemplates').map(claim =>
    givenText(mapAt(claim, 'metadata'), 'name'),
  );
  return new Set([...names, ...claims].flatMap(name => name ?? []));
}

function checkVolume(
  name: ReturnType<typeof foreignMountsOf>[number],
  volumes: ReadonlySet<string>,
  workflow: Workflow,
  report: Report,
): void {
  if (volumes.has(name.text) || workflow.isOpen || isFilledIn(name.text)) return;
  // The workflow that uses a template may bring the volume.
  const details = workflow.isTemplate ? { severity: 'warning' as const } : {};
  report('argo/unknown-volume', name, say`No volume "${name.text}" is defined for this mount.`, details);
}

function checkNameLength(object: ManifestObject, report: Report): void {
  const most = object.kind === 'CronWorkflow' ? 52 : 63;
  const name = givenScalar(mapAt(object.node, 'metadata'), 'name');
  if (name === undefined || name.text.length <= most) return;
  report(
    'argo/name-too-long',
    name,
    say`The name has ${name.text.length} characters; Argo takes at most ${most} for a ${object.kind}.`,
  );
}

/** The rules of Workflow, WorkflowTemplate and ClusterWorkflowTemplate; CronWorkflow adds its own. */
export const workflowRules: RuleSet = {
  facts: [
    ...specFacts,
    ...shapeFacts,
    ...limitFacts,
    ...portFacts,
    ...mountFacts,
    ...resourceFacts,
    ...callFacts,
    ...variableFacts,
    ...joinFacts,
    ...workflowVariableFacts,
  ],
  kinds: {
    'argoproj.io/Workflow': checkWorkflow,
    'argoproj.io/WorkflowTemplate': checkWorkflow,
    'argoproj.io/ClusterWorkflowTemplate': checkWorkflow,
  },
};
