import { type Case, changed } from '../pipelines/judging.ts';

/** A job of the training operator with one role a line. */
function job(kind: string, field: string, roles: string, more = ''): string {
  return `apiVersion: kubeflow.org/v1
kind: ${kind}
metadata: {name: train}
spec:
${more}  ${field}:
${roles
  .trim()
  .split('\n')
  .map(role => `    ${role}\n`)
  .join('')}`;
}

function role(name: string, container: string, fields = 'replicas: 1'): string {
  return `${name}: {${fields}, template: {spec: {containers: [{name: ${container}, image: x}]}}}\n`;
}

const torch = (roles: string, more = '') => job('PyTorchJob', 'pytorchReplicaSpecs', roles, more);
const master = role('Master', 'pytorch');
const workers = role('Worker', 'pytorch', 'replicas: 3');
const roles = 'spec.pytorchReplicaSpecs';

export const operatorCases: readonly Case[] = [
  ['holds with a master and workers', torch(master + workers)],
  ['minds the name', changed(torch(master), 'name: train', 'name: 1-train'), 'training/name metadata.name'],
  [
    'minds the length of the name',
    changed(torch(master), 'name: train', `name: ${'a'.repeat(64)}`),
    'training/name metadata.name',
  ],
  ['knows the roles', torch(master + role('Wroker', 'pytorch')), `training/replica-type ${roles}.Wroker`],
  [
    'has one master',
    torch(role('Master', 'pytorch', 'replicas: 2')),
    `training/replica-count ${roles}.Master.replicas`,
  ],
  [
    'wants the container of the operator',
    torch(role('Master', 'trainer')),
    `training/container ${roles}.Master.template.spec.containers[0].name`,
  ],
  [
    'takes a sidecar beside it',
    torch('Master: {template: {spec: {containers: [{name: logs, image: y}, {name: pytorch, image: x}]}}}'),
  ],
  [
    'wants an image',
    torch('Master: {template: {spec: {containers: [{name: pytorch}]}}}'),
    `training/container ${roles}.Master.template.spec.containers[0].image`,
  ],
  ['takes restarts by exit code', torch(role('Master', 'pytorch', 'restartPolicy: ExitCode'))],
  [
    'knows the restart policies',
    torch(role('Master', 'pytorch', 'restartPolicy: Sometimes')),
    `training/restart-policy ${roles}.Master.restartPolicy`,
  ],
  [
    'warns of a policy that is replaced',
    torch(
      'Master: {restartPolicy: Never, template: {spec: {restartPolicy: Always, containers: [{name: pytorch, image: x}]}}}',
    ),
    `warning training/restart-policy ${roles}.Master.template.spec.restartPolicy`,
  ],
  [
    'holds with a run policy',
    torch(
      master,
      '  runPolicy: {cleanPodPolicy: Running, backoffLimit: 0, managedBy: kueue.x-k8s.io/multikueue}\n',
    ),
  ],
  [
    'knows the ways to clean up',
    torch(master, '  runPolicy: {cleanPodPolicy: Some}\n'),
    'training/run-policy spec.runPolicy.cleanPodPolicy',
  ],
  [
    'refuses negative limits',
    torch(master, '  runPolicy: {backoffLimit: -1}\n'),
    'training/run-policy spec.runPolicy.backoffLimit',
  ],
  [
    'knows the managers',
    torch(master, '  runPolicy: {managedBy: example.com/me}\n'),
    'training/run-policy spec.runPolicy.managedBy',
  ],
  ['holds when it is elastic', torch(workers, '  elasticPolicy: {minReplicas: 1, maxReplicas: 4}\n')],
  [
    'wants workers to be elastic',
    torch(master, '  elasticPolicy: {minReplicas: 1}\n'),
    `training/elastic-policy ${roles}.Worker`,
  ],
  [
    'keeps least and most apart',
    torch(workers, '  elasticPolicy: {minReplicas: 3, maxReplicas: 2}\n'),
    'training/elastic-policy spec.elasticPolicy.minReplicas',
    `warning training/elastic-policy ${roles}.Worker.replicas`,
  ],
  ['holds with a number of processes', torch(master, '  nprocPerNode: "8"\n')],
  [
    'knows the words for it',
    torch(master, '  nprocPerNode: all\n'),
    'training/proc-per-node spec.nprocPerNode',
  ],
  [
    'takes it once',
    torch(workers, '  nprocPerNode: auto\n  elasticPolicy: {nProcPerNode: 2}\n'),
    'training/proc-per-node spec.elasticPolicy.nProcPerNode',
  ],
  [
    'holds for TensorFlow',
    job('TFJob', 'tfReplicaSpecs', role('Chief', 'tensorflow') + role('PS', 'tensorflow')),
  ],
  [
    'has one chief',
    job('TFJob', 'tfReplicaSpecs', role('Chief', 'tensorflow') + role('Master', 'tensorflow')),
    'training/one-chief spec.tfReplicaSpecs.Master',
  ],
  [
    'knows what success is',
    job('TFJob', 'tfReplicaSpecs', role('Chief', 'tensorflow'), '  successPolicy: All\n'),
    'training/success-policy spec.successPolicy',
  ],
  [
    'wants a master for XGBoost',
    job('XGBoostJob', 'xgbReplicaSpecs', role('Worker', 'xgboost')),
    'training/replica-type spec.xgbReplicaSpecs.Master',
  ],
  ['holds for Paddle', job('PaddleJob', 'paddleReplicaSpecs', role('Worker', 'paddle'))],
  [
    'knows workers alone for JAX',
    job('JAXJob', 'jaxReplicaSpecs', role('Worker', 'jax') + role('Master', 'jax')),
    'training/replica-type spec.jaxReplicaSpecs.Master',
  ],
];

const mpi = (text: string, more = '', version = 'v2beta1') =>
  changed(job('MPIJob', 'mpiReplicaSpecs', text, more), 'kubeflow.org/v1', `kubeflow.org/${version}`);
const launcher = role('Launcher', 'any');

export const mpiCases: readonly Case[] = [
  ['holds with a launcher', mpi(launcher + role('Worker', 'any', 'replicas: 2'), '  slotsPerWorker: 2\n')],
  ['wants a launcher', mpi(role('Worker', 'any')), 'training/replica-type spec.mpiReplicaSpecs.Launcher'],
  [
    'has one launcher',
    mpi(role('Launcher', 'any', 'replicas: 2')),
    'training/replica-count spec.mpiReplicaSpecs.Launcher.replicas',
  ],
  [
    'knows no restarts by exit code',
    mpi(role('Launcher', 'any', 'restartPolicy: ExitCode')),
    'training/restart-policy spec.mpiReplicaSpecs.Launcher.restartPolicy',
  ],
  ['knows them in version 1', mpi(role('Launcher', 'any', 'restartPolicy: ExitCode'), '', 'v1')],
  [
    'has a worker at least',
    mpi(launcher + role('Worker', 'any', 'replicas: 0')),
    'training/mpi-workers spec.mpiReplicaSpecs.Worker.replicas',
  ],
  [
    'refuses negative slots',
    mpi(launcher, '  slotsPerWorker: -1\n'),
    'training/mpi-slots spec.slotsPerWorker',
  ],
  [
    'minds what comes behind the name',
    changed(mpi(launcher + role('Worker', 'any', 'replicas: 11')), 'name: train', `name: ${'a'.repeat(54)}`),
    'training/name metadata.name',
  ],
];

const trainJob = (fields: string) => `apiVersion: trainer.kubeflow.org/v1alpha1
kind: TrainJob
metadata: {name: train}
spec: {${fields}}
`;
const runtimeRef = 'runtimeRef: {name: torch-distributed}';
const patch = (container: string, manager = 'example.com/me') =>
  `{manager: ${manager}, trainingRuntimeSpec: {template: {spec: {replicatedJobs: [{name: node, template: {spec: {template: {spec: {containers: [${container}]}}}}}]}}}}`;

const label = 'trainer.kubeflow.org/trainjob-ancestor-step';
const runtime = `apiVersion: trainer.kubeflow.org/v1alpha1
kind: ClusterTrainingRuntime
metadata: {name: ours}
spec:
  mlPolicy: {numNodes: 1, torch: {}}
  template:
    spec:
      replicatedJobs:
      - name: node
        replicas: 1
        template:
          metadata: {labels: {${label}: trainer}}
          spec: {template: {spec: {containers: [{name: node, image: x}]}}}
`;
const inRuntime = 'spec.template.spec.replicatedJobs';

export const trainerCases: readonly Case[] = [
  [
    'holds with a runtime',
    trainJob(`${runtimeRef}, trainer: {numNodes: 2, env: [{name: EPOCHS, value: "3"}]}`),
  ],
  [
    'knows the kinds of runtimes',
    trainJob('runtimeRef: {name: a, kind: Runtime}'),
    'trainer/runtime-ref spec.runtimeRef.kind',
  ],
  [
    'knows their group',
    trainJob('runtimeRef: {name: a, apiGroup: kubeflow.org}'),
    'trainer/runtime-ref spec.runtimeRef.apiGroup',
  ],
  [
    'keeps the variables of torchrun',
    trainJob(`${runtimeRef}, trainer: {env: [{name: PET_NNODES, value: "3"}]}`),
    'trainer/reserved-env spec.trainer.env[0].name',
  ],
  [
    'warns of them elsewhere',
    trainJob('runtimeRef: {name: ours}, trainer: {env: [{name: PET_NNODES, value: "3"}]}'),
    'warning trainer/reserved-env spec.trainer.env[0].name',
  ],
  [
    'leaves them to torchtune',
    trainJob(`${runtimeRef}, trainer: {command: [tune, run], env: [{name: PET_NNODES, value: "3"}]}`),
  ],
  ['holds with a patch', trainJob(`${runtimeRef}, runtimePatches: [${patch('{name: node, image: y}')}]`)],
  [
    'sets no environment by a patch',
    trainJob(`${runtimeRef}, runtimePatches: [${patch('{name: node, env: [{name: A, value: b}]}')}]`),
    'trainer/patched-env spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].env',
  ],
  [
    'sets none by an override',
    trainJob(
      `${runtimeRef}, podTemplateOverrides: [{targetJobs: [{name: node}], spec: {containers: [{name: node, env: [{name: A, value: b}]}]}}]`,
    ),
    'trainer/patched-env spec.podTemplateOverrides[0].spec.containers[0].env',
  ],
  [
    'wants the domain of a manager',
    trainJob(`${runtimeRef}, runtimePatches: [${patch('{name: node}', 'me')}]`),
    'trainer/patch-manager spec.runtimePatches[0].manager',
  ],
  [
    'takes one patch of each',
    trainJob(`${runtimeRef}, runtimePatches: [${patch('{name: node}')}, ${patch('{name: node}')}]`),
    'trainer/patch-manager spec.runtimePatches[1].manager',
  ],
  ['holds as a runtime', runtime],
  [
    'has one replica',
    changed(runtime, 'replicas: 1', 'replicas: 2'),
    `trainer/runtime-replicas ${inRuntime}[0].replicas`,
  ],
  [
    'wants the container of the trainer',
    changed(runtime, '{name: node, image', '{name: main, image'),
    `trainer/runtime-container ${inRuntime}[0].template.spec.template.spec.containers[0].name`,
  ],
  [
    'knows the steps',
    changed(runtime, ': trainer}', ': trainr}'),
    `warning trainer/ancestor-label ${inRuntime}[0].template.metadata.labels[${label}]`,
    `warning trainer/ancestor-label ${inRuntime}`,
  ],
];
