import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import { deploymentBody, TestWorld } from '../aWorld.ts';

suite('GarbageCollector', () => {
  const rolledOut = () => {
    const world = new TestWorld();
    world.node('a', {});
    world.create(kinds.deployments, deploymentBody('web'));
    world.pass(30);
    const web = world.deployment('web');
    assert.ok(web);
    return { world, web };
  };

  test('what was owned goes, down to the pods', () => {
    const { world, web } = rolledOut();
    world.access.delete(kinds.deployments, web);
    world.pass(30);
    assert.deepEqual([world.access.list(kinds.replicaSets, 'ml').length, world.pods().length], [0, 0]);
  });

  test('orphans stay and work on', () => {
    const { world, web } = rolledOut();
    world.access.delete(kinds.deployments, web, { propagationPolicy: 'Orphan' });
    world.pass(30);
    assert.equal(world.deployment('web'), undefined);
    const [set] = world.access.list(kinds.replicaSets, 'ml');
    assert.equal(set?.metadata.ownerReferences, undefined);
    assert.equal(world.pods().length, 2);
  });

  test('in the foreground the owner is the last to go', () => {
    const { world, web } = rolledOut();
    world.access.delete(kinds.deployments, web, { propagationPolicy: 'Foreground' });
    world.pass(0.5);
    assert.ok(world.deployment('web')?.metadata.deletionTimestamp);
    world.pass(30);
    assert.deepEqual([world.deployment('web'), world.pods().length], [undefined, 0]);
  });
});

suite('Namespaces', () => {
  test('begin with an account and a certificate, and end empty', () => {
    const world = new TestWorld();
    world.node('a', {});
    world.create(kinds.deployments, deploymentBody('web'));
    world.pass(30);
    assert.ok(world.access.find(kinds.configMaps, 'ml', 'kube-root-ca.crt'));
    const namespace = world.access.find(kinds.namespaces, undefined, 'ml');
    assert.ok(namespace);
    world.access.delete(kinds.namespaces, namespace);
    world.pass(0.5);
    assert.deepEqual(world.access.find(kinds.namespaces, undefined, 'ml')?.status, { phase: 'Terminating' });
    world.pass(60);
    assert.equal(world.access.find(kinds.namespaces, undefined, 'ml'), undefined);
    assert.deepEqual([world.pods().length, world.access.list(kinds.deployments).length], [0, 0]);
  });
});

suite('Volumes', () => {
  const storageClasses = {
    group: 'storage.k8s.io',
    version: 'v1',
    plural: 'storageclasses',
    kind: 'StorageClass',
    isNamespaced: false,
  };
  const claim = (name: string, storageClassName?: string) => ({
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '5Gi' } },
      ...(storageClassName ? { storageClassName } : {}),
    },
  });

  test('a claim of a class that there is gets its volume', () => {
    const world = new TestWorld();
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    world.access.create(storageClasses, undefined, { metadata: { name: 'standard', annotations } });
    world.create(kinds.persistentVolumeClaims, claim('data'));
    world.create(kinds.persistentVolumeClaims, claim('fast', 'nvme'));
    world.pass(1);
    const phases = world.access
      .list(kinds.persistentVolumeClaims, 'ml')
      .map(one => (one.status as { phase: string }).phase);
    assert.deepEqual(phases, ['Bound', 'Pending']);
    const [volume] = world.access.list(kinds.persistentVolumes);
    assert.equal((volume?.spec as { claimRef: { name: string } } | undefined)?.claimRef.name, 'data');
    assert.deepEqual(world.reasons('fast'), ['ProvisioningFailed']);
  });
});

suite('EventExpiry', () => {
  test('an event is forgotten an hour after it last happened', () => {
    const world = new TestWorld();
    world.node('a', {});
    world.create(kinds.deployments, deploymentBody('web'));
    world.pass(30);
    assert.ok(world.reasons('web').length > 0);
    world.pass(3_700);
    assert.deepEqual(world.reasons('web'), []);
  });
});
