import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aConfigMap, aJob, aPod, configMapsIn, jobsIn, podsIn } from './objects.ts';
import { eventually, type Json } from './rawApi.ts';

/** How objects end, and what ends with them. */
export const deletions = describe('deletions', doors => {
  const owned = (name: string, owner: Json, block = false) =>
    aConfigMap(name, {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: owner.metadata.name,
            uid: owner.metadata.uid,
            blockOwnerDeletion: block,
          },
        ],
      },
    });

  test('a deletion answers with a Status that names what went', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const made = await api.create(path, aConfigMap('a'));
    const { status, body } = await api.delete(`${path}/a`);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: made.metadata.uid },
    });
    assert.equal((await api.delete(`${path}/a`)).status, 404);
  });

  test('another object of the same name is not the one that was meant', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a'));
    const { status, body } = await api.delete(`${path}/a`, { preconditions: { uid: 'another' } });
    assert.deepEqual([status, body.reason], [409, 'Conflict']);
    assert.match(body.message, /the UID in the precondition \(another\) does not match the UID in record/);
    assert.equal((await api.get(`${path}/a`)).status, 200);
  });

  test('what an object owned goes in the background', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const owner = await api.create(path, aConfigMap('owner'));
    await api.create(path, owned('mine', owner));
    await api.delete(`${path}/owner`, { propagationPolicy: 'Background' });
    await eventually(
      'the end of what was owned',
      () => api.get(`${path}/mine`),
      answer => answer.status === 404,
    );
  });

  test('orphans stay, without their owner', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const owner = await api.create(path, aConfigMap('owner'));
    await api.create(path, owned('mine', owner));
    await api.delete(`${path}/owner`, { propagationPolicy: 'Orphan' });
    await eventually(
      'the end of the owner',
      () => api.get(`${path}/owner`),
      answer => answer.status === 404,
    );
    const orphan = await api.get(`${path}/mine`);
    assert.deepEqual([orphan.status, orphan.body.metadata.ownerReferences], [200, undefined]);
  });

  test('in the foreground the owner goes last', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const owner = await api.create(path, aConfigMap('owner'));
    await api.create(path, { ...owned('mine', owner, true) });
    await api.patch(`${path}/mine`, { metadata: { finalizers: ['example.com/hold'] } });
    const { body } = await api.delete(`${path}/owner`, { propagationPolicy: 'Foreground' });
    assert.deepEqual(body.metadata.finalizers, ['foregroundDeletion']);
    assert.ok(body.metadata.deletionTimestamp);
    await eventually(
      'the deletion of what is owned',
      () => api.get(`${path}/mine`),
      answer => answer.body.metadata?.deletionTimestamp,
    );
    assert.equal((await api.get(`${path}/owner`)).status, 200, 'the owner waits');
    await api.patch(`${path}/mine`, { metadata: { finalizers: null } });
    await eventually(
      'the end of the owner',
      () => api.get(`${path}/owner`),
      answer => answer.status === 404,
    );
  });

  test('a finalizer holds an object until it is taken away', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a', { metadata: { finalizers: ['example.com/hold'] } }));
    const { body } = await api.delete(`${path}/a`);
    assert.ok(body.metadata.deletionTimestamp);
    assert.equal(body.metadata.deletionGracePeriodSeconds, 0);
    await api.patch(`${path}/a`, { metadata: { finalizers: null } });
    assert.equal((await api.get(`${path}/a`)).status, 404);
  });

  test('a pod ends gracefully, and one that is not placed at once', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    await api.create(path, aPod('placed', { annotations: { 'timonel.test/delete-seconds': '2' } }));
    await eventually(
      'the start of the pod',
      () => api.get(`${path}/placed`),
      answer => answer.body.status.phase === 'Running',
    );
    const { body } = await api.delete(`${path}/placed`);
    assert.equal(body.kind, 'Pod');
    assert.equal(body.metadata.deletionGracePeriodSeconds, 30);
    assert.equal((await api.get(`${path}/placed`)).status, 200, 'still terminating');
    await eventually(
      'the end of the pod',
      () => api.get(`${path}/placed`),
      answer => answer.status === 404,
    );
    await api.create(path, aPod('waiting', { spec: { nodeSelector: { no: 'node' } } }));
    await api.delete(`${path}/waiting`);
    assert.equal((await api.get(`${path}/waiting`)).status, 404);
  });

  test('an evicted pod goes', async () => {
    const { api, namespace } = doors();
    const path = podsIn(await namespace());
    await api.create(path, aPod('p'));
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'p' } };
    const answer = await api.send(`${path}/p/eviction`, { method: 'POST', body });
    assert.deepEqual([answer.status, answer.body.status], [201, 'Success']);
    await eventually(
      'the end of the pod',
      () => api.get(`${path}/p`),
      found => found.status === 404,
    );
  });

  test('a Job leaves its pods behind unless told otherwise, and says so', async () => {
    const { api, namespace } = doors();
    const path = jobsIn(await namespace());
    await api.create(path, aJob('train', { suspend: true }));
    const { warnings } = await api.delete(`${path}/train?dryRun=All`);
    assert.match(warnings[0] ?? '', /^child pods are preserved by default when jobs are deleted/);
    assert.deepEqual((await api.delete(`${path}/train`, { propagationPolicy: 'Background' })).warnings, []);
  });

  test('a collection can be deleted by selector', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a', { metadata: { labels: { go: 'yes' } } }));
    await api.create(path, aConfigMap('b'));
    assert.equal((await api.delete(`${path}?labelSelector=go%3Dyes`)).status, 200);
    assert.deepEqual([(await api.get(`${path}/a`)).status, (await api.get(`${path}/b`)).status], [404, 200]);
  });

  test('a namespace ends with all that is in it', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    await api.create(configMapsIn(name), aConfigMap('a'));
    const { body } = await api.delete(`/api/v1/namespaces/${name}`);
    assert.equal(body.status.phase, 'Terminating');
    await eventually(
      'the end of the namespace',
      () => api.get(`/api/v1/namespaces/${name}`),
      answer => answer.status === 404,
    );
    assert.deepEqual((await api.get(configMapsIn(name))).body.items, []);
  });
});
