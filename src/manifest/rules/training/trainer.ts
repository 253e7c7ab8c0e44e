import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, itemsAt, mapAt, nodeAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { withoutField } from '../core/fieldChecks.ts';
import { domainPrefixedPath } from '../core/nameForms.ts';
import { nearest } from '../core/nearest.ts';
import {
  facts,
  given,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isEmpty,
  replacing,
} from '../core/reading.ts';
import { checkWord } from './bounds.ts';

const trainerFacts = [
  facts(
    'trainer/runtime-ref',
    'error',
    'A TrainJob refers to a runtime of a kind that there is not.',
    'Runtimes are TrainingRuntime in the namespace or ClusterTrainingRuntime; the job fails with TrainingRuntimeNotSupported.',
  ),
  facts(
    'trainer/reserved-env',
    'error',
    'A TrainJob sets an environment variable that the runtime sets by itself.',
    'The controller tells each process its rank and the address of the first one so; the webhook refuses a second value.',
  ),
  facts(
    'trainer/patched-env',
    'error',
    'A patch sets the environment of the trainer or of an initializer.',
    'Their environment comes from spec.trainer.env and spec.initializer; the webhook refuses it in patches.',
  ),
  facts(
    'trainer/patch-manager',
    'error',
    'The manager of a patch is missing its domain, or has two patches.',
    'It tells whose patch it is, as example.com/name; the webhook refuses others.',
  ),
  facts(
    'trainer/runtime-replicas',
    'error',
    'A job of a runtime has more than one replica.',
    'The number of nodes is set by the TrainJob; the webhook wants one replica of each job with an ancestor label.',
  ),
  facts(
    'trainer/runtime-container',
    'error',
    'A job of a runtime lacks the container that its ancestor label promises.',
    'The controller sets up the container "node" for training, and one named as the initializer; the webhook refuses a job without.',
  ),
  facts(
    'trainer/ancestor-label',
    'warning',
    'The ancestor label of a job is none that the controller knows, or no job has one for the trainer.',
    'Without the label, numNodes, image and command of a TrainJob reach no pod.',
  ),
] as const;

const group = 'trainer.kubeflow.org';
const runtimeKinds = ['ClusterTrainingRuntime', 'TrainingRuntime'];

const checkTrainJob: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  const reference = mapAt(spec, 'runtimeRef');
  checkWord(reference, 'kind', runtimeKinds, ['trainer/runtime-ref', report]);
  checkWord(reference, 'apiGroup', [group], ['trainer/runtime-ref', report]);
  checkEnvironment(mapAt(spec, 'trainer'), givenText(reference, 'name') ?? '', report);
  for (const field of ['runtimePatches', 'podTemplateOverrides', 'podSpecOverrides'])
    checkManagers(givenMaps(spec, field), report);
  for (const pod of patchedPods(spec)) checkPatchedEnvironment(pod, report);
};

/** Variables that the controller sets, by the framework of the runtime. */
const reserved: readonly { readonly framework: RegExp; readonly names: RegExp }[] = [
  { framework: /torch/, names: /^PET_(NNODES|NPROC_PER_NODE|NODE_RANK|MASTER_ADDR|MASTER_PORT)$/ },
  { framework: /jax/, names: /^JAX_(NUM_PROCESSES|PROCESS_ID|COORDINATOR_ADDRESS)$/ },
  { framework: /xgboost/, names: /^DMLC_(TRACKER_URI|TRACKER_PORT|TASK_ID|NUM_WORKER)$/ },
];

function checkEnvironment(trainer: MapNode | undefined, runtime: string, report: Report): void {
  // torchtune has an entry point of its own, which takes arguments instead.
  const command = itemsAt(trainer, 'command').map(item => (item.kind === 'scalar' ? item.text : ''));
  if (command[0] === 'tune') return;
  for (const variable of givenMaps(trainer, 'env')) {
    const name = givenScalar(variable, 'name');
    const match = name && reserved.find(({ names }) => names.test(name.text));
    if (name === undefined || match === undefined) continue;
    // A runtime of another name may still be of the framework, which only the cluster knows.
    const severity = match.framework.test(runtime) ? 'error' : 'warning';
    report('trainer/reserved-env', name, say`The runtime sets ${name.text} for each process; leave it out.`, {
      severity,
      fixes: () => withoutField(variable),
    });
  }
}

function checkManagers(patches: readonly MapNode[], report: Report): void {
  const seen = new Set<string>();
  for (const patch of patches) {
    const manager = givenScalar(patch, 'manager');
    if (manager === undefined || manager.text === '') continue;
    if (!domainPrefixedPath.fits(manager.text))
      report(
        'trainer/patch-manager',
        manager,
        say`"${manager.text}" needs a domain and a path, as in example.com/name.`,
      );
    else if (seen.has(manager.text))
      report(
        'trainer/patch-manager',
        manager,
        say`"${manager.text}" has a patch already; put them together.`,
      );
    seen.add(manager.text);
  }
}

function patchedPods(spec: MapNode | undefined): readonly MapNode[] {
  const overridden = ['podTemplateOverrides', 'podSpecOverrides'].flatMap(field =>
    givenMaps(spec, field).flatMap(
      override => mapAt(override, 'spec') ?? (field === 'podSpecOverrides' ? [override] : []),
    ),
  );
  const patched = givenMaps(spec, 'runtimePatches').flatMap(patch =>
    givenMaps(mapAt(patch, 'trainingRuntimeSpec', 'template', 'spec'), 'replicatedJobs').flatMap(
      job => mapAt(job, 'template', 'spec', 'template', 'spec') ?? [],
    ),
  );
  return [...overridden, ...patched];
}

const ownContainers = ['node', 'dataset-initializer', 'model-initializer'];

function checkPatchedEnvironment(pod: MapNode, report: Report): void {
  for (const container of [...givenMaps(pod, 'containers'), ...givenMaps(pod, 'initContainers')]) {
    const env = entryOf(container, 'env');
    const name = givenText(container, 'name') ?? '';
    if (env === undefined || isEmpty(container, 'env') || !ownContainers.includes(name)) continue;
    report(
      'trainer/patched-env',
      env.key,
      say`The environment of "${name}" is set in spec.trainer or spec.initializer, not in a patch.`,
      { fixes: () => withoutField(env.key) },
    );
  }
}

const label = 'trainer.kubeflow.org/trainjob-ancestor-step';
const ancestors: Readonly<Record<string, string>> = {
  trainer: 'node',
  'dataset-initializer': 'dataset-initializer',
  'model-initializer': 'model-initializer',
};

const checkRuntime: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec', 'template', 'spec');
  const jobs = givenMaps(spec, 'replicatedJobs');
  for (const job of jobs) checkJob(job, report);
  const hasTrainer = jobs.some(
    job => givenText(mapAt(job, 'template', 'metadata', 'labels'), label) === 'trainer',
  );
  const list = nodeAt(spec, 'replicatedJobs');
  if (jobs.length > 0 && !hasTrainer && list !== undefined)
    report(
      'trainer/ancestor-label',
      list,
      say`No job has the label ${label}: trainer, so TrainJobs set up none.`,
    );
};

function checkJob(job: MapNode, report: Report): void {
  const ancestor = givenScalar(mapAt(job, 'template', 'metadata', 'labels'), label);
  if (ancestor === undefined) return;
  const container = Object.hasOwn(ancestors, ancestor.text) ? ancestors[ancestor.text] : undefined;
  if (container === undefined) {
    const likely = nearest(ancestor.text, Object.keys(ancestors));
    report('trainer/ancestor-label', ancestor, say`"${ancestor.text}" is no step of a TrainJob.`, {
      fixes: () => (likely === undefined ? [] : [replacing(ancestor, likely)]),
    });
    return;
  }
  const replicas = givenScalar(job, 'replicas');
  const count = givenNumber(job, 'replicas');
  if (replicas !== undefined && count !== undefined && count !== 1)
    report(
      'trainer/runtime-replicas',
      replicas,
      say`There must be 1 replica; the TrainJob sets the number of nodes.`,
      {
        fixes: () => [replacing(replicas, 1)],
      },
    );
  const pod = mapAt(job, 'template', 'spec', 'template', 'spec');
  const names = givenMaps(pod, 'containers').map(item => givenText(item, 'name'));
  if (pod === undefined || given(pod, 'containers') === undefined || names.includes(container)) return;
  const [only] = givenMaps(pod, 'containers').map(item => givenScalar(item, 'name'));
  report(
    'trainer/runtime-container',
    only ?? pod,
    say`One container of this job must be named "${container}", since it is the ${ancestor.text}.`,
    { fixes: () => (only === undefined || names.length > 1 ? [] : [replacing(only, container, false)]) },
  );
}

export const trainerRules: RuleSet = {
  facts: trainerFacts,
  kinds: {
    [`${group}/TrainJob`]: checkTrainJob,
    [`${group}/TrainingRuntime`]: checkRuntime,
    [`${group}/ClusterTrainingRuntime`]: checkRuntime,
  },
};
