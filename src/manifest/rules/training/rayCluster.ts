import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isTrue,
  replacing,
} from '../core/reading.ts';
import { checkLeast, checkOrder } from './bounds.ts';

export const clusterFacts = [
  facts(
    'ray/replicas',
    'error',
    'The bounds of a worker group contradict one another.',
    'The autoscaler keeps a group between minReplicas and maxReplicas; KubeRay refuses bounds that cross.',
  ),
  facts(
    'ray/group-name',
    'error',
    'Two worker groups have the same name.',
    'Pods belong to their group by its name, so the operator would mix them up.',
  ),
  facts(
    'ray/resources',
    'error',
    'The resources or labels of a group are told in two places.',
    'KubeRay takes them from rayStartParams or from the fields of the group, and refuses both at once.',
  ),
  facts(
    'ray/ray-container',
    'warning',
    'The first container of a group does not seem to be the one that runs Ray.',
    'KubeRay puts the command that starts Ray into the first container, whatever its name.',
  ),
  facts(
    'ray/autoscaling',
    'error',
    'What is said of autoscaling does not fit together.',
    'The autoscaler runs only with enableInTreeAutoscaling, and its second version restarts pods by itself.',
  ),
  facts(
    'ray/fault-tolerance',
    'error',
    'Fault tolerance is set up in two ways at once.',
    'gcsFaultToleranceOptions replaces the annotations, parameters and variables of before; KubeRay refuses a mixture.',
  ),
  facts(
    'ray/authentication',
    'error',
    'Tokens are asked for with a version of Ray that knows none.',
    'Authentication by token came with Ray 2.52.0, and KubeRay has to be told the version.',
  ),
] as const;

/** Judges a `RayClusterSpec`, wherever it stands. `annotations`: those of the object. */
export function checkCluster(spec: MapNode, annotations: MapNode | undefined, report: Report): void {
  const head = mapAt(spec, 'headGroupSpec');
  const workers = givenMaps(spec, 'workerGroupSpecs');
  for (const group of head === undefined ? workers : [head, ...workers]) checkGroup(group, report);
  checkGroupNames(workers, report);
  for (const worker of workers) checkBounds(worker, report);
  checkAutoscaling(spec, head, workers, report);
  if (head !== undefined) checkFaultTolerance(spec, head, annotations, report);
  checkAuthentication(spec, report);
}

function checkGroup(group: MapNode, report: Report): void {
  const parameters = mapAt(group, 'rayStartParams');
  const own = ['num-cpus', 'num-gpus', 'memory', 'resources'].find(
    name => given(parameters, name) !== undefined,
  );
  const resources = mapAt(group, 'resources');
  if (own !== undefined && resources !== undefined && resources.entries.length > 0)
    report(
      'ray/resources',
      entryOf(parameters, own)?.key ?? group,
      say`The group tells its resources already; drop ${own}.`,
      {
        fixes: () => withoutField(entryOf(parameters, own)?.key ?? group),
      },
    );
  const labels = entryOf(parameters, 'labels');
  if (labels !== undefined)
    report('ray/resources', labels.key, say`KubeRay takes labels from the field labels of the group.`);
  const containers = givenMaps(mapAt(group, 'template', 'spec'), 'containers');
  const isRay = (container: MapNode) => /\bray\b|ray[-/:_]/.test(givenText(container, 'image') ?? 'ray');
  const [first, ...others] = containers;
  if (first !== undefined && !isRay(first) && others.some(isRay))
    report(
      'ray/ray-container',
      givenScalar(first, 'name') ?? first,
      say`Ray is started in the first container; put its own first.`,
    );
}

function checkGroupNames(workers: readonly MapNode[], report: Report): void {
  const seen = new Set<string>();
  for (const worker of workers) {
    const name = givenScalar(worker, 'groupName');
    if (name !== undefined && seen.has(name.text))
      report('ray/group-name', name, say`Another worker group is named "${name.text}".`);
    if (name !== undefined) seen.add(name.text);
  }
}

function checkBounds(worker: MapNode, report: Report): void {
  const filing = ['ray/replicas', report] as const;
  checkLeast(worker, 'minReplicas', 0, filing);
  checkOrder(worker, 'minReplicas', 'maxReplicas', filing);
  const [least, most, count] = ['minReplicas', 'maxReplicas', 'replicas'].map(field =>
    givenNumber(worker, field),
  );
  const replicas = givenScalar(worker, 'replicas');
  if (replicas === undefined || count === undefined) return;
  if ((least === undefined || count >= least) && (most === undefined || count <= most)) return;
  report(
    'ray/replicas',
    replicas,
    say`replicas is ${count}, outside of ${least ?? 0} to ${most ?? '…'}; KubeRay moves it inside.`,
    {
      severity: 'warning',
    },
  );
}

function checkAutoscaling(
  spec: MapNode,
  head: MapNode | undefined,
  workers: readonly MapNode[],
  report: Report,
): void {
  const isOn = isTrue(spec, 'enableInTreeAutoscaling');
  const options = entryOf(spec, 'autoscalerOptions');
  if (!isOn && options !== undefined && given(spec, 'autoscalerOptions') !== undefined)
    report(
      'ray/autoscaling',
      options.key,
      say`Without enableInTreeAutoscaling there is no autoscaler to set up.`,
      {
        severity: 'warning',
      },
    );
  for (const worker of workers)
    if (isOn && isTrue(worker, 'suspend'))
      report(
        'ray/autoscaling',
        entryOf(worker, 'suspend')?.value ?? worker,
        say`A group that is autoscaled cannot be suspended.`,
      );
  if (!isOn || givenText(mapAt(spec, 'autoscalerOptions'), 'version') !== 'v2') return;
  for (const group of head === undefined ? workers : [head, ...workers]) {
    const policy = givenScalar(mapAt(group, 'template', 'spec'), 'restartPolicy');
    if (policy !== undefined && policy.text !== 'Never')
      report('ray/autoscaling', policy, say`With the autoscaler v2, pods are never restarted in place.`, {
        fixes: () => [replacing(policy, 'Never')],
      });
  }
}

function variable(group: MapNode, name: string): MapNode | undefined {
  const [first] = givenMaps(mapAt(group, 'template', 'spec'), 'containers');
  return givenMaps(first, 'env').find(item => givenText(item, 'name') === name);
}

function checkFaultTolerance(
  spec: MapNode,
  head: MapNode,
  annotations: MapNode | undefined,
  report: Report,
): void {
  const hasOptions = given(spec, 'gcsFaultToleranceOptions') !== undefined;
  const switched = entryOf(annotations, 'ray.io/ft-enabled');
  if (hasOptions && switched !== undefined)
    report(
      'ray/fault-tolerance',
      switched.key,
      say`gcsFaultToleranceOptions turns it on already; drop the annotation.`,
      {
        fixes: () => withoutField(switched.key),
      },
    );
  const address = variable(head, 'RAY_REDIS_ADDRESS');
  if (address !== undefined && (hasOptions || switched === undefined))
    report(
      'ray/fault-tolerance',
      address,
      say`RAY_REDIS_ADDRESS belongs into gcsFaultToleranceOptions.redisAddress.`,
    );
  const parameters = mapAt(head, 'rayStartParams');
  const password = entryOf(parameters, 'redis-password');
  if (hasOptions && password !== undefined)
    report(
      'ray/fault-tolerance',
      password.key,
      say`The password belongs into gcsFaultToleranceOptions.redisPassword.`,
    );
  const user = entryOf(parameters, 'redis-username')?.key ?? variable(head, 'REDIS_USERNAME');
  if (user !== undefined)
    report('ray/fault-tolerance', user, say`The user belongs into gcsFaultToleranceOptions.redisUsername.`);
}

function checkAuthentication(spec: MapNode, report: Report): void {
  const options = mapAt(spec, 'authOptions');
  if (givenText(options, 'mode') !== 'token') return;
  const version = givenScalar(spec, 'rayVersion');
  if (version === undefined)
    report('ray/authentication', spec, say`Tokens need to know the version of Ray, 2.52.0 or later.`, {
      missing: 'rayVersion',
    });
  const [, major = '9', minor = '0'] = /^(\d+)\.(\d+)/.exec(version?.text ?? '') ?? [];
  if (version !== undefined && Number(major) * 1000 + Number(minor) < 2052)
    report('ray/authentication', version, say`Ray ${version.text} knows no tokens; they came with 2.52.0.`);
}
