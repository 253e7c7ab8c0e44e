import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ClusterFacts } from '../../../../../src/manifest/protocol.ts';
import { roomRuleSets } from '../../../../../src/manifest/rules/room/table.ts';
import { clusterFacts, known, problemsAround, toldOf } from '../../../../support/surroundings.ts';

function deployment(replicas: number, resources: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: serve}
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - name: main
          image: model:1
          resources: ${resources}
`;
}

function tells(
  text: string,
  hard: Readonly<Record<string, number>>,
  used: Readonly<Record<string, number>>,
  ...expected: readonly string[]
): void {
  const quotas = [{ namespace: 'default', name: 'ml', hard, used }];
  deepStrictEqual(told(text, { quotas }), expected);
}

function told(text: string, more: Partial<ClusterFacts>): readonly string[] {
  return toldOf(problemsAround(roomRuleSets, text, { cluster: clusterFacts(more) }));
}

const gpus = '{limits: {nvidia.com/gpu: 2}}';

suite('room in quotas', () => {
  test('sums up what all replicas ask', () => {
    const hard = { 'requests.nvidia.com/gpu': 8 };
    tells(deployment(2, gpus), hard, { 'requests.nvidia.com/gpu': 4 });
    tells(
      deployment(3, gpus),
      hard,
      { 'requests.nvidia.com/gpu': 4 },
      'room/quota-exceeded warning: Asks 6 requests.nvidia.com/gpu in all; the quota ml has 4 of 8 left.',
    );
    tells(
      deployment(5, gpus),
      hard,
      {},
      'room/quota-exceeded warning: Asks 10 requests.nvidia.com/gpu in all; the quota ml allows 8.',
    );
  });
  test('counts pods, cores and memory', () => {
    tells(
      deployment(3, gpus),
      { pods: 2 },
      {},
      'room/quota-exceeded warning: Asks 3 pods in all; the quota ml allows 2.',
    );
    tells(
      deployment(2, '{requests: {cpu: 3, memory: 4Gi}}'),
      { 'requests.cpu': 8, memory: 6 * 2 ** 30 },
      { 'requests.cpu': 4 },
      'room/quota-exceeded warning: Asks 6 cores of requests.cpu in all; the quota ml has 4 of 8 left.',
      'room/quota-exceeded warning: Asks 8 GiB of memory in all; the quota ml allows 6 GiB.',
    );
  });
  test('does not count what runs already against what it uses itself', () => {
    const quotas = [{ namespace: 'default', name: 'ml', hard: { pods: 4 }, used: { pods: 4 } }];
    deepStrictEqual(told(deployment(4, gpus), { quotas, objects: [known('apps/Deployment serve')] }), []);
  });
  test('leaves the quotas of other namespaces aside', () => {
    const quotas = [{ namespace: 'prod', name: 'ml', hard: { pods: 1 }, used: {} }];
    deepStrictEqual(told(deployment(4, gpus), { quotas }), []);
    deepStrictEqual(
      told(deployment(4, gpus).replace('{name: serve}', '{name: serve, namespace: prod}'), { quotas }),
      ['room/quota-exceeded warning: Asks 4 pods in all; the quota ml allows 1.'],
    );
  });
  test('wants what a quota counts, unless a LimitRange fills it in', () => {
    const hard = { 'requests.cpu': 8, 'limits.memory': 2 ** 40 };
    tells(
      deployment(1, '{requests: {memory: 1Gi}}'),
      hard,
      {},
      'room/quota-needs-resources warning: The quota ml counts what this container leaves open (requests.cpu, limits.memory); the API server refuses such pods.',
    );
    tells(deployment(1, '{limits: {cpu: 1, memory: 1Gi}}'), hard, {});
    const quotas = [{ namespace: 'default', name: 'ml', hard, used: {} }];
    deepStrictEqual(told(deployment(1, '{}'), { quotas, objects: [known('/LimitRange defaults')] }), []);
  });
  test('weighs claims', () => {
    const claim =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {resources: {requests: {storage: 100Gi}}}\n';
    tells(
      claim,
      { 'requests.storage': 200 * 2 ** 30, persistentvolumeclaims: 5 },
      { 'requests.storage': 150 * 2 ** 30, persistentvolumeclaims: 5 },
      'room/quota-exceeded warning: Asks 1 persistentvolumeclaims in all; the quota ml has 0 of 5 left.',
      'room/quota-exceeded warning: Asks 100 GiB of requests.storage in all; the quota ml has 50 GiB of 200 GiB left.',
    );
  });
});
