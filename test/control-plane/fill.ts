import { ApiClient } from './apiClient.ts';

export interface FillOptions {
  /** Nodes to add to those that are there. Each takes 110 pods. */
  readonly nodes: number;
  readonly deployments: number;
  readonly podsPerDeployment: number;
  /** Over how many namespaces (`fill-0`, `fill-1`, …) the deployments are spread; 10 where absent. */
  readonly namespaces?: number;
  readonly onProgress?: (line: string) => void;
}

interface DeploymentList {
  readonly items: readonly { readonly status?: { readonly readyReplicas?: number } }[];
}

interface NodeList {
  readonly items: readonly { readonly spec: { readonly taints?: readonly unknown[] } }[];
}

const inParallel = 16;
const pollMs = 500;

/** Fills a control plane with nodes and with pods that run, and resolves when all of them are ready. */
export async function fill(kubeconfig: string, options: FillOptions): Promise<void> {
  const client = await ApiClient.of(kubeconfig);
  const namespaces = options.namespaces ?? 10;
  await forEach(namespaces, i => create(client, '/api/v1/namespaces', { metadata: { name: `fill-${i}` } }));
  await forEach(options.nodes, i => create(client, '/api/v1/nodes', nodeOf(i)));
  await untilNodesReady(client, options);
  await forEach(options.deployments, i =>
    create(
      client,
      `/apis/apps/v1/namespaces/fill-${i % namespaces}/deployments`,
      deploymentOf(i, options.podsPerDeployment),
    ),
  );
  await untilReady(client, options);
}

/**
 * The simulated kubelets look for a node's pods when they take the node over, which is slow while there are thousands of
 * pods. So the pods come later. A node that is not ready yet carries a taint.
 */
async function untilNodesReady(client: ApiClient, options: FillOptions): Promise<void> {
  for (let ready = -1; ready < options.nodes; ) {
    await new Promise(resolve => setTimeout(resolve, pollMs));
    const path = '/api/v1/nodes?labelSelector=timonel.test%2Ffill&resourceVersion=0';
    const { body } = await client.get<NodeList>(path);
    ready = body.items.filter(({ spec }) => spec.taints === undefined).length;
    options.onProgress?.(`${ready} of ${options.nodes} nodes ready`);
  }
}

async function untilReady(client: ApiClient, options: FillOptions): Promise<void> {
  const wanted = options.deployments * options.podsPerDeployment;
  for (let ready = -1; ready < wanted; ) {
    await new Promise(resolve => setTimeout(resolve, pollMs));
    const path = '/apis/apps/v1/deployments?labelSelector=timonel.test%2Ffill&resourceVersion=0';
    const { body } = await client.get<DeploymentList>(path);
    ready = body.items.reduce((sum, { status }) => sum + (status?.readyReplicas ?? 0), 0);
    options.onProgress?.(`${ready} of ${wanted} pods ready`);
  }
}

/** Runs a task for 0 … count - 1, some at a time, in order of their numbers. */
async function forEach(count: number, task: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) {
      await task(next++);
    }
  };
  await Promise.all(Array.from({ length: inParallel }, work));
}

async function create(client: ApiClient, path: string, body: unknown): Promise<void> {
  const answer = await client.post<{ readonly message?: string }>(path, body);
  const alreadyExists = 409;
  if (answer.status >= 400 && answer.status !== alreadyExists) {
    throw new Error(`POST ${path}: ${answer.status} ${answer.body.message}`);
  }
}

function nodeOf(i: number): unknown {
  const name = `fill-node-${String(i).padStart(4, '0')}`;
  const resources = { cpu: '64', memory: '256Gi', pods: '110', 'nvidia.com/gpu': '8' };
  return {
    metadata: {
      name,
      labels: {
        'timonel.test/fill': 'true',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'simulated',
        'nvidia.com/gpu.present': 'true',
        'nvidia.com/gpu.count': '8',
        'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB',
      },
    },
    status: { capacity: resources, allocatable: resources },
  };
}

function deploymentOf(i: number, replicas: number): unknown {
  const labels = { app: `model-${i}`, 'timonel.test/fill': 'true' };
  return {
    metadata: { name: `model-${i}`, labels },
    spec: {
      replicas,
      selector: { matchLabels: { app: `model-${i}` } },
      template: {
        metadata: { labels, annotations: { 'timonel.test/at-once': 'true' } },
        spec: {
          containers: [
            {
              name: 'server',
              image: `registry.example/models/server:${i}`,
              ports: [{ name: 'http', containerPort: 8080 }],
              env: [{ name: 'MODEL_NAME', value: `model-${i}` }],
              resources: { requests: { cpu: '100m', memory: '128Mi' } },
            },
          ],
        },
      },
    },
  };
}
