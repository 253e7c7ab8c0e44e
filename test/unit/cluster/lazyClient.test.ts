import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure, Result } from '../../../src/cluster/failure.ts';
import { LazyClient } from '../../../src/cluster/lazyClient.ts';
import type { ClusterClient, WatchEvent } from '../../../src/cluster/ports.ts';
import { kinds } from '../../../src/cluster/resource.ts';
import { turn } from '../../support/fakeClock.ts';

const { signal } = new AbortController();
const ref = { kind: kinds.pods, namespace: 'a', name: 'p' };
const broken: Failure = { kind: 'badKubeconfig', message: 'no such user' };

/** Answers every question with its name and what it was asked. */
function anEcho(): { readonly client: ClusterClient; readonly asked: string[] } {
  const asked: string[] = [];
  const client = new Proxy({} as ClusterClient, {
    get: (_target, name) =>
      name === 'then'
        ? undefined
        : (...args: unknown[]) => {
            asked.push(`${String(name)} ${args.length}`);
            if (name === 'watch')
              return (async function* () {
                yield [];
              })();
            return Promise.resolve({ ok: true, value: name });
          },
  });
  return { client, asked };
}

async function collect(events: AsyncIterable<readonly WatchEvent[]>) {
  const batches: (readonly WatchEvent[])[] = [];
  for await (const batch of events) batches.push(batch);
  return batches;
}

const questions: readonly (readonly [name: string, ask: (client: ClusterClient) => Promise<unknown>])[] = [
  ['listPage', client => client.listPage(kinds.pods, {}, signal)],
  ['get', client => client.get(ref)],
  ['apply', client => client.apply(ref, {}, { fieldManager: 'x' })],
  ['create', client => client.create(kinds.pods, {})],
  ['mergePatch', client => client.mergePatch(ref, {})],
  ['delete', client => client.delete(ref)],
  ['findKind', client => client.findKind('v1', 'Pod')],
  ['listKinds', client => client.listKinds()],
  ['schemaHashes', client => client.schemaHashes()],
  ['readSchemas', client => client.readSchemas('api/v1')],
  ['readLog', client => client.readLog({ namespace: 'a', pod: 'p', container: 'c' }, {}, signal)],
  ['mayI', client => client.mayI({ verb: 'get', resource: 'pods' })],
  ['getText', client => client.getText({ namespace: 'a', name: 's', port: 80 }, '/')],
  ['serverVersion', client => client.serverVersion()],
];

suite('a client that connects on first use', () => {
  test('connects once, for whatever is asked', async () => {
    const { client, asked } = anEcho();
    let connects = 0;
    const lazy = new LazyClient(async () => {
      connects += 1;
      return { ok: true, value: client };
    });
    await turn();
    assert.equal(connects, 0);
    for (const [name, ask] of questions) assert.deepEqual(await ask(lazy), { ok: true, value: name });
    assert.deepEqual(await collect(lazy.watch(kinds.pods, { resourceVersion: '1' }, signal)), [[]]);
    assert.equal(connects, 1);
    assert.equal(asked.length, questions.length + 1);
  });

  test('answers everything with the failure to connect', async () => {
    const lazy = new LazyClient(async () => ({ ok: false, failure: broken }));
    for (const [, ask] of questions) assert.deepEqual(await ask(lazy), { ok: false, failure: broken });
    const events = await collect(lazy.watch(kinds.pods, { resourceVersion: '1' }, signal));
    assert.deepEqual(events, [[{ type: 'FAILED', failure: broken }]]);
  });

  test('tells a module that does not load from a cluster that does not answer', async () => {
    const lazy = new LazyClient(() => Promise.reject(new Error('no chunk')));
    const answer = await lazy.serverVersion();
    assert.equal(!answer.ok && answer.failure.kind, 'serverError');
    assert.match(answer.ok ? '' : answer.failure.message, /no chunk/);
  });

  test('connects anew after a failure when the login is to be made again', async () => {
    const { client, asked } = anEcho();
    const outcomes: Result<ClusterClient>[] = [
      { ok: false, failure: broken },
      { ok: true, value: client },
    ];
    const lazy = new LazyClient(async () => outcomes.shift() ?? assert.fail('one connection too many'));
    assert.equal((await lazy.serverVersion()).ok, false);
    lazy.forgetLogin();
    await turn();
    assert.equal((await lazy.serverVersion()).ok, true);
    lazy.forgetLogin();
    await turn();
    assert.deepEqual(asked, ['serverVersion 1', 'forgetLogin 0']);
  });

  test('is of no use after its end, and ends the client with itself', async () => {
    const { client, asked } = anEcho();
    const lazy = new LazyClient(async () => ({ ok: true, value: client }));
    await lazy.serverVersion();
    lazy.dispose();
    await turn();
    const answer = await lazy.serverVersion();
    assert.equal(!answer.ok && answer.failure.kind, 'cancelled');
    assert.deepEqual(asked, ['serverVersion 1', 'dispose 0']);
  });

  test('ends a client that comes too late', async () => {
    const { client, asked } = anEcho();
    let connect: (result: Result<ClusterClient>) => void = () => undefined;
    const lazy = new LazyClient(() => new Promise(resolve => (connect = resolve)));
    const asking = lazy.serverVersion();
    lazy.dispose();
    connect({ ok: true, value: client });
    const answer = await asking;
    assert.equal(!answer.ok && answer.failure.kind, 'cancelled');
    assert.deepEqual(asked, ['dispose 0']);
  });
});
