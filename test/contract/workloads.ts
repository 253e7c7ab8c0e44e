import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aDeployment, aJob, aPod, deploymentsIn, jobsIn, podsIn } from './objects.ts';
import { type Answer, eventually, type Json } from './rawApi.ts';

const conditionOf = (object: Json, type: string): Json =>
  object.status?.conditions?.find((condition: Json) => condition.type === type);
const isPhase = (phase: string) => (answer: Answer) => answer.body.status?.phase === phase;

/** What controllers, scheduler and kubelets make of objects. */
export const workloads = describe('workloads', doors => {
  test('a Deployment becomes a ReplicaSet and pods, and says when it is available', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    await api.create(deploymentsIn(name), aDeployment('web', { paused: false, replicas: 2 }));
    const done = await eventually(
      'the rollout',
      () => api.get(`${deploymentsIn(name)}/web`),
      ({ body }) =>
        body.status?.availableReplicas === 2 &&
        conditionOf(body, 'Progressing')?.reason === 'NewReplicaSetAvailable',
    );
    const { status, metadata } = done.body;
    assert.deepEqual(
      [status.replicas, status.readyReplicas, status.updatedReplicas, status.unavailableReplicas],
      [2, 2, 2, undefined],
    );
    assert.equal(status.observedGeneration, metadata.generation);
    assert.equal(metadata.annotations['deployment.kubernetes.io/revision'], '1');
    assert.equal(conditionOf(done.body, 'Available').status, 'True');
    const [set] = (await api.get(`/apis/apps/v1/namespaces/${name}/replicasets`)).body.items;
    assert.match(
      conditionOf(done.body, 'Progressing').message,
      new RegExp(`^ReplicaSet "${set.metadata.name}" has successfully progressed`),
    );
    const pods = (await api.get(podsIn(name))).body.items;
    assert.equal(pods.length, 2);
    for (const pod of pods) {
      const [owner] = pod.metadata.ownerReferences;
      assert.deepEqual([owner.kind, owner.name, owner.controller], ['ReplicaSet', set.metadata.name, true]);
      assert.equal(pod.metadata.labels['pod-template-hash'], set.metadata.labels['pod-template-hash']);
      assert.ok(pod.spec.nodeName && pod.status.podIP && pod.status.startTime);
      assert.ok(pod.status.containerStatuses[0].state.running.startedAt);
      assert.match(pod.status.containerStatuses[0].containerID, /^containerd:\/\//);
    }
  });

  test('a new image rolls over to a second ReplicaSet', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const path = `${deploymentsIn(name)}/web`;
    await api.create(deploymentsIn(name), aDeployment('web', { paused: false }));
    await eventually(
      'the first rollout',
      () => api.get(path),
      ({ body }) => body.status?.availableReplicas === 1,
    );
    const image = { spec: { template: { spec: { containers: [{ name: 'web', image: 'example/web:2' }] } } } };
    await api.patch(path, image, 'application/strategic-merge-patch+json');
    const done = await eventually(
      'the second rollout',
      () => api.get(path),
      ({ body }) =>
        body.status.observedGeneration === body.metadata.generation &&
        body.metadata.annotations['deployment.kubernetes.io/revision'] === '2' &&
        body.status.updatedReplicas === 1 &&
        body.status.replicas === 1 &&
        body.status.availableReplicas === 1,
    );
    assert.equal(done.status, 200);
    const sets = (await api.get(`/apis/apps/v1/namespaces/${name}/replicasets`)).body.items;
    assert.deepEqual(sets.map((set: Json) => set.spec.replicas).sort(), [0, 1]);
  });

  test('an image that cannot be had holds a rollout up, and says so in the end', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const body = aDeployment('web', { paused: false, progressDeadlineSeconds: 4 });
    body.spec.template.metadata.annotations = { 'timonel.test/image-pull-error': 'no such image' };
    await api.create(deploymentsIn(name), body);
    const stuck = await eventually(
      'the deadline',
      () => api.get(`${deploymentsIn(name)}/web`),
      found => conditionOf(found.body, 'Progressing')?.reason === 'ProgressDeadlineExceeded',
    );
    assert.equal(conditionOf(stuck.body, 'Progressing').status, 'False');
    assert.match(
      conditionOf(stuck.body, 'Progressing').message,
      /^ReplicaSet "web-\w+" has timed out progressing\.$/,
    );
    assert.deepEqual(
      [conditionOf(stuck.body, 'Available').status, conditionOf(stuck.body, 'Available').reason],
      ['False', 'MinimumReplicasUnavailable'],
    );
    const [pod] = (await api.get(podsIn(name))).body.items;
    assert.match(pod.status.containerStatuses[0].state.waiting.reason, /^(ErrImagePull|ImagePullBackOff)$/);
  });

  test('a pod that finds no room says why, in its status and as an event', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const resources = { limits: { 'nvidia.com/gpu': '999' } };
    await api.create(podsIn(name), aPod('big', { containers: [{ name: 'main', image: 'a:1', resources }] }));
    const pending = await eventually(
      'the verdict',
      () => api.get(`${podsIn(name)}/big`),
      ({ body }) => conditionOf(body, 'PodScheduled'),
    );
    const verdict = conditionOf(pending.body, 'PodScheduled');
    assert.deepEqual(
      [pending.body.status.phase, verdict.status, verdict.reason],
      ['Pending', 'False', 'Unschedulable'],
    );
    assert.match(
      verdict.message,
      /^0\/\d+ nodes are available: .*Insufficient nvidia\.com\/gpu.*preemption: 0\/\d+ nodes are available/,
    );
    const query = 'fieldSelector=involvedObject.name%3Dbig,reason%3DFailedScheduling';
    const events = await eventually(
      'the event',
      () => api.get(`/api/v1/namespaces/${name}/events?${query}`),
      ({ body }) => body.items.length > 0,
    );
    const [event] = events.body.items;
    assert.deepEqual(
      [event.type, event.reportingComponent, event.message],
      ['Warning', 'default-scheduler', verdict.message],
    );
  });

  test('a Job counts what succeeds, and is complete', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    await api.create(
      jobsIn(name),
      aJob(
        'train',
        { completions: 2, parallelism: 2, completionMode: 'Indexed' },
        { 'timonel.test/run-seconds': '1' },
      ),
    );
    const done = await eventually(
      'the end of the Job',
      () => api.get(`${jobsIn(name)}/train`),
      ({ body }) => conditionOf(body, 'Complete')?.status === 'True',
    );
    const { status } = done.body;
    assert.deepEqual([status.succeeded, status.active, status.completedIndexes], [2, undefined, '0,1']);
    assert.equal(conditionOf(done.body, 'Complete').reason, 'CompletionsReached');
    assert.ok(status.startTime && status.completionTime);
    const pods = (await api.get(`${podsIn(name)}?labelSelector=batch.kubernetes.io/job-name%3Dtrain`)).body
      .items;
    const ranks = pods.map(
      (pod: Json) => pod.metadata.annotations['batch.kubernetes.io/job-completion-index'],
    );
    assert.deepEqual(ranks.sort(), ['0', '1']);
    assert.ok(
      pods.every(
        (pod: Json) =>
          pod.status.phase === 'Succeeded' && pod.status.containerStatuses[0].state.terminated.exitCode === 0,
      ),
    );
  });

  test('a Job that fails too often has failed', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const annotations = { 'timonel.test/run-seconds': '1', 'timonel.test/exit-code': '137' };
    await api.create(jobsIn(name), aJob('train', { backoffLimit: 0 }, annotations));
    const done = await eventually(
      'the end of the Job',
      () => api.get(`${jobsIn(name)}/train`),
      ({ body }) => conditionOf(body, 'Failed')?.status === 'True',
    );
    assert.deepEqual(
      [done.body.status.failed, conditionOf(done.body, 'Failed').reason],
      [1, 'BackoffLimitExceeded'],
    );
    const [pod] = (await api.get(podsIn(name))).body.items;
    const { terminated } = pod.status.containerStatuses[0].state;
    assert.deepEqual(
      [pod.status.phase, terminated.exitCode, terminated.reason],
      ['Failed', 137, 'OOMKilled'],
    );
  });

  test('a held Job starts no pods until it is let go', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    await api.create(jobsIn(name), aJob('train', { suspend: true }));
    await eventually(
      'the hold',
      () => api.get(`${jobsIn(name)}/train`),
      ({ body }) => conditionOf(body, 'Suspended')?.status === 'True',
    );
    assert.deepEqual((await api.get(podsIn(name))).body.items, []);
    await api.patch(`${jobsIn(name)}/train`, { spec: { suspend: false } });
    const going = await eventually(
      'a pod',
      () => api.get(podsIn(name)),
      ({ body }) => body.items.length === 1,
    );
    assert.equal(going.status, 200);
  });

  test('a container that ends and starts again keeps its last end', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    const annotations = {
      'timonel.test/run-seconds': '1',
      'timonel.test/exit-code': '3',
      'timonel.test/fail-times': '1',
      'timonel.test/restart-after': '1',
    };
    await api.create(path, aPod('p', { annotations }));
    const again = await eventually(
      'the restart',
      () => api.get(`${path}/p`),
      ({ body }) => {
        const status = body.status.containerStatuses?.[0];
        return status?.restartCount >= 1 && status.state.running;
      },
    );
    const [status] = again.body.status.containerStatuses;
    assert.deepEqual(
      [status.lastState.terminated.exitCode, status.lastState.terminated.reason],
      [3, 'Error'],
    );
  });

  test('a pod that is done has succeeded', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    await api.create(
      path,
      aPod('p', { annotations: { 'timonel.test/run-seconds': '1' }, spec: { restartPolicy: 'Never' } }),
    );
    const { body } = await eventually('the end', () => api.get(`${path}/p`), isPhase('Succeeded'));
    assert.equal(conditionOf(body, 'Ready').reason, 'PodCompleted');
  });
});
