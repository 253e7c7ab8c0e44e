import { insertField } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dnsSubdomainFlaw } from '../../structure/names.ts';
import { compareQuantities } from '../../structure/quantity.ts';
import { entryOf, itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { facts, given, givenMaps, givenScalar, isEmpty } from '../core/reading.ts';

const kueueFacts = [
  facts(
    'kueue/resource-groups',
    'error',
    'A resource or flavor stands in two resource groups, or the resources of a flavor are in another order.',
    'Each resource is counted in one group, in the order of coveredResources; the webhook refuses the queue.',
  ),
  facts(
    'kueue/quota',
    'error',
    'A quota is negative, or more is lent than there is.',
    'The webhook refuses quotas below zero and lending limits above the nominal quota.',
  ),
  facts(
    'kueue/no-cohort',
    'error',
    'A queue lends without a cohort to lend in.',
    'Quota is shared within a cohort alone; the webhook refuses limits without one.',
  ),
  facts(
    'kueue/admission-checks',
    'error',
    'Admission checks are named in two ways at once.',
    'admissionChecks and admissionChecksStrategy exclude one another; the webhook refuses both.',
  ),
  facts(
    'kueue/queue-name',
    'error',
    'The name of the queue that a job is put into is malformed.',
    'It is the name of a LocalQueue; the webhook of Kueue refuses the job.',
  ),
  facts(
    'kueue/queue-label-place',
    'warning',
    'The label of the queue stands on the pod template instead of the job.',
    'Kueue looks at the labels of the job itself, so the job would start at once without quota.',
  ),
] as const;

const checkClusterQueue: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  if (spec === undefined) return;
  checkGroups(spec, report);
  const hasCohort = given(spec, 'cohort') !== undefined || given(spec, 'cohortName') !== undefined;
  for (const group of givenMaps(spec, 'resourceGroups'))
    for (const flavor of givenMaps(group, 'flavors'))
      for (const resource of givenMaps(flavor, 'resources')) checkQuota(resource, hasCohort, report);
  const checks = entryOf(spec, 'admissionChecks');
  if (
    checks !== undefined &&
    !isEmpty(spec, 'admissionChecks') &&
    given(spec, 'admissionChecksStrategy') !== undefined
  )
    report('kueue/admission-checks', checks.key, say`admissionChecksStrategy names the checks already.`, {
      fixes: () => withoutField(checks.key),
    });
};

function checkGroups(spec: MapNode, report: Report): void {
  const resources = new Set<string>();
  const flavors = new Set<string>();
  for (const group of givenMaps(spec, 'resourceGroups')) {
    const covered = itemsAt(group, 'coveredResources');
    for (const item of covered) once(item, resources, report);
    for (const flavor of givenMaps(group, 'flavors')) {
      const name = givenScalar(flavor, 'name');
      if (name !== undefined) once(name, flavors, report);
      checkOrder(flavor, covered, report);
    }
  }
}

function once(item: SyntaxNode, seen: Set<string>, report: Report): void {
  if (item.kind !== 'scalar') return;
  if (seen.has(item.text))
    report(
      'kueue/resource-groups',
      item,
      say`"${item.text}" stands in the queue already; it can be there once.`,
    );
  seen.add(item.text);
}

function checkOrder(flavor: MapNode, covered: readonly SyntaxNode[], report: Report): void {
  const resources = givenMaps(flavor, 'resources');
  if (resources.length !== covered.length) return;
  for (const [index, resource] of resources.entries()) {
    const name = givenScalar(resource, 'name');
    const wanted = covered[index];
    if (name === undefined || wanted?.kind !== 'scalar' || name.text === wanted.text) continue;
    report('kueue/resource-groups', name, say`Here comes ${wanted.text}, in the order of coveredResources.`);
    return;
  }
}

function checkQuota(resource: MapNode, hasCohort: boolean, report: Report): void {
  const nominal = givenScalar(resource, 'nominalQuota');
  for (const field of ['nominalQuota', 'borrowingLimit', 'lendingLimit']) {
    const quota = givenScalar(resource, field);
    if (quota !== undefined && compareQuantities(quota.value, 0) === -1)
      report('kueue/quota', quota, say`${field} cannot be negative.`);
  }
  const lent = givenScalar(resource, 'lendingLimit');
  if (lent === undefined) return;
  if (!hasCohort)
    report('kueue/no-cohort', lent, say`Without a cohort there is nobody to lend to.`, {
      fixes: () => withoutField(lent),
    });
  else if (nominal !== undefined && compareQuantities(lent.value, nominal.value) === 1)
    report('kueue/quota', lent, say`lendingLimit is ${lent.text}, more than nominalQuota, ${nominal.text}.`);
}

const label = 'kueue.x-k8s.io/queue-name';

const checkQueueLabel: KindCheck = ({ node }, report) => {
  const labels = mapAt(node, 'metadata', 'labels');
  const queue = givenScalar(labels, label);
  if (
    queue !== undefined &&
    typeof queue.value === 'string' &&
    queue.text !== '' &&
    dnsSubdomainFlaw(queue.text) !== undefined
  )
    report(
      'kueue/queue-name',
      queue,
      say`"${queue.text}" cannot name a queue: lower-case letters, digits, dashes and dots.`,
    );
  if (queue !== undefined) return;
  for (const { key, value } of templateLabels(mapAt(node, 'spec')))
    report('kueue/queue-label-place', key, say`Kueue reads ${label} from the job, not from its pods.`, {
      fixes: () => moved(node, labels, value.kind === 'scalar' ? value.text : ''),
    });
};

function moved(node: MapNode, labels: MapNode | undefined, queue: string) {
  const metadata = mapAt(node, 'metadata');
  const title = say`Label the job with ${queue}`;
  if (labels !== undefined) return [{ title, edits: insertField(labels, label, queue) }];
  if (metadata === undefined || entryOf(metadata, 'labels') !== undefined) return [];
  return [{ title, edits: insertField(metadata, 'labels', { [label]: queue }) }];
}

/** Entries of the queue's label in the pod templates below a node. */
function templateLabels(spec: MapNode | undefined) {
  const found = [];
  const seen = new Set<SyntaxNode>();
  const ahead: SyntaxNode[] = spec === undefined ? [] : [spec];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (seen.has(at) || at.kind === 'scalar') continue;
    seen.add(at);
    if (at.kind === 'sequence') ahead.push(...at.items);
    else {
      const entry = entryOf(mapAt(at, 'metadata', 'labels'), label);
      if (entry !== undefined) found.push(entry);
      // Containers hold no templates, and lists of them are the bulk of a job.
      for (const { name, value } of at.entries) if (!/ontainers$|^volumes$/.test(name)) ahead.push(value);
    }
  }
  return found;
}

const queuedKinds = [
  'batch/Job',
  'kubeflow.org/PyTorchJob',
  'kubeflow.org/TFJob',
  'kubeflow.org/XGBoostJob',
  'kubeflow.org/PaddleJob',
  'kubeflow.org/JAXJob',
  'kubeflow.org/MPIJob',
  'trainer.kubeflow.org/TrainJob',
  'ray.io/RayJob',
  'ray.io/RayCluster',
  'jobset.x-k8s.io/JobSet',
  'sparkoperator.k8s.io/SparkApplication',
];

export const kueueRules: RuleSet = {
  facts: kueueFacts,
  kinds: {
    ...Object.fromEntries(queuedKinds.map(kind => [kind, checkQueueLabel])),
    'kueue.x-k8s.io/ClusterQueue': checkClusterQueue,
  },
};
