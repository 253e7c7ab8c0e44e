import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { aConfigMap, aDeployment, configMapsIn, deploymentsIn } from './objects.ts';
import type { Json } from './rawApi.ts';

const namesOf = (list: Json): readonly string[] =>
  list.items.map((item: Json) => item.metadata.name).filter((name: string) => name !== 'kube-root-ca.crt');

/** How collections are listed and single objects read. */
export const lists = describe('lists', doors => {
  test('a list says its kind, its version and no kinds of its items', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('a'));
    const { body } = await api.get(path);
    assert.equal(body.kind, 'ConfigMapList');
    assert.equal(body.apiVersion, 'v1');
    assert.match(body.metadata.resourceVersion, /^\d+$/);
    assert.deepEqual(namesOf(body), ['a']);
    assert.ok(body.items.every((item: Json) => item.kind === undefined));
  });

  test('pages come out of one consistent state', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await api.create(path, aConfigMap(name, { metadata: { labels: { of: 'pages' } } }));
    const query = 'limit=2&labelSelector=of%3Dpages';
    const first = (await api.get(`${path}?${query}`)).body;
    assert.deepEqual(namesOf(first), ['a', 'b']);
    await api.delete(`${path}/c`);
    await api.create(path, aConfigMap('bb', { metadata: { labels: { of: 'pages' } } }));
    const next = (await api.get(`${path}?${query}&continue=${first.metadata.continue}`)).body;
    assert.deepEqual(namesOf(next), ['c', 'd']);
    assert.equal(next.metadata.resourceVersion, first.metadata.resourceVersion);
    const last = (await api.get(`${path}?${query}&continue=${next.metadata.continue}`)).body;
    assert.deepEqual(namesOf(last), ['e']);
    assert.equal(last.metadata.continue ?? '', '');
  });

  test('a page without a selector says how many are left', async () => {
    const { api, namespace } = doors();
    const path = deploymentsIn(await namespace());
    for (const name of ['a', 'b', 'c']) await api.create(path, aDeployment(name));
    const { body } = await api.get(`${path}?limit=1`);
    assert.equal(body.metadata.remainingItemCount, 2);
  });

  test('a continue token that is none is refused', async () => {
    const { api } = doors();
    const { status, body } = await api.get('/api/v1/pods?limit=1&continue=nonsense');
    assert.equal(status, 400);
    assert.equal(body.reason, 'BadRequest');
    assert.match(body.message, /continue key is not valid/);
  });

  const selections: readonly (readonly [string, readonly string[]])[] = [
    ['labelSelector=tier%3Dfront', ['a', 'b']],
    ['labelSelector=tier!%3Dfront', ['c', 'd']],
    ['labelSelector=tier%20in%20(front,back),track', ['b']],
    ['labelSelector=tier%20notin%20(front,back)', ['d']],
    ['labelSelector=!tier', ['d']],
    ['fieldSelector=metadata.name%3Dc', ['c']],
    ['fieldSelector=metadata.name!%3Dc&labelSelector=tier', ['a', 'b']],
  ];
  for (const [query, expected] of selections) {
    test(`selects by ${decodeURIComponent(query)}`, async () => {
      const { api, namespace } = doors();
      const path = configMapsIn(await namespace());
      const labels = { a: { tier: 'front' }, b: { tier: 'front', track: 'x' }, c: { tier: 'back' }, d: {} };
      for (const [name, own] of Object.entries(labels))
        await api.create(path, aConfigMap(name, { metadata: { labels: own } }));
      assert.deepEqual(namesOf((await api.get(`${path}?${query}`)).body), expected);
    });
  }

  test('a selector that cannot be read, or a field that is not indexed, is refused', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const label = await api.get(`${configMapsIn(name)}?labelSelector=a%20b%20c`);
    assert.equal(label.status, 400);
    assert.match(label.body.message, /^unable to parse requirement/);
    const field = await api.get('/api/v1/pods?fieldSelector=spec.foo%3Dx');
    assert.equal(field.status, 400);
    assert.equal(field.body.message, 'field label not supported: spec.foo');
    const other = await api.get(`${deploymentsIn(name)}?fieldSelector=spec.foo%3Dx`);
    assert.equal(
      other.body.message,
      '"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
  });

  test('what is not there is told apart from what is not served', async () => {
    const { api, namespace } = doors();
    const name = await namespace();
    const missing = await api.get(`${deploymentsIn(name)}/nope`);
    assert.deepEqual(
      [missing.status, missing.body.reason, missing.body.message, missing.body.details],
      [
        404,
        'NotFound',
        'deployments.apps "nope" not found',
        { name: 'nope', group: 'apps', kind: 'deployments' },
      ],
    );
    const kind = await api.get(`/apis/apps/v1/namespaces/${name}/nopes`);
    assert.deepEqual(
      [kind.status, kind.body.message],
      [404, 'the server could not find the requested resource'],
    );
    const group = await api.get('/apis/nope.example/v1/things');
    assert.deepEqual([group.status, group.text], [404, '404 page not found\n']);
  });

  test('a wish for tables is passed over where plain objects will do', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    const { status, body } = await api.send(path, { headers: { accept: 'application/json' } });
    assert.deepEqual([status, body.kind], [200, 'ConfigMapList']);
    const none = await api.send(path, { headers: { accept: 'text/html' } });
    assert.deepEqual([none.status, none.body.reason], [406, 'NotAcceptable']);
  });

  test('a large answer comes packed to those who can unpack it', async () => {
    const { api, namespace } = doors();
    const path = configMapsIn(await namespace());
    await api.create(path, aConfigMap('big', { data: { text: 'abcdefgh'.repeat(40_000) } }));
    const packed = await api.send(path, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.equal(
      packed.body.items.find((item: Json) => item.metadata.name === 'big').data.text.length,
      320_000,
    );
    const plain = await api.get(path);
    assert.equal(plain.headers['content-encoding'], undefined);
  });

  test('nobody gets in without a token', async () => {
    const { api } = doors();
    const { status, body } = await api.send('/api/v1/pods', {
      headers: { authorization: 'Bearer nonsense' },
    });
    assert.deepEqual([status, body.reason, body.message], [401, 'Unauthorized', 'Unauthorized']);
  });
});
