import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refusals, refusedPaths } from './update.ts';

suite('an InferenceService', () => {
  const text = (mode: string) => `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: iris
  annotations: {serving.kserve.io/deploymentMode: ${mode}}
`;
  const live = {
    kind: 'InferenceService',
    metadata: { name: 'iris' },
    status: { deploymentMode: 'Serverless' },
  };
  test('keeps its deployment mode', () => {
    const [found] = refusals(text('RawDeployment'), live);
    assert.equal(found?.rule, 'update/immutable-field');
    assert.match(found.message, /runs as Serverless/);
    assert.equal(found.mended, text('Serverless'));
  });
  test('takes the newer word for the same mode', () =>
    assert.deepEqual(refusedPaths(text('Knative'), live), []));
  test('is not judged before it runs', () =>
    assert.deepEqual(refusedPaths(text('Standard'), { ...live, status: {} }), []));
});

suite('a Knative Service', () => {
  const text = (name: string, image: string) => `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: a}
spec:
  template:
    metadata: {name: ${name}}
    spec: {containers: [{image: ${image}}]}
`;
  const live = {
    kind: 'Service',
    metadata: { name: 'a' },
    spec: { template: { metadata: { name: 'a-1' }, spec: { containers: [{ name: 'user', image: 'x:1' }] } } },
  };
  test('changes under a new revision name alone', () => {
    assert.deepEqual(refusedPaths(text('a-2', 'x:2'), live), []);
    assert.deepEqual(refusedPaths(text('a-1', 'x:2'), live), ['spec.template.metadata.name']);
  });
});

suite('a workload in a queue', () => {
  const text = (queue: string, spec = '{}') => `apiVersion: batch/v1
kind: Job
metadata:
  name: a
  labels: {kueue.x-k8s.io/queue-name: ${queue}}
spec: ${spec}
`;
  const live = (isSuspended: boolean) => ({
    kind: 'Job',
    metadata: { name: 'a', labels: { 'kueue.x-k8s.io/queue-name': 'blue' } },
    spec: { suspend: isSuspended },
  });
  test('stays there while it runs', () => {
    const [found] = refusals(text('green'), live(false));
    assert.equal(found?.rule, 'update/queue-name');
    assert.equal(found.mended, text('blue'));
  });
  test('moves while it is suspended', () => {
    assert.deepEqual(refusedPaths(text('green'), live(true)), []);
    assert.deepEqual(refusedPaths(text('green', '{suspend: true}'), live(false)), []);
  });
});

suite('the tolerations of a pod', () => {
  const text = (tolerations: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {tolerations: ${tolerations}}\n`;
  const live = {
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: {
      tolerations: [
        { key: 'gpu', operator: 'Exists' },
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
      ],
    },
  };
  test('become more', () =>
    assert.deepEqual(refusedPaths(text('[{key: gpu, operator: Exists}, {key: b}]'), live), []));
  test('never less, and none changes', () => {
    assert.deepEqual(refusedPaths(text('[{key: b}]'), live), ['spec.tolerations']);
    assert.deepEqual(refusedPaths(text('[{key: gpu, value: a}]'), live), ['spec.tolerations']);
  });
});

suite('a pod that is held back by a gate', () => {
  const text = (selector: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeSelector: ${selector}}\n`;
  const live = {
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { schedulingGates: [{ name: 'a' }], nodeSelector: { 'a.b/c': 'x' } },
  };
  test('may be told more of where to go, not something else', () => {
    assert.deepEqual(refusedPaths(text('{a.b/c: x, a.b/d: z}'), live), []);
    assert.deepEqual(refusedPaths(text('{a.b/c: z}'), live), ['spec.nodeSelector[a.b/c]']);
  });
});
