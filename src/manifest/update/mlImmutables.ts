import { scalarAt } from '../syntax/lookup.ts';
import type { Immutable, Pair } from './immutable.ts';
import { liveAt } from './live.ts';

function isSuspendedOnEitherSide({ object, live }: Pair): boolean {
  return liveAt(live, 'spec', 'suspend') === true || scalarAt(object.node, 'spec', 'suspend')?.value === true;
}

/** Elastic JobSets change the size of their indexed Jobs where the controller's gate allows it. */
const sizeOfReplicatedJob: readonly string[] = ['*.template.spec.parallelism', '*.template.spec.completions'];

/** What the webhooks of the ML controllers refuse to change, beside the CEL rules of their CRDs. */
export const mlImmutables: Readonly<Record<string, readonly Immutable[]>> = {
  'jobset.x-k8s.io/JobSet': [
    {
      path: ['spec', 'replicatedJobs'],
      mayChange: pair =>
        isSuspendedOnEitherSide(pair)
          ? [...sizeOfReplicatedJob, '*.template.spec.template']
          : sizeOfReplicatedJob,
      wayOut: 'rename',
    },
    { path: ['spec', 'managedBy'], wayOut: 'rename' },
  ],
  'batch.volcano.sh/Job': [
    {
      path: ['spec'],
      mayChange: [
        'minAvailable',
        'tasks.*.replicas',
        'tasks.*.minAvailable',
        'priorityClassName',
        'volumes.*.volumeClaimName',
      ],
      wayOut: 'rename',
    },
  ],
  'kubeflow.org/Experiment': [
    {
      path: ['spec'],
      mayChange: ['parallelTrialCount', 'maxTrialCount', 'maxFailedTrialCount'],
      wayOut: 'rename',
    },
  ],
  'serving.kserve.io/TrainedModel': [{ path: ['spec', 'model', 'memory'], wayOut: 'rename' }],
};
