import type { ApiClient } from '../../control-plane/apiClient.ts';
import { until } from '../../control-plane/pods.ts';
import { recorded } from '../../support/corpus.ts';

/** What a real KServe made and wrote for InferenceServices, as `withoutCorpus` and `recorded` know it. */
export const kserveRecording = 'live/kserve-standard.json';

interface InferenceService {
  readonly metadata: { readonly uid: string; readonly generation: number };
}

interface Recorded {
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly spec: object;
  readonly status: object;
}

interface Deployment {
  readonly status: { readonly readyReplicas?: number };
}

interface Place {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Plays the part of KServe's controller for one InferenceService with one replica: waits for it to appear, makes the
 * Deployment and the Service of its predictor, says that it is under way, and says that it is ready once its pod is.
 * What it makes and says is what a real controller did for `iris-ready` and `llm-pending`, under this one's name.
 */
export async function playKserve(client: ApiClient, place: Place): Promise<void> {
  const { namespace, name } = place;
  const path = `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices/${name}`;
  const { metadata } = await until(`InferenceService ${name}`, async () => {
    const answer = await client.get<InferenceService>(path);
    return answer.status === 200 && answer.body;
  });
  const say = async (example: string) => {
    const { status } = recordedFor(place, 'InferenceService', example);
    const observed = { ...status, observedGeneration: metadata.generation };
    await expectDone(`status of ${name}`, client.patch(`${path}/status`, { status: observed }));
  };
  await say('llm-pending');
  const predictor = await makePredictor(client, place, metadata.uid);
  await until(`a ready pod of ${name}`, async () => {
    const { body } = await client.get<Deployment>(predictor);
    return (body.status.readyReplicas ?? 0) > 0;
  });
  await say('iris-ready');
}

/** Makes the predictor's objects, and returns the path of its Deployment. */
async function makePredictor(client: ApiClient, place: Place, ownerUid: string): Promise<string> {
  const { namespace, name } = place;
  const owner = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', name, uid: ownerUid };
  const make = (collection: string, kind: string, spec: object) => {
    const { metadata } = recordedFor(place, kind, 'iris-ready-predictor');
    const ownerReferences = [{ ...owner, controller: true, blockOwnerDeletion: true }];
    const body = { metadata: { name: metadata.name, labels: metadata.labels, ownerReferences }, spec };
    return expectDone(`${kind} of ${name}`, client.post(collection, body));
  };
  const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  const deployment = recordedFor(place, 'Deployment', 'iris-ready-predictor');
  await make(deployments, 'Deployment', { ...deployment.spec, replicas: 1 });
  const service = recordedFor(place, 'Service', 'iris-ready-predictor');
  // The address belongs to the cluster that it was recorded on.
  const { clusterIP, clusterIPs, ...ownSpec } = service.spec as Readonly<Record<string, unknown>>;
  await make(`/api/v1/namespaces/${namespace}/services`, 'Service', ownSpec);
  return `${deployments}/${deployment.metadata.name}`;
}

/** A recorded object, with the names and addresses of the service whose part is played. */
function recordedFor({ namespace, name }: Place, kind: string, example: string): Recorded {
  const found = recorded(kserveRecording, kind).find(
    object => (object as unknown as Recorded).metadata.name === example,
  );
  if (found === undefined) throw new Error(`${kserveRecording} holds no ${kind} ${example}.`);
  const text = JSON.stringify(found)
    .replaceAll(/iris-ready|llm-pending/g, name)
    .replaceAll('"namespace":"ml"', `"namespace":"${namespace}"`)
    .replaceAll('.ml.svc', `.${namespace}.svc`)
    .replaceAll('-ml.example.com', `-${namespace}.example.com`);
  return JSON.parse(text) as Recorded;
}

async function expectDone(
  what: string,
  answer: Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
}
