import { kinds } from '../../cluster/resource.ts';
import type { ClusterAccess } from '../simulation/clusterAccess.ts';
import { nodeBodies } from './nodes.ts';
import { deployment } from './workloads.ts';

/** The world has lived so long when it is first shown. */
export const pastMs = 3 * 24 * 3_600_000;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Sets up what is there at the beginning, and what will come about by itself. */
export function buildWorld(access: ClusterAccess, isEmpty: boolean): void {
  const names = [
    'default',
    'kube-system',
    'kube-public',
    ...(isEmpty ? [] : ['models', 'training', 'monitoring']),
  ];
  for (const name of names) access.create(kinds.namespaces, undefined, { metadata: { name } }, 'demo');
  for (const body of nodeBodies(access.objects.now())) {
    const node = access.create(kinds.nodes, undefined, body, 'kubelet');
    access.editStatus(
      kinds.nodes,
      node,
      draft => {
        draft.status = body['status'] as object;
      },
      'kubelet',
    );
  }
  if (!isEmpty) populate(access);
}

function populate(access: ClusterAccess): void {
  const at = (agoMs: number, run: () => void) => access.clock.after(pastMs - agoMs, run);
  access.create(
    kinds.deployments,
    'models',
    deployment('churn', {
      image: 'tensorflow/serving:2.19.1',
      replicas: 2,
      ports: { grpc: 8500, http: 8501 },
      env: { MODEL_NAME: 'churn' },
      labels: { 'timonel/model': 'churn' },
      resources: { cpu: '1', memory: '2Gi' },
    }),
    'kubectl',
  );
  at(5 * hourMs, () =>
    access.create(
      kinds.deployments,
      'models',
      deployment('features', {
        image: 'registry.example/features:2.4.1',
        replicas: 1,
        ports: { http: 8080 },
        annotations: { 'timonel.test/program': 'crash' },
        resources: { cpu: '250m', memory: '256Mi' },
      }),
      'kubectl',
    ),
  );
  at(40 * minuteMs, () =>
    access.create(
      kinds.deployments,
      'models',
      deployment('ranker-large', {
        image: 'nvcr.io/nvidia/tritonserver:25.06-py3',
        replicas: 1,
        ports: { http: 8000, grpc: 8001, metrics: 8002 },
        resources: { cpu: '4', memory: '32Gi', 'nvidia.com/gpu': '8' },
      }),
      'kubectl',
    ),
  );
}
