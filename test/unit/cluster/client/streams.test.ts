import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import type { Failure } from '../../../../src/cluster/failure.ts';
import type { ClusterClient, WatchEvent } from '../../../../src/cluster/ports.ts';
import { kinds } from '../../../../src/cluster/resource.ts';
import { TestServer } from '../../../support/testServer.ts';

let server: TestServer;
let client: ClusterClient;
const { signal } = new AbortController();
const log = { namespace: 'a', pod: 'p', container: 'c' };

before(async () => {
  server = await TestServer.start();
});
after(() => server.stop());
afterEach(() => {
  client.dispose();
  server.asked.length = 0;
});

function aClient(): ClusterClient {
  const address = `http://127.0.0.1:${server.port}`;
  const context = { name: 'a', cluster: 'a', server: address, user: '', isCurrent: true };
  client = connect({ context, cluster: { server: address }, user: {} }, {});
  return client;
}

const eventLine = (type: string, name: string) =>
  `${JSON.stringify({ type, object: { metadata: { name, resourceVersion: '8' } } })}\n`;

async function collect(events: AsyncIterable<readonly WatchEvent[]>): Promise<string[]> {
  const seen: string[] = [];
  for await (const batch of events) {
    seen.push(batch.length === 0 ? 'open' : batch.map(event => event.type).join(' '));
  }
  return seen;
}

suite('a watch', () => {
  test('says that it is open, gives what happens, and ends with the server', async () => {
    server.answerWith((_asked, response) => {
      response.writeHead(200);
      response.write(eventLine('ADDED', 'é').slice(0, 30));
      setImmediate(() => response.end(eventLine('ADDED', 'é').slice(30) + eventLine('DELETED', 'p')));
    });
    const query = { namespace: 'a', resourceVersion: '7', timeoutSeconds: 60, fieldSelector: 'x=y' };
    const seen = await collect(aClient().watch(kinds.pods, query, signal));
    assert.equal(seen[0], 'open');
    assert.deepEqual(seen.slice(1).join(' '), 'ADDED DELETED');
    assert.deepEqual(server.last.query, {
      resourceVersion: '7',
      timeoutSeconds: '60',
      fieldSelector: 'x=y',
      watch: 'true',
      allowWatchBookmarks: 'true',
    });
  });

  test('fails as one event when it is refused', async () => {
    server.answerJson({ kind: 'Status', code: 410, reason: 'Expired', message: 'too old' }, 410);
    const batches: (readonly WatchEvent[])[] = [];
    for await (const batch of aClient().watch(kinds.pods, { resourceVersion: '1' }, signal))
      batches.push(batch);
    assert.deepEqual(batches, [
      [{ type: 'FAILED', failure: { kind: 'expired', message: 'too old', status: 410 } }],
    ]);
  });

  test('fails as one event when the connection breaks', async () => {
    server.answerWith((_asked, response) => {
      response.writeHead(200);
      response.write(eventLine('ADDED', 'p'), () => response.destroy());
    });
    const seen = await collect(aClient().watch(kinds.pods, { resourceVersion: '1' }, signal));
    assert.deepEqual(seen, ['open', 'ADDED', 'FAILED']);
  });

  test('ends without a word when it is called off, before the answer and after', async () => {
    for (const answers of [false, true]) {
      const controller = new AbortController();
      server.answerWith((_asked, response) => {
        if (answers) response.writeHead(200).flushHeaders();
        setImmediate(() => controller.abort());
      });
      const seen = await collect(aClient().watch(kinds.pods, { resourceVersion: '1' }, controller.signal));
      assert.doesNotMatch(seen.join(' '), /FAILED/);
      client.dispose();
    }
  });

  test('ends with the client', async () => {
    server.answerWith((_asked, response) => {
      response.writeHead(200).flushHeaders();
      setImmediate(() => client.dispose());
    });
    const seen = await collect(aClient().watch(kinds.pods, { resourceVersion: '1' }, signal));
    assert.doesNotMatch(seen.join(' '), /ADDED/);
  });
});

suite('a log', () => {
  test('comes as it was asked for', async () => {
    server.answerWith((_asked, response) => response.end('one\ntwo\n'));
    const options = { follow: true, timestamps: true, tailLines: 5, sinceTime: '2026-01-01T00:00:00Z' };
    const opened = await aClient().readLog(log, options, signal);
    assert.ok(opened.ok);
    let text = '';
    for await (const chunk of opened.value) text += Buffer.from(chunk).toString();
    assert.equal(text, 'one\ntwo\n');
    assert.equal(server.last.path, '/api/v1/namespaces/a/pods/p/log');
    assert.deepEqual(server.last.query, {
      container: 'c',
      follow: 'true',
      timestamps: 'true',
      tailLines: '5',
      sinceTime: '2026-01-01T00:00:00Z',
    });
  });

  test('is refused before the first byte', async () => {
    const message = 'container "c" in pod "p" is waiting to start: ContainerCreating';
    server.answerJson({ kind: 'Status', code: 400, reason: 'BadRequest', message }, 400);
    const opened = await aClient().readLog(log, {}, signal);
    assert.deepEqual(opened, {
      ok: false,
      failure: { kind: 'invalid', message, status: 400, causes: [] },
    });
  });

  test('throws a failure when it breaks', async () => {
    server.answerWith((_asked, response) => {
      response.writeHead(200);
      response.write('one\n', () => setImmediate(() => response.destroy()));
    });
    const opened = await aClient().readLog(log, {}, signal);
    assert.ok(opened.ok);
    let text = '';
    await assert.rejects(
      async () => {
        for await (const chunk of opened.value) text += Buffer.from(chunk).toString();
      },
      (failure: Failure) => failure.kind === 'unreachable',
    );
    assert.equal(text, 'one\n');
  });

  test('ends quietly when it is called off', async () => {
    const controller = new AbortController();
    server.answerWith((_asked, response) => {
      response.writeHead(200);
      response.write('one\n');
    });
    const opened = await aClient().readLog(log, { follow: true }, controller.signal);
    assert.ok(opened.ok);
    let text = '';
    for await (const chunk of opened.value) {
      text += Buffer.from(chunk).toString();
      controller.abort();
    }
    assert.equal(text, 'one\n');
  });
});
