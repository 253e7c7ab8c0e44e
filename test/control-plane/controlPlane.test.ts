import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, suite, test } from 'node:test';
import { ApiClient } from './apiClient.ts';
import { goIsMissing } from './build.ts';
import { appendToLog } from './containerLog.ts';
import {
  type ContainerStatus,
  create,
  createPod,
  mainOf,
  type Pod,
  podSpec,
  testAnnotations,
  until,
  untilPod,
} from './pods.ts';
import { type ControlPlane, startControlPlane } from './start.ts';

interface NodeList {
  readonly items: readonly {
    readonly status: {
      readonly addresses: readonly { readonly type: string }[];
      readonly allocatable: Readonly<Record<string, string>>;
    };
  }[];
}

const crds = join(import.meta.dirname, '../../../shared/corpus/crds');
const withoutGo = spawnSync('go', ['version']).status === 0 ? false : goIsMissing;
const withoutCorpus = existsSync(crds) ? false : 'needs ../shared/corpus/crds beside the project';

suite('Go programs', { skip: withoutGo }, () => {
  test('pass their own tests', () => {
    const args = ['test', '-trimpath', '-vet=off', './internal/...'];
    const { status, stdout } = spawnSync('go', args, { cwd: import.meta.dirname, encoding: 'utf8' });
    equal(status, 0, stdout);
  });
});

suite('control plane', { skip: withoutGo }, () => {
  let plane: ControlPlane;
  let client: ApiClient;
  before(async () => {
    plane = await startControlPlane({
      nodes: 10,
      gpusPerNode: 8,
      labels: ['team=blue', '2:disk=ssd'],
      onProgress: line => console.error(line),
    });
    client = await ApiClient.of(plane.kubeconfig);
  });
  after(() => plane?.stop());

  const logOf = (pod: string, query = '') =>
    client.get<string>(`/api/v1/namespaces/default/pods/${pod}/log?container=main${query}`);
  const follow = (pod: string) =>
    client.open(`/api/v1/namespaces/default/pods/${pod}/log?container=main&follow=true`);

  test('gives nodes both addresses, GPUs, MIG slices and shared GPUs', async () => {
    const { items } = (await client.get<NodeList>('/api/v1/nodes')).body;
    equal(items.length, 10);
    for (const { status } of items) {
      deepEqual(
        status.addresses.map(({ type }) => type),
        ['InternalIP', 'Hostname'],
      );
    }
    const gpus = items.map(({ status }) => status.allocatable['nvidia.com/gpu']);
    deepEqual(gpus, ['8', '8', '8', '8', '8', '8', '8', '8', '0', '32']);
    equal(items[8]?.status.allocatable['nvidia.com/mig-1g.10gb'], '56');
  });

  test('labels all nodes, or one', async () => {
    const labelled = async (selector: string) =>
      (await client.get<NodeList>(`/api/v1/nodes?labelSelector=${selector}`)).body.items.length;
    deepEqual([await labelled('team%3Dblue'), await labelled('disk%3Dssd')], [10, 1]);
  });

  test('runs a deployment with init containers and several containers', async () => {
    const labels = { app: 'web' };
    const image = 'registry.example/web:1';
    await create(client, 'apis/apps/v1/NS/deployments', {
      metadata: { name: 'web' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: podSpec({
            initContainers: [
              { name: 'fetch', image },
              { name: 'mesh', image, restartPolicy: 'Always' },
            ],
            containers: [
              { name: 'main', image },
              { name: 'proxy', image },
            ],
          }),
        },
      },
    });
    const pod = await untilPod(client, 'web-', ({ status }) => isTrue(status, 'Ready'));
    const all = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
    deepEqual(
      all.map(identity),
      ['fetch', 'mesh', 'main', 'proxy'].map(name => ({ name, image, hasIds: true })),
    );
    equal(all[0]?.state.terminated?.reason, 'Completed');
    ok(all.slice(1).every(({ state, ready }) => state.running && ready));
  });

  const createJob = (name: string, annotations: Record<string, string>) =>
    create(client, 'apis/batch/v1/NS/jobs', {
      metadata: { name },
      spec: {
        backoffLimit: 0,
        template: {
          metadata: { annotations: testAnnotations(annotations) },
          spec: podSpec({ restartPolicy: 'Never' }),
        },
      },
    });
  const untilJob = (name: string, condition: string) =>
    until(`job ${name}`, async () => {
      const { body } = await client.get<Pod>(`/apis/batch/v1/namespaces/default/jobs/${name}`);
      return isTrue(body.status, condition);
    });

  test('completes a job, whose log is a training with a falling loss', async () => {
    await createJob('good', { 'run-seconds': '2', 'log-interval': '0.02' });
    await untilJob('good', 'Complete');
    const pod = await untilPod(client, 'good-', ({ status }) => status.phase === 'Succeeded');
    const log = (await logOf(pod.metadata.name)).body;
    const losses = [...log.matchAll(/loss=([0-9.]+)/g)].map(found => Number(found[1]));
    ok(losses.length >= 50, log);
    ok((losses.at(-1) ?? 9) < (losses[0] ?? 0) - 0.5);
    match(log, /training done, model saved\n$/);
  });

  test('fails a job with the exit code asked for', async () => {
    await createJob('bad', { 'exit-code': '3', 'run-seconds': '0.5' });
    await untilJob('bad', 'Failed');
    const pod = await untilPod(client, 'bad-', ({ status }) => status.phase === 'Failed');
    const { exitCode, reason } = mainOf(pod)?.state.terminated ?? {};
    deepEqual([exitCode, reason], [3, 'Error']);
  });

  test('restarts a container that crashes, and keeps the log of the run before', async () => {
    const annotations = { 'exit-code': '1', 'run-seconds': '1', 'restart-after': '1', log: 'training' };
    await createPod(client, 'crash', annotations);
    await untilPod(client, 'crash', pod => mainOf(pod)?.state.waiting?.reason === 'CrashLoopBackOff');
    const pod = await untilPod(client, 'crash', pod => (mainOf(pod)?.restartCount ?? 0) > 0);
    equal(mainOf(pod)?.lastState?.terminated?.exitCode, 1);
    match(
      (await logOf('crash', '&previous=true')).body,
      /step=10 .*\n(.*\n)*RuntimeError: simulated failure/,
    );
  });

  test('says that there is no log of a run before', async () => {
    await createPod(client, 'steady', {});
    await untilPod(client, 'steady', pod => mainOf(pod)?.ready === true);
    const { status, body } = await logOf('steady', '&previous=true');
    deepEqual([status, /previous terminated container .* not found/.test(JSON.stringify(body))], [400, true]);
  });

  test('lets a pull fail until its annotation goes', async () => {
    await createPod(client, 'typo', { 'image-pull-error': 'not found' });
    await untilPod(client, 'typo', pod => mainOf(pod)?.state.waiting?.reason === 'ErrImagePull');
    await untilPod(client, 'typo', pod => mainOf(pod)?.state.waiting?.reason === 'ImagePullBackOff');
    const annotations = { 'timonel.test/image-pull-error': null };
    await client.patch('/api/v1/namespaces/default/pods/typo', { metadata: { annotations } });
    await untilPod(client, 'typo', pod => mainOf(pod)?.ready === true);
  });

  test('leaves a pod pending that asks for more GPUs than any node has', async () => {
    const resources = { limits: { 'nvidia.com/gpu': '64' } };
    await createPod(client, 'hungry', {}, { containers: [{ name: 'main', image: 'x', resources }] });
    const pod = await untilPod(client, 'hungry', ({ status }) => (status.conditions?.length ?? 0) > 0);
    match(pod.status.conditions?.[0]?.message ?? '', /Insufficient nvidia.com\/gpu/);
  });

  test('streams a supplied log while it grows, and ends with its pod', async () => {
    await createPod(client, 'told', { 'delete-seconds': '0' });
    await untilPod(client, 'told', pod => mainOf(pod)?.ready === true);
    const container = { namespace: 'default', pod: 'told', container: 'main' };
    await appendToLog(plane.logsDir, container, ['one', 'two']);
    const received: string[] = [];
    for await (const line of createInterface(await follow('told'))) {
      received.push(line);
      if (line === 'two') {
        await appendToLog(plane.logsDir, container, ['three']);
      }
      if (line === 'three') {
        await client.delete('/api/v1/namespaces/default/pods/told');
      }
    }
    deepEqual(received, ['one', 'two', 'three']);
  });

  test('ends a followed log when its container ends', async () => {
    await createPod(client, 'short', { 'run-seconds': '2', log: 'training' }, { restartPolicy: 'Never' });
    await untilPod(client, 'short', pod => mainOf(pod)?.state.running !== undefined);
    const received = (await text(await follow('short'))).trimEnd().split('\n');
    equal(received.at(-1), 'training done, model saved');
  });

  test('gives the narrow user its namespace only', async () => {
    const narrow = await ApiClient.of(plane.narrowKubeconfig);
    const statusOf = async (path: string) => (await narrow.get(path)).status;
    equal(await statusOf('/api/v1/nodes'), 403);
    equal(await statusOf('/api/v1/namespaces'), 403);
    equal(await statusOf('/api/v1/namespaces/default/pods'), 403);
    equal(await statusOf('/api/v1/namespaces/team-a/pods'), 200);
    const map = { metadata: { name: 'mine' } };
    equal((await narrow.post('/api/v1/namespaces/team-a/configmaps', map)).status, 201);
  });
});

suite('start and stop', { skip: withoutGo }, () => {
  test('installs definitions that share a name, and leaves nothing behind', {
    skip: withoutCorpus,
  }, async () => {
    const plane = await startControlPlane({ nodes: 1, crds, crdGroups: ['kubeflow.org'] });
    try {
      const client = await ApiClient.of(plane.kubeconfig);
      // The server answers 429 while it sets up the storage of a kind that nobody has asked for before.
      for (const version of ['v1', 'v2beta1']) {
        const path = `/apis/kubeflow.org/${version}/mpijobs`;
        await until(path, async () => (await client.get(path)).status === 200);
      }
    } finally {
      await plane.stop();
    }
    ok(!existsSync(plane.dataDir));
    const processes = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
    ok(!processes.includes(plane.dataDir), 'a process is left');
  });
});

function isTrue(status: Pod['status'], type: string): boolean {
  return (
    status.conditions?.some(condition => condition.type === type && condition.status === 'True') ?? false
  );
}

function identity({ name, image, imageID, containerID }: ContainerStatus) {
  return { name, image, hasIds: imageID !== '' && /^containerd:\/\/[0-9a-f]{64}$/.test(containerID ?? '') };
}
