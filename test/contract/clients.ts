import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../src/cluster/failure.ts';
import type { WatchEvent } from '../../src/cluster/ports.ts';
import { kinds, type WireObject } from '../../src/cluster/resource.ts';
import { describe } from './contractServer.ts';
import { aConfigMap, aDeployment, aPod } from './objects.ts';
import { eventually, type Json } from './rawApi.ts';

const { signal } = new AbortController();

function expectValue<T>(result: Result<T>): T {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.failure));
  return result.value;
}

function expectFailure<T>(result: Result<T>): Extract<Result<T>, { ok: false }>['failure'] {
  assert.ok(!result.ok, 'expected a failure');
  return result.failure;
}

async function firstEvents(
  batches: AsyncIterable<readonly WatchEvent[]>,
  count: number,
): Promise<readonly WatchEvent[]> {
  const seen: WatchEvent[] = [];
  for await (const batch of batches) {
    seen.push(...batch);
    if (seen.length >= count) break;
  }
  return seen;
}

/** What our client makes of it all. */
export const ourClient = describe('our client', doors => {
  test('lists page by page and goes on watching from there', async () => {
    const { api, client, namespace } = doors();
    const name = await namespace();
    const path = `/api/v1/namespaces/${name}/configmaps`;
    for (const one of ['a', 'b', 'c'])
      await api.create(path, aConfigMap(one, { metadata: { labels: { of: 'client' } } }));
    const query = { namespace: name, limit: 2, labelSelector: 'of=client' };
    const first = expectValue(await client.listPage(kinds.configMaps, query, signal));
    assert.ok(first.continueToken);
    const rest = expectValue(
      await client.listPage(kinds.configMaps, { ...query, continueToken: first.continueToken }, signal),
    );
    assert.deepEqual([first.items.length, rest.items.length, rest.continueToken], [2, 1, undefined]);
    assert.equal(rest.resourceVersion, first.resourceVersion);
    await api.delete(`${path}/b`);
    const watch = client.watch(
      kinds.configMaps,
      { namespace: name, resourceVersion: rest.resourceVersion, labelSelector: 'of=client' },
      signal,
    );
    const [event] = await firstEvents(watch, 1);
    assert.equal(event?.type, 'DELETED');
  });

  test('a forgotten version is expired', async () => {
    const { client } = doors();
    const [event] = await firstEvents(
      client.watch(kinds.inferenceServices, { resourceVersion: '1' }, signal),
      1,
    );
    assert.deepEqual([event?.type, event?.type === 'FAILED' && event.failure.kind], ['FAILED', 'expired']);
  });

  test('a watch ends normally when its time is up', async () => {
    const { client, namespace } = doors();
    const name = await namespace();
    const { resourceVersion } = expectValue(
      await client.listPage(kinds.secrets, { namespace: name }, signal),
    );
    const events = await firstEvents(
      client.watch(kinds.secrets, { namespace: name, resourceVersion, timeoutSeconds: 1 }, signal),
      Number.POSITIVE_INFINITY,
    );
    assert.ok(
      events.every(event => event.type === 'BOOKMARK'),
      JSON.stringify(events),
    );
  });

  test('narrow rights are forbidden elsewhere, and say which verb on what', async () => {
    const { narrow } = doors();
    const failure = expectFailure(await narrow.listPage(kinds.nodes, {}, signal));
    assert.equal(failure.kind, 'forbidden');
    assert.deepEqual(failure.kind === 'forbidden' && [failure.verb, failure.resource], ['list', 'nodes']);
    assert.match(
      failure.message,
      /^nodes is forbidden: User ".+" cannot list resource "nodes" in API group "" at the cluster scope/,
    );
    const elsewhere = expectFailure(await narrow.listPage(kinds.pods, { namespace: 'default' }, signal));
    assert.match(elsewhere.message, /cannot list resource "pods" in API group "" in the namespace "default"/);
    assert.ok((await narrow.listPage(kinds.pods, { namespace: 'team-a' }, signal)).ok);
  });

  test('asks what it may do', async () => {
    const { client, narrow } = doors();
    assert.equal(expectValue(await client.mayI({ verb: 'delete', resource: 'nodes' })), true);
    assert.equal(expectValue(await narrow.mayI({ verb: 'list', resource: 'nodes' })), false);
    assert.equal(
      expectValue(await narrow.mayI({ verb: 'list', resource: 'pods', namespace: 'team-a' })),
      true,
    );
  });

  test('finds kinds, and knows which are not served', async () => {
    const { client } = doors();
    assert.deepEqual(expectValue(await client.findKind('apps/v1', 'Deployment')), kinds.deployments);
    assert.deepEqual(
      expectValue(await client.findKind('serving.kserve.io/v1beta1', 'InferenceService')),
      kinds.inferenceServices,
    );
    assert.deepEqual(expectValue(await client.findKind('v1', 'Node')), kinds.nodes);
    assert.equal(expectValue(await client.findKind('ray.io/v1', 'RayJob')), undefined);
    const absent = { group: 'ray.io', version: 'v1', plural: 'rayjobs', kind: 'RayJob', isNamespaced: true };
    assert.equal(expectFailure(await client.listPage(absent, {}, signal)).kind, 'kindNotServed');
  });

  test('reads one object, or knows that it is not there', async () => {
    const { client } = doors();
    assert.equal(
      (expectValue(await client.get({ kind: kinds.namespaces, name: 'default' })) as Json).kind,
      'Namespace',
    );
    const missing = { kind: kinds.configMaps, namespace: 'default', name: 'nope' };
    assert.equal(expectFailure(await client.get(missing)).kind, 'notFound');
  });

  test('applies, meets a conflict, takes over', async () => {
    const { api, client, namespace } = doors();
    const name = await namespace();
    const ref = { kind: kinds.deployments, namespace: name, name: 'web' };
    const manager = { fieldManager: 'timonel', fieldValidation: 'Strict' } as const;
    const dry = expectValue(
      await client.apply(ref, aDeployment('web'), { ...manager, dryRun: true }),
    ) as Json;
    assert.equal(dry.spec.replicas, 1);
    assert.equal(expectFailure(await client.get(ref)).kind, 'notFound', 'a dry run keeps nothing');
    expectValue(await client.apply(ref, aDeployment('web'), manager));
    await api.patch(`/apis/apps/v1/namespaces/${name}/deployments/web?fieldManager=other`, {
      spec: { replicas: 5 },
    });
    const conflict = expectFailure(await client.apply(ref, aDeployment('web'), manager));
    assert.equal(conflict.kind, 'conflict');
    assert.deepEqual(
      conflict.kind === 'conflict' && conflict.causes.map(({ field, reason }) => [field, reason]),
      [['.spec.replicas', 'FieldManagerConflict']],
    );
    const taken = expectValue(
      await client.apply(ref, aDeployment('web'), { ...manager, force: true }),
    ) as Json;
    assert.equal(taken.spec.replicas, 1);
  });

  test('errors of an invalid object come with their fields', async () => {
    const { client, namespace } = doors();
    const name = await namespace();
    const body = aDeployment('web', {}, { image: undefined });
    const made = await client.create(kinds.deployments, {
      ...body,
      metadata: { name: 'web', namespace: name },
    } as WireObject);
    const failure = expectFailure(made);
    assert.equal(failure.kind, 'invalid');
    assert.deepEqual(failure.kind === 'invalid' && failure.causes.map(cause => cause.field), [
      'spec.template.spec.containers[0].image',
    ]);
  });

  test('creates, patches, and deletes only what it means', async () => {
    const { client, namespace } = doors();
    const name = await namespace();
    const ref = { kind: kinds.configMaps, namespace: name, name: 'a' };
    const body = aConfigMap('a', { metadata: { namespace: name } });
    const made = expectValue(await client.create(kinds.configMaps, body)) as Json;
    assert.equal(expectFailure(await client.create(kinds.configMaps, body)).kind, 'alreadyExists');
    assert.equal((expectValue(await client.mergePatch(ref, { data: { key: 'b' } })) as Json).data.key, 'b');
    assert.equal(expectFailure(await client.delete(ref, { uid: 'another' })).kind, 'conflict');
    expectValue(await client.delete(ref, { uid: made.metadata.uid, dryRun: true }));
    expectValue(await client.delete(ref, { uid: made.metadata.uid, propagation: 'Background' }));
    assert.equal(expectFailure(await client.get(ref)).kind, 'notFound');
  });

  test('follows a log to its end', async () => {
    const { api, client, namespace, server } = doors();
    const owner = { namespace: await namespace(), pod: 'writer', container: 'main' };
    const path = `/api/v1/namespaces/${owner.namespace}/pods`;
    await server.appendLog(owner, ['one', 'two']);
    await api.create(path, aPod('writer'));
    await eventually(
      'the start',
      () => api.get(`${path}/writer`),
      ({ body }) => body.status.containerStatuses?.[0]?.state.running,
    );
    const bytes = expectValue(await client.readLog(owner, { follow: true, timestamps: true }, signal));
    let text = '';
    for await (const chunk of bytes) {
      text += Buffer.from(chunk).toString();
      if (text.split('\n').length > 2) await api.delete(`${path}/writer`, { gracePeriodSeconds: 1 });
    }
    assert.deepEqual(
      text
        .trimEnd()
        .split('\n')
        .map(line => line.split(' ')[1]),
      ['one', 'two'],
    );
  });

  test('says the version of the server', async () => {
    const { client } = doors();
    assert.match(expectValue(await client.serverVersion()), /^v1\.\d+\.\d+/);
  });

  test('a service without a pod has nobody to ask', async () => {
    const { api, client, namespace } = doors();
    const name = await namespace();
    await api.create(`/api/v1/namespaces/${name}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'none' }, ports: [{ port: 80 }] },
    });
    const failure = expectFailure(await client.getText({ namespace: name, name: 'web', port: 80 }, '/'));
    assert.deepEqual([failure.status, failure.kind], [503, 'serverError']);
    assert.match(failure.message, /no endpoints available for service/);
    const missing = expectFailure(await client.getText({ namespace: name, name: 'nope', port: 80 }, '/'));
    assert.equal(missing.status, 404);
  });
});
