import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { goDurationNanos } from '../../structure/times.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { parseManifestText } from '../../syntax/parseText.ts';
import { scheduleProblem } from '../core/cronSchedule.ts';
import { withoutField } from '../core/fieldChecks.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isBlank,
  isTrue,
} from '../core/reading.ts';
import { checkLeast, checkWord } from './bounds.ts';
import { checkServiceName } from './objectName.ts';
import { checkCluster, clusterFacts } from './rayCluster.ts';

const rayFacts = [
  facts(
    'ray/name',
    'error',
    'A name is too long or cannot name the Services of Ray.',
    'KubeRay makes Services of the name with a suffix; it takes 53 characters for a cluster and 47 for a job or service.',
  ),
  facts(
    'ray/job-cluster',
    'error',
    'A RayJob does not say on which cluster it runs, or what its cluster cannot do.',
    'It brings a rayClusterSpec or selects a cluster that is there; some ways of submitting need their own.',
  ),
  facts(
    'ray/job-end',
    'error',
    'What happens after a RayJob contradicts itself.',
    'Lifetimes and deletion rules count only where the cluster may be taken away; KubeRay refuses a mixture.',
  ),
  facts(
    'ray/job-limits',
    'error',
    'A limit of a RayJob is out of its range.',
    'Deadlines are above 0 and retries not negative; interactive jobs are never retried.',
  ),
  facts(
    'ray/entrypoint',
    'warning',
    'A RayJob has no command to run.',
    'The operator submits the entrypoint; without one the job fails as soon as the cluster is ready.',
  ),
  facts(
    'ray/yaml-text',
    'error',
    'A text that Ray reads as YAML is none.',
    'KubeRay or Ray Serve parses it, and refuses the job or never becomes ready.',
  ),
  facts(
    'ray/upgrade',
    'error',
    'How a RayService is upgraded is not said completely.',
    'An incremental upgrade needs the autoscaler and a gateway; KubeRay refuses it without.',
  ),
  facts(
    'ray/schedule',
    'error',
    'The schedule of a RayCronJob cannot be read.',
    'KubeRay reads standard cron lines and refuses others.',
  ),
] as const;

const annotationsOf = (node: MapNode) => mapAt(node, 'metadata', 'annotations');

const checkRayCluster: KindCheck = (object, report) => {
  checkServiceName(object, { rule: 'ray/name', most: 53 }, report);
  const spec = mapAt(object.node, 'spec');
  if (spec !== undefined) checkCluster(spec, annotationsOf(object.node), report);
};

const checkRayJob: KindCheck = (object, report) => {
  checkServiceName(object, { rule: 'ray/name', most: 47 }, report);
  const spec = mapAt(object.node, 'spec');
  if (spec !== undefined) checkJob(spec, annotationsOf(object.node), report);
};

const checkRayCronJob: KindCheck = ({ node }, report) => {
  const schedule = givenScalar(mapAt(node, 'spec'), 'schedule');
  const flaw = schedule && scheduleProblem(schedule.text);
  if (schedule !== undefined && flaw !== undefined) report('ray/schedule', schedule, flaw);
  const job = mapAt(node, 'spec', 'jobTemplate');
  if (job !== undefined) checkJob(job, undefined, report);
};

const modes = ['K8sJobMode', 'HTTPMode', 'InteractiveMode', 'SidecarMode'];

function checkJob(spec: MapNode, annotations: MapNode | undefined, report: Report): void {
  const cluster = mapAt(spec, 'rayClusterSpec');
  const mode = givenText(spec, 'submissionMode') ?? 'K8sJobMode';
  checkWord(spec, 'submissionMode', modes, ['ray/job-cluster', report]);
  checkWhere(spec, mode, report);
  checkEnd(spec, report);
  checkLimits(spec, mode, report);
  if (mode !== 'InteractiveMode' && isBlank(spec, 'entrypoint'))
    report('ray/entrypoint', spec, say`The job has no command to run.`, { missing: 'entrypoint' });
  checkYaml(spec, 'runtimeEnvYAML', report);
  if (cluster !== undefined) checkCluster(cluster, annotations, report);
}

function checkWhere(spec: MapNode, mode: string, report: Report): void {
  const selector = entryOf(spec, 'clusterSelector');
  const isSelecting =
    mapAt(spec, 'clusterSelector')?.entries.length !== undefined &&
    mapAt(spec, 'clusterSelector')?.entries.length !== 0;
  if (!isSelecting && given(spec, 'rayClusterSpec') === undefined)
    report('ray/job-cluster', spec, say`The job needs a rayClusterSpec or a clusterSelector.`, {
      missing: 'rayClusterSpec',
    });
  if (isSelecting && selector !== undefined) {
    const map = mapAt(spec, 'clusterSelector') ?? spec;
    if (isBlank(map, 'ray.io/cluster'))
      report('ray/job-cluster', map, say`The selector names the cluster by the label ray.io/cluster.`, {
        missing: 'ray.io/cluster',
      });
    if (mode === 'SidecarMode')
      report(
        'ray/job-cluster',
        selector.key,
        say`SidecarMode submits from a cluster of its own; no other can be selected.`,
      );
    if (isTrue(spec, 'suspend'))
      report(
        'ray/job-cluster',
        entryOf(spec, 'suspend')?.value ?? spec,
        say`A job on a selected cluster cannot be suspended.`,
      );
  }
  for (const field of ['submitterPodTemplate', 'submitterConfig']) {
    const entry = entryOf(spec, field);
    if (mode === 'SidecarMode' && entry !== undefined && given(spec, field) !== undefined)
      report('ray/job-cluster', entry.key, say`SidecarMode has no submitter to set up.`, {
        fixes: () => withoutField(entry.key),
      });
  }
}

function checkEnd(spec: MapNode, report: Report): void {
  const isShutDown = isTrue(spec, 'shutdownAfterJobFinishes');
  const lifetime = givenScalar(spec, 'ttlSecondsAfterFinished');
  if (lifetime !== undefined && (givenNumber(spec, 'ttlSecondsAfterFinished') ?? 0) > 0 && !isShutDown)
    report('ray/job-end', lifetime, say`A lifetime counts only with shutdownAfterJobFinishes: true.`);
  checkLeast(spec, 'ttlSecondsAfterFinished', 0, ['ray/job-end', report]);
  if (isTrue(spec, 'suspend') && !isShutDown && given(spec, 'clusterSelector') === undefined)
    report(
      'ray/job-end',
      entryOf(spec, 'suspend')?.value ?? spec,
      say`A job can be suspended only with shutdownAfterJobFinishes: true.`,
    );
  checkDeletion(spec, isShutDown, report);
}

function checkDeletion(spec: MapNode, isShutDown: boolean, report: Report): void {
  const strategy = mapAt(spec, 'deletionStrategy');
  const rules = givenMaps(strategy, 'deletionRules');
  const isSelecting = given(spec, 'clusterSelector') !== undefined;
  const isScaled = isTrue(mapAt(spec, 'rayClusterSpec'), 'enableInTreeAutoscaling');
  const written = entryOf(spec, 'shutdownAfterJobFinishes');
  if (rules.length > 0 && isShutDown && written !== undefined)
    report(
      'ray/job-end',
      written.key,
      say`deletionRules say what is deleted; they exclude shutdownAfterJobFinishes.`,
      {
        fixes: () => withoutField(written.key),
      },
    );
  const policies = [...rules, ...['onSuccess', 'onFailure'].flatMap(field => mapAt(strategy, field) ?? [])];
  const seen = new Set<string>();
  for (const policy of policies) {
    const what = givenScalar(policy, 'policy');
    if (what === undefined) continue;
    if (isSelecting && (what.text === 'DeleteCluster' || what.text === 'DeleteWorkers'))
      report('ray/job-end', what, say`A selected cluster belongs to others and is not deleted with the job.`);
    else if (isScaled && what.text === 'DeleteWorkers')
      report('ray/job-end', what, say`The autoscaler would bring deleted workers back.`);
    const condition = mapAt(policy, 'condition');
    const key = `${what.text} ${givenText(condition, 'jobStatus') ?? ''} ${givenText(condition, 'jobDeploymentStatus') ?? ''}`;
    if (condition !== undefined && seen.has(key))
      report('ray/job-end', what, say`Another rule says the same.`);
    seen.add(key);
  }
}

function checkLimits(spec: MapNode, mode: string, report: Report): void {
  const filing = ['ray/job-limits', report] as const;
  checkLeast(spec, 'activeDeadlineSeconds', 1, filing);
  checkLeast(spec, 'backoffLimit', 0, filing);
  const retries = givenScalar(spec, 'backoffLimit');
  if (mode === 'InteractiveMode' && retries !== undefined && (givenNumber(spec, 'backoffLimit') ?? 0) > 0)
    report('ray/job-limits', retries, say`An interactive job is not retried.`);
}

/** Judges a text that is YAML itself. */
function checkYaml(node: SyntaxNode, field: string, report: Report): void {
  const written = givenScalar(node, field);
  if (written === undefined || typeof written.value !== 'string') return;
  const documents = parseManifestText(written.text);
  const flaw = documents.flatMap(document => document.problems).find(problem => problem.severity === 'error');
  const root = documents.find(document => document.root !== undefined)?.root;
  if (flaw !== undefined) report('ray/yaml-text', written, say`${field} is no YAML.`);
  else if (root !== undefined && root.kind !== 'map')
    report('ray/yaml-text', written, say`${field} must hold fields.`);
}

const checkRayService: KindCheck = (object, report) => {
  checkServiceName(object, { rule: 'ray/name', most: 47 }, report);
  const annotations = annotationsOf(object.node);
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const cluster = mapAt(spec, 'rayClusterConfig');
  checkTimeout(givenScalar(annotations, 'ray.io/initializing-timeout'), report);
  checkYaml(spec, 'serveConfigV2', report);
  checkUpgrade(spec, cluster, report);
  const service = givenScalar(mapAt(cluster, 'headGroupSpec', 'headService', 'metadata'), 'name');
  if (service !== undefined && service.text !== '')
    report(
      'ray/name',
      service,
      say`KubeRay names the head service of a RayService itself; leave the name out.`,
    );
  if (cluster !== undefined) checkCluster(cluster, annotations, report);
};

function checkTimeout(timeout: ScalarNode | undefined, report: Report): void {
  if (timeout === undefined || timeout.text === '') return;
  const isGood = /^[1-9]\d*$/.test(timeout.text) || (goDurationNanos(timeout.text) ?? 0) > 0;
  if (!isGood) report('ray/upgrade', timeout, say`"${timeout.text}" is no time to wait, such as 5m or 300.`);
}

function checkUpgrade(spec: MapNode, cluster: MapNode | undefined, report: Report): void {
  const strategy = mapAt(spec, 'upgradeStrategy');
  const types = ['NewCluster', 'NewClusterWithIncrementalUpgrade', 'None'];
  checkWord(strategy, 'type', types, ['ray/upgrade', report]);
  if (strategy === undefined || givenText(strategy, 'type') !== 'NewClusterWithIncrementalUpgrade') return;
  if (given(strategy, 'clusterUpgradeOptions') === undefined)
    report('ray/upgrade', strategy, say`An incremental upgrade needs its options.`, {
      missing: 'clusterUpgradeOptions',
    });
  if (cluster !== undefined && !isTrue(cluster, 'enableInTreeAutoscaling'))
    report('ray/upgrade', cluster, say`An incremental upgrade needs the autoscaler.`, {
      missing: 'enableInTreeAutoscaling',
    });
}

export const rayRules: RuleSet = {
  facts: [...rayFacts, ...clusterFacts],
  kinds: {
    'ray.io/RayCluster': checkRayCluster,
    'ray.io/RayJob': checkRayJob,
    'ray.io/RayService': checkRayService,
    'ray.io/RayCronJob': checkRayCronJob,
  },
};
