import type { ManifestObject } from '../../object.ts';
import type { Severity } from '../../problem.ts';
import { entryOf } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';

/** Where a kind keeps whole pods: every container and volume that the pod will have stands there. */
export interface PodPlaces {
  /** Paths from the object to `PodSpec`s; `*` stands for every item or field. */
  readonly paths: readonly string[];
  /** How much an objection weighs: the API server itself refuses a core kind, but only the later pods of other kinds. */
  readonly severity: Severity;
  /** True where volumes or mounts may come from elsewhere (claim templates, volumes of the whole job). */
  readonly mayAddVolumes?: boolean;
}

const template = ['spec.template.spec'];
const replicas = (field: string): PodPlaces => ({
  paths: [`spec.${field}.*.template.spec`],
  severity: 'warning',
});
const rayCluster = (root: string) => [
  `${root}.headGroupSpec.template.spec`,
  `${root}.workerGroupSpecs.*.template.spec`,
];

/** By `group/Kind`, as rules name kinds. */
export const podPlaces: Readonly<Record<string, PodPlaces>> = {
  '/Pod': { paths: ['spec'], severity: 'error' },
  '/PodTemplate': { paths: ['template.spec'], severity: 'error' },
  '/ReplicationController': { paths: template, severity: 'error' },
  'apps/Deployment': { paths: template, severity: 'error' },
  'apps/ReplicaSet': { paths: template, severity: 'error' },
  'apps/DaemonSet': { paths: template, severity: 'error' },
  'apps/StatefulSet': { paths: template, severity: 'error' },
  'batch/Job': { paths: template, severity: 'error' },
  'batch/CronJob': { paths: ['spec.jobTemplate.spec.template.spec'], severity: 'error' },
  'argoproj.io/Rollout': { paths: template, severity: 'warning' },
  'jobset.x-k8s.io/JobSet': {
    paths: ['spec.replicatedJobs.*.template.spec.template.spec'],
    severity: 'warning',
    mayAddVolumes: true,
  },
  'kubeflow.org/PyTorchJob': replicas('pytorchReplicaSpecs'),
  'kubeflow.org/TFJob': replicas('tfReplicaSpecs'),
  'kubeflow.org/XGBoostJob': replicas('xgbReplicaSpecs'),
  'kubeflow.org/PaddleJob': replicas('paddleReplicaSpecs'),
  'kubeflow.org/JAXJob': replicas('jaxReplicaSpecs'),
  'kubeflow.org/MPIJob': replicas('mpiReplicaSpecs'),
  'kubeflow.org/Notebook': { paths: template, severity: 'warning' },
  'ray.io/RayCluster': { paths: rayCluster('spec'), severity: 'warning' },
  'ray.io/RayJob': { paths: rayCluster('spec.rayClusterSpec'), severity: 'warning' },
  'ray.io/RayService': { paths: rayCluster('spec.rayClusterConfig'), severity: 'warning' },
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    paths: ['spec.leaderWorkerTemplate.leaderTemplate.spec', 'spec.leaderWorkerTemplate.workerTemplate.spec'],
    severity: 'warning',
    mayAddVolumes: true,
  },
};

/** The maps at a path, in source order. */
export function mapsAt(object: ManifestObject, path: string): readonly MapNode[] {
  let nodes: readonly SyntaxNode[] = [object.node];
  for (const step of path.split('.')) nodes = nodes.flatMap(node => childrenOf(node, step));
  return nodes.filter(node => node.kind === 'map');
}

function childrenOf(node: SyntaxNode, step: string): readonly SyntaxNode[] {
  if (step !== '*') return [entryOf(node, step)?.value ?? []].flat();
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'map' ? node.entries.map(entry => entry.value) : [];
}
