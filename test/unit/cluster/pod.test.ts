import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podKind } from '../../../src/cluster/pod.ts';
import { fixture } from '../../support/fixture.ts';

const owned = (kind: string, name: string, labels: object = {}) =>
  podKind.toFacts({
    metadata: { name: 'p', labels, ownerReferences: [{ kind, name, uid: 'u', controller: true }] },
  });

suite('podKind', () => {
  test('keeps what rows, logs and diagnosis need, and nothing else', () => {
    const { containers, ...pod } = podKind.toFacts(fixture('cluster/pod.json'));
    assert.deepEqual(pod, {
      uid: 'uid-of-bert-predictor-7d9f-x2x4z',
      namespace: 'ml',
      name: 'bert-predictor-7d9f-x2x4z',
      resourceVersion: '42',
      createdAtMs: Date.UTC(2026, 2, 1, 10),
      owner: { kind: 'ReplicaSet', name: 'bert-predictor-7d9f', uid: 'uid-of-rs' },
      status: 'CrashLoopBackOff',
      readyCount: 0,
      containerCount: 1,
      restartCount: 3,
      lastRestartAtMs: Date.UTC(2026, 2, 1, 10, 5),
      phase: 'Running',
      problem: 'back-off 40s restarting failed container=kserve-container pod=bert-predictor-7d9f-x2x4z',
      nodeName: 'gpu-1',
      podIp: '10.0.0.7',
      startedAtMs: Date.UTC(2026, 2, 1, 10, 0, 5),
      requests: { cpuMillis: 2000, memoryBytes: 8 * 2 ** 30, gpus: { 'nvidia.com/gpu': 1 } },
      defaultContainer: 'kserve-container',
      tie: { kind: 'InferenceService', name: 'bert', role: 'predictor', revision: undefined },
      workload: { kind: 'Deployment', name: 'bert-predictor' },
      completionIndex: undefined,
    });
    assert.deepEqual(
      containers.map(container => [container.name, container.role, container.state, container.reason]),
      [
        ['storage-initializer', 'init', 'terminated', 'Completed'],
        ['kserve-container', 'main', 'waiting', 'CrashLoopBackOff'],
      ],
    );
  });

  test('finds the Deployment behind a ReplicaSet by its hash', () => {
    assert.deepEqual(owned('ReplicaSet', 'web-abc', { 'pod-template-hash': 'abc' }).workload, {
      kind: 'Deployment',
      name: 'web',
    });
  });
  test('finds the Rollout behind a ReplicaSet by its hash', () => {
    const labels = { 'rollouts-pod-template-hash': 'abc' };
    assert.deepEqual(owned('ReplicaSet', 'web-abc', labels).workload, { kind: 'Rollout', name: 'web' });
  });
  test('takes a ReplicaSet of its own for what it is', () => {
    const own = { kind: 'ReplicaSet', name: 'web', uid: 'u' };
    assert.deepEqual(owned('ReplicaSet', 'web').workload, own);
    assert.deepEqual(owned('ReplicaSet', 'web', { 'pod-template-hash': 'x' }).workload, own);
  });
  test('has no workload without an owner that controls it', () => {
    const pod = podKind.toFacts({
      metadata: { name: 'p', ownerReferences: [{ kind: 'Job', name: 'j', uid: 'u' }] },
    });
    assert.equal(pod.workload, undefined);
    assert.equal(pod.owner, undefined);
  });

  test('says why a pod is pending in the words of the scheduler', () => {
    const message = '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.';
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
    assert.equal(podKind.toFacts({ status: { phase: 'Pending', conditions } }).problem, message);
  });
  test('says why a pod was evicted', () => {
    const status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' };
    const pod = podKind.toFacts({ status });
    assert.deepEqual([pod.status, pod.problem], ['Evicted', 'The node was low on resource: memory.']);
  });
  test('cuts a very long message', () => {
    const pod = podKind.toFacts({ status: { message: 'x'.repeat(100_000) } });
    assert.equal(pod.problem?.length, 400);
  });

  test('reads the index of an indexed Job', () => {
    const annotations = { 'batch.kubernetes.io/job-completion-index': '12' };
    assert.equal(podKind.toFacts({ metadata: { annotations } }).completionIndex, 12);
    const broken = { 'batch.kubernetes.io/job-completion-index': 'twelve' };
    assert.equal(podKind.toFacts({ metadata: { annotations: broken } }).completionIndex, undefined);
  });

  test('weighs little', () => {
    const pod = podKind.toFacts(fixture('cluster/pod.json'));
    assert.ok(JSON.stringify(pod).length < 2000, `${JSON.stringify(pod).length} characters as JSON`);
  });
});
