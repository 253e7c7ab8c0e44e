import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aConfigMap, configMapsIn } from './objects.ts';
import type { Json, RawWatch } from './rawApi.ts';

/** Reads events until one is about `name`. */
async function about(watch: RawWatch, name: string): Promise<Json> {
  for (;;) {
    const event = await watch.next();
    if (event === undefined || event.object.metadata.name === name) return event;
  }
}

/** How changes are told. */
export const watches = describe('watches', doors => {
  test('a watch goes on where a list ended, with every change in order', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('before'));
    const { resourceVersion } = (await api.get(path)).body.metadata;
    await api.create(path, aConfigMap('a'));
    const watch = await api.watch(
      `${path}?watch=true&resourceVersion=${resourceVersion}&labelSelector=!ignored`,
    );
    await api.patch(`${path}/a`, { data: { key: 'changed' } });
    await api.delete(`${path}/a`);
    const events = [await about(watch, 'a'), await about(watch, 'a'), await about(watch, 'a')];
    watch.close();
    assert.deepEqual(
      events.map(event => event.type),
      ['ADDED', 'MODIFIED', 'DELETED'],
    );
    assert.equal(events[0].object.kind, 'ConfigMap');
    assert.equal(events[2].object.data.key, 'changed');
    const versions = events.map(event => Number(event.object.metadata.resourceVersion));
    assert.ok(
      (versions[0] ?? 0) < (versions[1] ?? 0) && (versions[1] ?? 0) < (versions[2] ?? 0),
      'versions grow',
    );
  });

  test('an object that begins to fit a selector is added, and one that fits no more is deleted', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a'));
    const { resourceVersion } = (await api.get(path)).body.metadata;
    const watch = await api.watch(
      `${path}?watch=1&resourceVersion=${resourceVersion}&labelSelector=on%3Dyes`,
    );
    await api.patch(`${path}/a`, { metadata: { labels: { on: 'yes' } } });
    await api.patch(`${path}/a`, { data: { key: 'changed' } });
    await api.patch(`${path}/a`, { metadata: { labels: { on: 'no' } } });
    const events = [await watch.next(), await watch.next(), await watch.next()];
    watch.close();
    assert.deepEqual(
      events.map(event => event.type),
      ['ADDED', 'MODIFIED', 'DELETED'],
    );
    assert.equal(events[2].object.metadata.labels.on, 'yes', 'the last state that fitted');
  });

  test('a watch from the beginning starts with what is there', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a'));
    const watch = await api.watch(`${path}?watch=true&fieldSelector=metadata.name%3Da`);
    const event = await watch.next();
    watch.close();
    assert.deepEqual([event.type, event.object.metadata.name], ['ADDED', 'a']);
  });

  test('initial events end with a bookmark that says so', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a'));
    const query =
      'watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
    const watch = await api.watch(`${path}?${query}&fieldSelector=metadata.name%3Da`);
    const first = await watch.next();
    const bookmark = await watch.nextOf('BOOKMARK');
    watch.close();
    assert.deepEqual([first.type, first.object.metadata.name], ['ADDED', 'a']);
    assert.equal(bookmark.object.metadata.annotations['k8s.io/initial-events-end'], 'true');
    assert.equal(bookmark.object.kind, 'ConfigMap');
    assert.match(bookmark.object.metadata.resourceVersion, /^\d+$/);
  });

  test('a watch with a time limit ends by itself', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const { resourceVersion } = (await api.get(path)).body.metadata;
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${resourceVersion}`;
    const watch = await api.watch(`${path}?${query}&labelSelector=no%3Done`);
    const seen: Json[] = [];
    for (let event = await watch.next(); event !== undefined; event = await watch.next()) seen.push(event);
    assert.ok(
      seen.every(event => event.type === 'BOOKMARK'),
      JSON.stringify(seen),
    );
  });

  test('a version that is forgotten is answered with 410, inside the stream', async () => {
    const { api } = doors();
    const watch = await api.watch(
      '/apis/serving.kserve.io/v1beta1/inferenceservices?watch=true&resourceVersion=1',
    );
    assert.equal(watch.response.statusCode, 200);
    const event = await watch.next();
    watch.close();
    assert.equal(event.type, 'ERROR');
    assert.deepEqual([event.object.kind, event.object.code, event.object.reason], ['Status', 410, 'Expired']);
    assert.match(event.object.message, /^too old resource version: 1 \(\d+\)$/);
  });

  test('a watch of one namespace says nothing of others', async () => {
    const { api, namespace } = doors();
    const mine = configMapsIn(await namespace());
    const theirs = configMapsIn(await namespace());
    const { resourceVersion } = (await api.get(mine)).body.metadata;
    const watch = await api.watch(`${mine}?watch=true&resourceVersion=${resourceVersion}`);
    await api.create(theirs, aConfigMap('theirs'));
    await api.create(mine, aConfigMap('mine'));
    const seen = await about(watch, 'mine');
    watch.close();
    assert.equal(seen.object.metadata.namespace, mine.split('/')[4]);
  });
});
