import type { ContainerFacts } from '../../src/cluster/container.ts';
import type { CronJobFacts, JobFacts } from '../../src/cluster/job.ts';
import type { NodeFacts } from '../../src/cluster/node.ts';
import type { ObjectFacts } from '../../src/cluster/objectFacts.ts';
import type { PodFacts } from '../../src/cluster/pod.ts';
import { noResources, type ResourceAmounts } from '../../src/cluster/resourceAmounts.ts';
import type { WorkloadFacts } from '../../src/cluster/workload.ts';
import type { InferenceServiceFacts } from '../../src/models/inferenceService.ts';

/** What every object has. Its uid is made of its name, unless one is given. */
export function anObject(given: Partial<ObjectFacts> & { readonly name: string }): ObjectFacts {
  const namespace = given.namespace ?? 'ml';
  return { uid: `${namespace}/${given.name}`, namespace, resourceVersion: '1', createdAtMs: 0, ...given };
}

/** So many GPUs, and a little of the rest. */
export function gpus(count: number, resourceName = 'nvidia.com/gpu'): ResourceAmounts {
  return { cpuMillis: 1000, memoryBytes: 2 ** 30, gpus: { [resourceName]: count } };
}

/** A container that runs and is ready. */
export function aContainer(given: Partial<ContainerFacts> = {}): ContainerFacts {
  return {
    name: 'main',
    role: 'main',
    state: 'running',
    reason: undefined,
    message: undefined,
    exitCode: undefined,
    isReady: true,
    restartCount: 0,
    containerId: 'containerd://1',
    startedAtMs: undefined,
    lastEndReason: undefined,
    lastExitCode: undefined,
    ...given,
  };
}

/** A pod that runs well on no node in particular. */
export function aPod(given: Partial<PodFacts> = {}): PodFacts {
  const containers = given.containers ?? [aContainer()];
  return {
    ...anObject({ name: given.name ?? 'web-1', ...(given.namespace && { namespace: given.namespace }) }),
    phase: 'Running',
    status: 'Running',
    readyCount: containers.length,
    containerCount: containers.length,
    restartCount: 0,
    lastRestartAtMs: undefined,
    problem: undefined,
    nodeName: undefined,
    podIp: undefined,
    startedAtMs: undefined,
    requests: noResources,
    containers,
    defaultContainer: containers[0]?.name,
    tie: undefined,
    workload: undefined,
    completionIndex: undefined,
    ...given,
  };
}

/** A pod that the scheduler has no place for. */
export function aPendingPod(given: Partial<PodFacts> = {}): PodFacts {
  return aPod({
    phase: 'Pending',
    status: 'Pending',
    readyCount: 0,
    problem: '0/4 nodes are available: 4 Insufficient nvidia.com/gpu.',
    ...given,
  });
}

/** A node that is ready, with four cores and 16 Gi. */
export function aNode(given: Partial<NodeFacts> = {}): NodeFacts {
  return {
    ...anObject({ name: given.name ?? 'node-1', namespace: '' }),
    status: 'Ready',
    isReady: true,
    isCordoned: false,
    problem: undefined,
    pressures: [],
    roles: [],
    allocatable: { cpuMillis: 4000, memoryBytes: 16 * 2 ** 30, gpus: undefined },
    maxPods: 110,
    taints: [],
    gpu: undefined,
    addresses: [],
    kubeletVersion: 'v1.36.3',
    ...given,
  };
}

/** A node with eight GPUs of one product. */
export function aGpuNode(given: Partial<NodeFacts> = {}): NodeFacts {
  return aNode({
    allocatable: { cpuMillis: 96_000, memoryBytes: 1024 * 2 ** 30, gpus: { 'nvidia.com/gpu': 8 } },
    gpu: {
      product: 'NVIDIA-A100-SXM4-80GB',
      physicalCount: 8,
      memoryMib: 81_920,
      migStrategy: undefined,
      sharing: undefined,
      replicas: undefined,
    },
    ...given,
  });
}

/** A Deployment whose only pod is ready. */
export function aWorkload(given: Partial<WorkloadFacts> = {}): WorkloadFacts {
  return {
    ...anObject({
      name: given.name ?? 'web',
      ...(given.namespace && { namespace: given.namespace }),
      uid: `${given.kind ?? 'Deployment'}/${given.namespace ?? 'ml'}/${given.name ?? 'web'}`,
    }),
    kind: 'Deployment',
    wantedCount: 1,
    readyCount: 1,
    updatedCount: 1,
    availableCount: 1,
    isPaused: false,
    isObserved: true,
    problem: undefined,
    containers: [{ name: 'main', image: 'nginx:1.29', ports: [80] }],
    modelName: undefined,
    ...given,
  };
}

/** A Job that runs its one pod. */
export function aJob(given: Partial<JobFacts> = {}): JobFacts {
  return {
    ...anObject({ name: given.name ?? 'train', ...(given.namespace && { namespace: given.namespace }) }),
    isSuspended: false,
    isIndexed: false,
    completions: 1,
    parallelism: 1,
    backoffLimit: 6,
    activeCount: 1,
    readyCount: 1,
    succeededCount: 0,
    failedCount: 0,
    startedAtMs: 1000,
    completedAtMs: undefined,
    outcome: undefined,
    outcomeAtMs: undefined,
    reason: undefined,
    message: undefined,
    ...given,
  };
}

/** A CronJob that sleeps until two at night. */
export function aCronJob(given: Partial<CronJobFacts> = {}): CronJobFacts {
  return {
    ...anObject({ name: given.name ?? 'nightly' }),
    schedule: '0 2 * * *',
    timeZone: undefined,
    isSuspended: false,
    activeCount: 0,
    lastScheduledAtMs: undefined,
    lastSucceededAtMs: undefined,
    ...given,
  };
}

/** An InferenceService of mode Standard that serves. */
export function anInferenceService(given: Partial<InferenceServiceFacts> = {}): InferenceServiceFacts {
  return {
    ...anObject({ name: given.name ?? 'iris' }),
    mode: 'Standard',
    conditions: [{ type: 'Ready', status: 'True', reason: undefined, message: undefined }],
    url: 'http://iris.ml.example.com',
    predictor: {
      format: 'sklearn',
      storageUri: 's3://models/iris',
      minReplicas: undefined,
      maxReplicas: undefined,
      scaleTarget: undefined,
    },
    components: ['predictor'],
    runtime: 'kserve-sklearnserver',
    traffic: [],
    latestReadyRevision: undefined,
    latestCreatedRevision: undefined,
    canaries: [],
    modelStatus: {
      transition: 'UpToDate',
      targetState: 'Loaded',
      activeState: 'Loaded',
      failure: undefined,
      totalCopies: 1,
      failedCopies: 0,
    },
    isStopped: false,
    ...given,
  };
}
