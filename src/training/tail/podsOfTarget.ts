import type { PodFacts } from '../../cluster/pod.ts';
import type { ListQuery } from '../../cluster/ports.ts';
import type { LogTarget } from '../panel/logTarget.ts';
import type { TailPod } from './tailPorts.ts';

/** What to ask the server for, so that it sends few pods besides those of the target. */
export function podSelector({ kind, name }: LogTarget): Pick<ListQuery, 'fieldSelector' | 'labelSelector'> {
  switch (kind) {
    case 'Pod':
      return { fieldSelector: `metadata.name=${name}` };
    case 'Job':
      // The older of the two labels is on the pods of every version of Kubernetes.
      return { labelSelector: `job-name=${name}` };
    case 'InferenceService':
      return { labelSelector: `serving.kserve.io/inferenceservice=${name}` };
    default:
      return {};
  }
}

/** Whether a pod of the target's namespace belongs to the target. */
export function belongsTo(pod: PodFacts, { kind, name, uid }: LogTarget): boolean {
  switch (kind) {
    case 'Pod':
      return pod.name === name && (uid === undefined || pod.uid === uid);
    case 'CronJob':
      // The controller names a CronJob's Jobs after it and the minute that they were due.
      return pod.owner?.kind === 'Job' && pod.owner.name.replace(/-\d+$/, '') === name;
    default:
      return (
        (pod.owner?.kind === kind && pod.owner.name === name) ||
        (pod.workload?.kind === kind && pod.workload.name === name) ||
        (pod.tie?.kind === kind && pod.tie.name === name)
      );
  }
}

/** What the tail needs to know of a pod. */
export function tailPod(pod: PodFacts): TailPod {
  return {
    namespace: pod.namespace,
    name: pod.name,
    uid: pod.uid,
    containers: pod.containers.map(container => ({
      name: container.name,
      state: container.state === 'none' ? 'waiting' : container.state,
      restartCount: container.restartCount,
      ...(container.startedAtMs === undefined ? {} : { startedAtMs: container.startedAtMs }),
      ...(container.reason === undefined ? {} : { reason: container.reason }),
    })),
  };
}
