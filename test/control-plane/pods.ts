import type { ApiClient } from './apiClient.ts';

export interface ContainerState {
  readonly waiting?: { readonly reason: string };
  readonly running?: { readonly startedAt: string };
  readonly terminated?: { readonly exitCode: number; readonly reason: string };
}

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  readonly containerID?: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly lastState?: ContainerState;
}

export interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

const pollMs = 150;
const patienceMs = 120_000;

/** Asks until the answer is neither undefined nor false, and returns it. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** Creates an object of a kind in the namespace `default`. */
export async function create(client: ApiClient, collection: string, body: object): Promise<void> {
  const path = `/${collection.replace('NS', 'namespaces/default')}`;
  const answer = await client.post<{ readonly message?: string }>(path, body);
  if (answer.status !== 201) {
    throw new Error(`POST ${path}: ${answer.status} ${answer.body.message}`);
  }
}

/** Creates a pod of one container `main`, with annotations `timonel.test/KEY`. */
export function createPod(
  client: ApiClient,
  name: string,
  annotations: Record<string, string>,
  spec: object = {},
): Promise<void> {
  const body = { metadata: { name, annotations: testAnnotations(annotations) }, spec: podSpec(spec) };
  return create(client, 'api/v1/NS/pods', body);
}

export function testAnnotations(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`timonel.test/${key}`, value]),
  );
}

export function podSpec(spec: object): object {
  return { containers: [{ name: 'main', image: 'registry.example/train:1' }], ...spec };
}

/** Waits until the status of a pod (or of the only pod with labels `app=NAME`) is as wanted, and returns the pod. */
export function untilPod(client: ApiClient, app: string, isAsWanted: (pod: Pod) => boolean): Promise<Pod> {
  return until(`pod ${app}`, async () => {
    const { body } = await client.get<{ readonly items: readonly Pod[] }>('/api/v1/namespaces/default/pods');
    return body.items.find(pod => pod.metadata.name.startsWith(app) && isAsWanted(pod));
  });
}

export function mainOf(pod: Pod): ContainerStatus | undefined {
  return pod.status.containerStatuses?.find(({ name }) => name === 'main');
}
