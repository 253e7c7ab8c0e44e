import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import type { KubeObject } from '../../../../src/demo/api/kubeObject.ts';
import { type Change, Store } from '../../../../src/demo/api/store.ts';

const aConfigMap = (name: string, namespace = 'ml', data: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '' },
  data,
});

suite('Store', () => {
  test('numbers every change, and tells it', () => {
    const store = new Store();
    const told: Change[] = [];
    store.onDidChange(change => told.push(change));
    const first = store.put(kinds.configMaps, aConfigMap('a'));
    const second = store.put(kinds.configMaps, aConfigMap('a', 'ml', { key: 'b' }));
    store.remove(kinds.configMaps, 'ml', 'a');
    assert.deepEqual(
      told.map(change => change.type),
      ['ADDED', 'MODIFIED', 'DELETED'],
    );
    assert.equal(Number(second.metadata.resourceVersion), Number(first.metadata.resourceVersion) + 1);
    assert.equal(told[1]?.previous, first);
    assert.equal(told[2]?.object.metadata.resourceVersion, String(store.revision));
    assert.equal(store.get(kinds.configMaps, 'ml', 'a'), undefined);
  });

  test('lists by namespace and name', () => {
    const store = new Store();
    for (const [name, namespace] of [
      ['b', 'x'],
      ['a', 'y'],
      ['a', 'x'],
    ])
      store.put(kinds.configMaps, aConfigMap(name ?? '', namespace));
    const names = (namespace?: string) =>
      store.list(kinds.configMaps, namespace).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    assert.deepEqual(names(), ['x/a', 'x/b', 'y/a']);
    assert.deepEqual(names('x'), ['x/a', 'x/b']);
    assert.deepEqual(names('none'), []);
  });

  test('remembers what came after a version, of one kind', () => {
    const store = new Store();
    const { revision } = store;
    store.put(kinds.configMaps, aConfigMap('a'));
    store.put(kinds.secrets, aConfigMap('s'));
    store.put(kinds.configMaps, aConfigMap('b'));
    const changes = store.changesSince(kinds.configMaps, revision);
    assert.ok(!('oldest' in changes));
    assert.deepEqual(
      changes.map(change => change.object.metadata.name),
      ['a', 'b'],
    );
  });

  test('says how far back it remembers', () => {
    const store = new Store();
    assert.ok('oldest' in store.changesSince(kinds.configMaps, 1));
    const { revision } = store;
    store.put(kinds.configMaps, aConfigMap('a'));
    store.compact();
    assert.deepEqual(store.changesSince(kinds.configMaps, revision), { oldest: store.revision });
    assert.deepEqual(store.changesSince(kinds.configMaps, store.revision), []);
  });

  test('forgets the oldest of very many changes', () => {
    const store = new Store();
    const { revision } = store;
    for (let count = 0; count < 4_100; count += 1)
      store.put(kinds.configMaps, aConfigMap('a', 'ml', { count }));
    assert.ok('oldest' in store.changesSince(kinds.configMaps, revision));
    assert.ok(!('oldest' in store.changesSince(kinds.configMaps, store.revision - 1_000)));
  });
});
