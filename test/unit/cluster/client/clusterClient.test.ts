import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { KubeconfigEntry } from '../../../../src/cluster/access.ts';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import type { ClusterClient } from '../../../../src/cluster/ports.ts';
import { kinds } from '../../../../src/cluster/resource.ts';
import { TestServer } from '../../../support/testServer.ts';

let server: TestServer;
let client: ClusterClient;
const { signal } = new AbortController();
const pod = { kind: kinds.pods, namespace: 'team a', name: 'p' };
const status = (code: number, reason: string, message = reason) => ({
  kind: 'Status',
  status: 'Failure',
  code,
  reason,
  message,
});

before(async () => {
  server = await TestServer.start();
});
after(() => server.stop());
afterEach(() => {
  client?.dispose();
  server.asked.length = 0;
});

/** A client of the test's server, logged in with a token. */
function aClient(user: KubeconfigEntry = { token: 'abc' }, path = ''): ClusterClient {
  const address = `http://127.0.0.1:${server.port}${path}`;
  const context = { name: 'a', cluster: 'a', server: address, user: 'a', isCurrent: true };
  client = connect({ context, cluster: { server: address }, user }, {});
  return client;
}

suite('a list', () => {
  test('is asked for page by page', async () => {
    const items = [{ metadata: { name: 'p' } }];
    server.answerJson({ kind: 'PodList', metadata: { resourceVersion: '7', continue: 'next' }, items });
    const page = await aClient().listPage(kinds.pods, { namespace: 'team a', limit: 250 }, signal);
    assert.deepEqual(page, { ok: true, value: { items, resourceVersion: '7', continueToken: 'next' } });
    assert.equal(server.last.path, '/api/v1/namespaces/team%20a/pods');
    assert.deepEqual(server.last.query, { limit: '250' });
    assert.equal(server.last.headers.authorization, 'Bearer abc');
  });

  test('goes on without naming its version again', async () => {
    server.answerJson({ metadata: { resourceVersion: '7' }, items: null });
    const query = { continueToken: 'a+b/c=', resourceVersion: '5', limit: 3 };
    const page = await aClient().listPage(kinds.nodes, query, signal);
    assert.deepEqual(page, { ok: true, value: { items: [], resourceVersion: '7' } });
    assert.deepEqual(server.last.query, { limit: '3', continue: 'a+b/c=' });
  });

  test('of a kind that is not served says so', async () => {
    server.answerWith((_asked, response) => response.writeHead(404).end('404 page not found\n'));
    const page = await aClient().listPage(kinds.inferenceServices, {}, signal);
    assert.equal(!page.ok && page.failure.kind, 'kindNotServed');
  });

  test('is refused when something else answers', async () => {
    for (const body of ['<html>sign in</html>', '[]', '{"items":5}', '']) {
      server.answerWith((_asked, response) => response.end(body));
      const page = await aClient().listPage(kinds.pods, {}, signal);
      assert.equal(!page.ok && page.failure.kind, 'badAnswer', body);
    }
  });

  test('can be called off while it is under way, and before', async () => {
    const controller = new AbortController();
    server.answerWith(() => controller.abort());
    const page = await aClient().listPage(kinds.pods, {}, controller.signal);
    assert.equal(!page.ok && page.failure.kind, 'cancelled');
    const never = await client.listPage(kinds.pods, {}, controller.signal);
    assert.equal(!never.ok && never.failure.kind, 'cancelled');
    assert.equal(server.asked.length, 1);
  });

  test('waits as the server asks', async () => {
    server.answerJson(status(429, 'TooManyRequests'), 429, { 'retry-after': '2' });
    const page = await aClient().listPage(kinds.pods, {}, signal);
    assert.equal(!page.ok && page.failure.kind === 'tooManyRequests' && page.failure.retryAfterMs, 2_000);
  });

  test('keeps the path in front of the API that some gateways have', async () => {
    server.answerJson({ items: [], metadata: {} });
    await aClient({}, '/k8s/clusters/c-1/').listPage(kinds.pods, {}, signal);
    assert.equal(server.last.path, '/k8s/clusters/c-1/api/v1/pods');
  });
});

suite('an object', () => {
  test('is read', async () => {
    server.answerJson({ kind: 'Pod' });
    assert.deepEqual(await aClient().get(pod), { ok: true, value: { kind: 'Pod' } });
    assert.equal(server.last.path, '/api/v1/namespaces/team%20a/pods/p');
  });

  test('is applied on the server, dry and by force', async () => {
    server.answerJson({});
    const options = {
      fieldManager: 'timonel',
      force: true,
      dryRun: true,
      fieldValidation: 'Strict',
    } as const;
    await aClient().apply(pod, { kind: 'Pod' }, options);
    assert.equal(server.last.method, 'PATCH');
    assert.deepEqual(server.last.query, {
      fieldManager: 'timonel',
      force: 'true',
      dryRun: 'All',
      fieldValidation: 'Strict',
    });
    assert.equal(server.last.headers['content-type'], 'application/apply-patch+yaml');
    assert.deepEqual(JSON.parse(server.last.body), { kind: 'Pod' });
  });

  test('is created where its own metadata says', async () => {
    server.answerJson(status(409, 'AlreadyExists'), 409);
    const object = { metadata: { namespace: 'b', name: 'p' } };
    const made = await aClient().create(kinds.pods, object);
    assert.equal(!made.ok && made.failure.kind, 'alreadyExists');
    assert.equal(server.last.path, '/api/v1/namespaces/b/pods');
    assert.equal(server.last.method, 'POST');
  });

  test('is patched, or a part of it', async () => {
    server.answerJson({});
    await aClient().mergePatch(pod, { spec: null }, { subresource: 'scale' });
    assert.equal(server.last.path, '/api/v1/namespaces/team%20a/pods/p/scale');
    assert.equal(server.last.headers['content-type'], 'application/merge-patch+json');
    assert.equal(server.last.body, '{"spec":null}');
  });

  test('is deleted, if it is still the same', async () => {
    server.answerJson({ kind: 'Status', status: 'Success' });
    const done = await aClient().delete(pod, { propagation: 'Foreground', dryRun: true, uid: 'u' });
    assert.deepEqual(done, { ok: true, value: undefined });
    assert.equal(server.last.method, 'DELETE');
    assert.deepEqual(JSON.parse(server.last.body), {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Foreground',
      dryRun: ['All'],
      preconditions: { uid: 'u' },
    });
  });

  test('is never written twice by a retry of ours', async () => {
    server.answerWith((_asked, response) => response.destroy());
    const made = await aClient().create(kinds.pods, {});
    assert.equal(!made.ok && made.failure.kind, 'unreachable');
    assert.equal(server.asked.length, 1);
  });

  test('is read once more when a kept connection turns out to be closed', async () => {
    server.answerWith((_asked, response) => {
      if (server.asked.length === 1) response.destroy();
      else response.end('{}');
    });
    assert.equal((await aClient().get(pod)).ok, true);
    assert.equal(server.asked.length, 2);
  });
});

suite('what a cluster serves', () => {
  const resources = [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true },
  ];

  test('is asked for once', async () => {
    server.answerJson({ resources });
    const found = await aClient().findKind('apps/v1', 'Deployment');
    assert.deepEqual(found, {
      ok: true,
      value: { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', isNamespaced: true },
    });
    await client.findKind('apps/v1', 'Deployment');
    assert.deepEqual(
      server.asked.map(({ path }) => path),
      ['/apis/apps/v1'],
    );
    await client.findKind('apps/v1', 'Deployment', { refresh: true });
    assert.equal(server.asked.length, 2);
  });

  test('may lack a kind or a whole group, which is asked for anew each time', async () => {
    server.answerJson({ resources });
    assert.deepEqual(await aClient().findKind('v1', 'Scale'), { ok: true, value: undefined });
    server.answerWith((_asked, response) => response.writeHead(404).end('404 page not found\n'));
    assert.deepEqual(await client.findKind('x.io/v1', 'X'), { ok: true, value: undefined });
    await client.findKind('x.io/v1', 'X');
    assert.equal(server.asked.filter(({ path }) => path === '/apis/x.io/v1').length, 2);
  });

  test('does not remember a failure', async () => {
    server.answerJson(status(503, 'ServiceUnavailable'), 503);
    assert.equal((await aClient().findKind('apps/v1', 'Deployment')).ok, false);
    server.answerJson({ resources });
    assert.equal((await client.findKind('apps/v1', 'Deployment')).ok, true);
  });
});

suite('the smaller questions', () => {
  test('may I?', async () => {
    server.answerJson({ status: { allowed: true } });
    assert.deepEqual(await aClient().mayI({ verb: 'list', resource: 'pods', namespace: 'a' }), {
      ok: true,
      value: true,
    });
    assert.deepEqual(JSON.parse(server.last.body).spec.resourceAttributes, {
      group: '',
      verb: 'list',
      resource: 'pods',
      namespace: 'a',
    });
  });

  test('a service behind the API server', async () => {
    server.answerWith((_asked, response) => response.end('metric 1\n'));
    const service = { namespace: 'a', name: 'prometheus', port: 9090 };
    assert.deepEqual(await aClient().getText(service, '/metrics?x=1'), { ok: true, value: 'metric 1\n' });
    const { path, query } = server.last;
    assert.equal(
      decodeURIComponent(path),
      '/api/v1/namespaces/a/services/http:prometheus:9090/proxy/metrics',
    );
    assert.deepEqual(query, { x: '1' });
  });

  test('which version?', async () => {
    server.answerJson({ gitVersion: 'v1.36.3' });
    assert.deepEqual(await aClient().serverVersion(), { ok: true, value: 'v1.36.3' });
    server.answerJson({});
    assert.equal((await client.serverVersion()).ok, false);
  });
});
