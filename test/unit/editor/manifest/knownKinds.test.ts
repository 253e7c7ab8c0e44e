import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds, type ResourceKind, type WireObject } from '../../../../src/cluster/resource.ts';
import { knownKind } from '../../../../src/editor/manifest/knownKinds.ts';

const known = (resource: ResourceKind, wire: WireObject) => knownKind(resource).toFacts(wire).known;
const runtimes: ResourceKind = {
  group: 'serving.kserve.io',
  version: 'v1alpha1',
  plural: 'clusterservingruntimes',
  kind: 'ClusterServingRuntime',
  isNamespaced: false,
};

suite('what is known of an object', () => {
  test('of a Secret its keys, and nowhere a value', () => {
    const wire = {
      metadata: { name: 'login', namespace: 'ml' },
      data: { user: 'bWFyYQ==', password: 'c2VjcmV0' },
    };
    assert.deepEqual(known(kinds.secrets, wire), {
      origin: 'cluster',
      group: '',
      kind: 'Secret',
      name: 'login',
      namespace: 'ml',
      keys: ['password', 'user'],
    });
    assert.ok(!JSON.stringify(knownKind(kinds.secrets).toFacts(wire)).includes('c2VjcmV0'));
  });

  test('of a ConfigMap keys of both sorts', () => {
    const wire = { metadata: { name: 'c' }, data: { b: '1' }, binaryData: { a: 'AA==' } };
    assert.deepEqual(known(kinds.configMaps, wire).keys, ['a', 'b']);
  });

  test('of a Service its ports', () => {
    const wire = { metadata: { name: 's' }, spec: { ports: [{ name: 'http', port: 80 }, { port: 81 }, {}] } };
    assert.deepEqual(known(kinds.services, wire).ports, [
      { name: 'http', port: 80 },
      { name: undefined, port: 81 },
    ]);
  });

  test('of a Service the pods that it is after', () => {
    const wire = { metadata: { name: 's' }, spec: { selector: { app: 'web', odd: 1 } } };
    assert.deepEqual(known(kinds.services, wire).selects, { app: 'web' });
  });

  test('of an autoscaler what it scales', () => {
    const scalers = {
      ...runtimes,
      group: 'autoscaling',
      kind: 'HorizontalPodAutoscaler',
      isNamespaced: true,
    };
    const scaled = (target: object) =>
      known(scalers, { metadata: { name: 'h' }, spec: { scaleTargetRef: target } }).scales;
    assert.deepEqual(scaled({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }), {
      group: 'argoproj.io',
      kind: 'Rollout',
      name: 'web',
    });
    assert.deepEqual(scaled({ name: 'web' }), { group: 'apps', kind: 'Deployment', name: 'web' });
    assert.equal(scaled({}), undefined);
  });

  test('of a budget whose pods it keeps, unless expressions narrow it', () => {
    const budgets = { ...runtimes, group: 'policy', kind: 'PodDisruptionBudget', isNamespaced: true };
    const selector = { matchLabels: { app: 'web' } };
    assert.deepEqual(known(budgets, { metadata: { name: 'b' }, spec: { selector } }).selects, { app: 'web' });
    const narrow = { ...selector, matchExpressions: [{ key: 'a', operator: 'Exists' }] };
    assert.equal(known(budgets, { metadata: { name: 'b' }, spec: { selector: narrow } }).selects, undefined);
  });

  test('of a gateway its listeners', () => {
    const gateways = { ...runtimes, group: 'gateway.networking.k8s.io', kind: 'Gateway', isNamespaced: true };
    const wire = { metadata: { name: 'g' }, spec: { listeners: [{ name: 'http' }, {}] } };
    assert.deepEqual(known(gateways, wire).parts, ['http']);
  });

  test('of a runtime the formats that it serves, and no namespace', () => {
    const wire = {
      metadata: { name: 'triton' },
      spec: { supportedModelFormats: [{ name: 'onnx', version: '1', autoSelect: true }, { name: 'python' }] },
    };
    const { namespace, modelFormats } = known(runtimes, wire);
    assert.equal(namespace, undefined);
    assert.deepEqual(modelFormats, [
      { name: 'onnx', version: '1', autoSelect: true },
      { name: 'python', version: undefined, autoSelect: false },
    ]);
  });

  test('of a workload the labels of its pods, of anything else its own', () => {
    const labels = { app: 'web' };
    const template = { metadata: { labels: { app: 'pods' } } };
    assert.deepEqual(
      known(kinds.deployments, { metadata: { name: 'd', labels }, spec: { template } }).labels,
      { app: 'pods' },
    );
    assert.deepEqual(known(kinds.services, { metadata: { name: 's', labels } }).labels, labels);
  });
});
