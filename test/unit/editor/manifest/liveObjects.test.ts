import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fail, succeed } from '../../../../src/base/outcome.ts';
import type { Discovery, ObjectStore } from '../../../../src/cluster/ports.ts';
import { kinds, type ObjectRef, type WireObject } from '../../../../src/cluster/resource.ts';
import { readLiveObject } from '../../../../src/editor/manifest/liveObjects.ts';

function clusterWith(object: WireObject | undefined, asked: ObjectRef[] = []): ObjectStore & Discovery {
  const known = [kinds.secrets, kinds.configMaps, kinds.nodes];
  const client: Pick<ObjectStore & Discovery, 'get' | 'findKind'> = {
    findKind: async (_, kind) => succeed(known.find(candidate => candidate.kind === kind)),
    get: async ref => {
      asked.push(ref);
      return object === undefined ? fail({ kind: 'notFound', message: 'gone' } as never) : succeed(object);
    },
  };
  return client as ObjectStore & Discovery;
}

const request = { apiVersion: 'v1', kind: 'Secret', name: 'a', namespace: 'team-a' };

suite('readLiveObject', () => {
  test('leaves the values of a Secret behind, wherever they stand', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'a',
        resourceVersion: '1',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"token":"aHVzaA=="}}' },
      },
      type: 'Opaque',
      data: { token: 'aHVzaA==' },
      stringData: { other: 'hush' },
    };
    const read = await readLiveObject(clusterWith(secret), request);
    assert.doesNotMatch(JSON.stringify(read), /hush|aHVzaA/);
    assert.deepEqual(read?.['data'], { token: null });
    assert.equal(read?.['type'], 'Opaque');
  });

  test('leaves out who manages which field', async () => {
    const map = { kind: 'ConfigMap', metadata: { name: 'a', managedFields: [{}] }, data: { b: 'c' } };
    const read = await readLiveObject(clusterWith(map), { ...request, kind: 'ConfigMap' });
    assert.deepEqual(read, { kind: 'ConfigMap', metadata: { name: 'a' }, data: { b: 'c' } });
  });

  test('asks without a namespace for what has none', async () => {
    const asked: ObjectRef[] = [];
    await readLiveObject(clusterWith({ kind: 'Node' }, asked), { apiVersion: 'v1', kind: 'Node', name: 'n' });
    assert.deepEqual(asked, [{ kind: kinds.nodes, name: 'n' }]);
  });

  test('knows nothing of what is not there or not served', async () => {
    assert.equal(await readLiveObject(clusterWith(undefined), request), null);
    assert.equal(await readLiveObject(clusterWith({}), { ...request, kind: 'Thing' }), null);
  });
});
