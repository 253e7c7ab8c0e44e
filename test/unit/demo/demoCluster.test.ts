import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DemoCluster, startDemoCluster } from '../../../src/demo/demoCluster.ts';

let cluster: DemoCluster;

async function ask(path: string, request: { method?: string; body?: string; token?: string } = {}) {
  const { token = cluster.token, ...rest } = request;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(cluster.server + path, { headers, ...rest });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
}

suite('a running demo cluster', () => {
  before(async () => {
    cluster = await startDemoCluster({ speed: 50 });
  });
  after(() => cluster.stop());

  test('listens on the loopback interface, for those who hold the token', async () => {
    assert.match(cluster.server, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(cluster.contextName, 'timonel-demo');
    assert.equal((await ask('/api/v1/nodes')).body.items.length, 5);
    assert.equal((await ask('/api/v1/nodes', { token: 'another' })).status, 401);
  });

  test('a list that was begun long ago cannot be finished, but gone on with', async () => {
    const first = (await ask('/api/v1/pods?limit=2')).body;
    // So many other lists are begun, each of another state, that this one is forgotten.
    for (let count = 0; count < 70; count += 1) {
      const body = JSON.stringify({ metadata: { generateName: 'a-' } });
      await ask('/api/v1/namespaces/default/configmaps', { method: 'POST', body });
      await ask('/api/v1/namespaces/default/configmaps?limit=1');
    }
    const old = await ask(`/api/v1/pods?limit=2&continue=${first.metadata.continue}`);
    assert.deepEqual([old.status, old.body.reason], [410, 'Expired']);
    const rest = await ask(`/api/v1/pods?limit=500&continue=${old.body.metadata.continue}`);
    assert.equal(rest.status, 200);
    assert.ok(rest.body.items.length > 10);
  });

  test('answers for the services in it: Prometheus and a model server', async () => {
    const root = '/api/v1/namespaces/monitoring/services/http:prometheus-operated:9090/proxy';
    const query = await ask(`${root}/api/v1/query?query=${encodeURIComponent('count(up)')}`);
    assert.deepEqual([query.body.status, query.body.data.result[0].value[1]], ['success', '3']);
    const wrong = await ask(`${root}/api/v1/query?query=${encodeURIComponent('sum(')}`);
    assert.deepEqual([wrong.status, wrong.body.errorType], [400, 'bad_data']);
    const range = await ask(`${root}/api/v1/query_range?query=up&start=1000&end=1060&step=30`);
    assert.equal(range.body.data.result[0].values.length, 3);
    const tooFine = await ask(`${root}/api/v1/query_range?query=up&start=0&end=100000&step=1`);
    assert.match(tooFine.body.error, /exceeded maximum resolution of 11,000 points/);
    assert.ok((await ask(`${root}/api/v1/label/__name__/values`)).body.data.includes('model_feature_psi'));
    assert.equal((await ask(`${root}/api/v1/metadata?metric=up`)).body.data.up[0].type, 'gauge');
    const model = await ask('/api/v1/namespaces/models/services/churn:http/proxy/v1/models/churn');
    assert.equal(model.body.model_version_status[0].state, 'AVAILABLE');
  });

  test('a training log shows a falling loss', async () => {
    const pods = (
      await ask('/api/v1/namespaces/training/pods?labelSelector=app.kubernetes.io/name%3Dchurn-train-1')
    ).body.items;
    const { text } = await ask(`/api/v1/namespaces/training/pods/${pods[0].metadata.name}/log`);
    const losses = [...text.matchAll(/ - loss: ([\d.]+)/g)].map(match => Number(match[1]));
    assert.ok(losses.length > 10);
    assert.ok((losses.at(-1) ?? 1) < (losses[0] ?? 0) * 0.8, `${losses[0]} to ${losses.at(-1)}`);
  });
});

suite('the demo cluster as a program of its own', () => {
  test('says where its kubeconfig is, and leaves nothing behind when it is told to stop', async () => {
    const main = fileURLToPath(new URL('../../../src/demo/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, '--speed', '10'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const { kubeconfig, server, pid } = JSON.parse(line);
    assert.equal(pid, child.pid);
    const config = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    assert.equal(config['current-context'], 'timonel-demo');
    const [user] = config.users;
    const answer = await fetch(`${server}/version`, {
      headers: { authorization: `Bearer ${user.user.token}` },
    });
    assert.equal(answer.status, 200);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    assert.equal(existsSync(kubeconfig), false);
  });
});
