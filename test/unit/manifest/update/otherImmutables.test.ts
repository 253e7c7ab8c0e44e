import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refusals, refusedPaths } from './update.ts';

suite('a Service', () => {
  const text = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: ${spec}\n`;
  const live = (spec: object) => ({ kind: 'Service', metadata: { name: 'a' }, spec });
  const plain = live({
    type: 'ClusterIP',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    ipFamilies: ['IPv4'],
  });
  test('keeps its address', () => {
    assert.deepEqual(refusedPaths(text('{clusterIP: None}'), plain), ['spec.clusterIP']);
    assert.deepEqual(refusedPaths(text('{clusterIPs: [10.0.0.2]}'), plain), ['spec.clusterIPs[0]']);
    assert.deepEqual(refusedPaths(text('{ipFamilies: [IPv6]}'), plain), ['spec.ipFamilies[0]']);
  });
  test('gets a second one', () =>
    assert.deepEqual(refusedPaths(text('{ipFamilies: [IPv4, IPv6]}'), plain), []));
  test('gives it up as an external name', () =>
    assert.deepEqual(
      refusedPaths(text('{type: ExternalName, externalName: a.b, clusterIP: ""}'), plain),
      [],
    ));
  test('keeps the class of its load balancer', () => {
    const balanced = live({ type: 'LoadBalancer', loadBalancerClass: 'a.b/c' });
    assert.deepEqual(refusedPaths(text('{loadBalancerClass: a.b/d}'), balanced), ['spec.loadBalancerClass']);
    assert.deepEqual(refusedPaths(text('{loadBalancerClass: a.b/d}'), plain), []);
  });
});

suite('storage', () => {
  const claim = (spec: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: ${spec}\n`;
  const live = (phase: string, extra: object = {}) => ({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'a' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...extra },
    status: { phase, capacity: { storage: '10Gi' } },
  });
  test('grows once it is bound', () => {
    const larger = claim('{resources: {requests: {storage: 20Gi}}}');
    assert.deepEqual(refusedPaths(larger, live('Bound')), []);
    assert.deepEqual(refusedPaths(larger, live('Pending')), ['spec.resources.requests.storage']);
  });
  test('never shrinks below what is there', () => {
    const [found] = refusals(claim('{resources: {requests: {storage: 5Gi}}}'), live('Bound'));
    assert.equal(found?.rule, 'update/shrinking');
    assert.equal(found.mended, claim('{resources: {requests: {storage: 10Gi}}}'));
  });
  test('goes back on an expansion that failed', () => {
    const failed = live('Bound', { resources: { requests: { storage: '30Gi' } } });
    assert.deepEqual(refusedPaths(claim('{resources: {requests: {storage: 20Gi}}}'), failed), []);
  });
  test('keeps its class, unless it had none', () => {
    const text = claim('{storageClassName: fast}');
    assert.deepEqual(refusedPaths(text, live('Bound', { storageClassName: 'slow' })), [
      'spec.storageClassName',
    ]);
    assert.deepEqual(refusedPaths(text, live('Bound')), []);
  });
  test('keeps the way to a volume', () => {
    const volume = (spec: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: ${spec}\n`;
    const there = {
      kind: 'PersistentVolume',
      metadata: { name: 'a' },
      spec: { nfs: { server: 's', path: '/a' }, volumeMode: 'Filesystem', capacity: { storage: '1Gi' } },
    };
    assert.deepEqual(refusedPaths(volume('{nfs: {server: s, path: /b}, capacity: {storage: 2Gi}}'), there), [
      'spec.nfs.path',
    ]);
  });
});

suite('configuration that is immutable', () => {
  const text = (kind: string, rest: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
  const map = (isImmutable: boolean) => ({
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { a: '1' },
    ...(isImmutable ? { immutable: true } : {}),
  });
  test('keeps its data', () => {
    const [found] = refusals(text('ConfigMap', 'data: {a: "2"}'), map(true));
    assert.equal(found?.path, 'data.a');
    assert.match(found.message, /another name/);
    assert.deepEqual(refusedPaths(text('ConfigMap', 'data: {a: "2"}'), map(false)), []);
  });
  test('stays immutable', () =>
    assert.deepEqual(refusedPaths(text('ConfigMap', 'immutable: false'), map(true)), ['immutable']));
  const secret = { kind: 'Secret', type: 'Opaque', immutable: true, data: { a: null } };
  test('says of a Secret only what its keys tell', () => {
    const live = { ...secret, metadata: { name: 'a' } };
    assert.deepEqual(refusedPaths(text('Secret', 'type: Opaque\nstringData: {a: x, b: "y"}'), live), [
      'stringData.b',
    ]);
    assert.deepEqual(refusedPaths(text('Secret', 'type: kubernetes.io/tls'), live), ['type']);
  });
});

suite('other kinds', () => {
  const check = (header: string, rest: string, live: object, expected: readonly string[]) =>
    test(`${header} ${expected.join()}`, () => {
      const [apiVersion, kind] = header.split(' ');
      const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
      assert.deepEqual(refusedPaths(text, { kind, metadata: { name: 'a' }, ...live }), expected);
    });
  check(
    'rbac.authorization.k8s.io/v1 RoleBinding',
    'roleRef: {kind: Role, name: b}\nsubjects: []',
    { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } },
    ['roleRef.name'],
  );
  check('storage.k8s.io/v1 StorageClass', 'provisioner: b\nparameters: {type: x}', { provisioner: 'a' }, [
    'parameters',
    'provisioner',
  ]);
  check('scheduling.k8s.io/v1 PriorityClass', 'value: 2', { value: 1 }, ['value']);
  check('networking.k8s.io/v1 IngressClass', 'spec: {controller: b.c/d}', { spec: { controller: 'a.b/c' } }, [
    'spec.controller',
  ]);
  check('v1 ResourceQuota', 'spec: {scopes: [BestEffort]}', { spec: { scopes: ['Terminating'] } }, [
    'spec.scopes[0]',
  ]);
  check(
    'jobset.x-k8s.io/v1alpha2 JobSet',
    'spec: {replicatedJobs: [{name: w, replicas: 3}]}',
    { spec: { replicatedJobs: [{ name: 'w', replicas: 2 }] } },
    ['spec.replicatedJobs[0].replicas'],
  );
  check(
    'jobset.x-k8s.io/v1alpha2 JobSet',
    'spec: {suspend: true, replicatedJobs: [{name: w, template: {spec: {template: {spec: {nodeName: b}}}}}]}',
    {
      spec: {
        replicatedJobs: [{ name: 'w', template: { spec: { template: { spec: { nodeName: 'a' } } } } }],
      },
    },
    [],
  );
  check(
    'batch.volcano.sh/v1alpha1 Job',
    'spec: {queue: b, minAvailable: 3}',
    { spec: { queue: 'a', minAvailable: 2 } },
    ['spec.queue'],
  );
  check(
    'kubeflow.org/v1beta1 Experiment',
    'spec: {maxTrialCount: 9, objective: {goal: 0.9}}',
    { spec: { maxTrialCount: 3, objective: { goal: 0.8 } } },
    ['spec.objective.goal'],
  );
  check(
    'serving.kserve.io/v1alpha1 TrainedModel',
    'spec: {model: {memory: 2Gi, storageUri: s3://b}}',
    { spec: { model: { memory: '1Gi', storageUri: 's3://a' } } },
    ['spec.model.memory'],
  );
});
