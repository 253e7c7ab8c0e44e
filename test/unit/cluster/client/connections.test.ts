import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { KubeconfigEntry } from '../../../../src/cluster/access.ts';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import type { ClusterClient } from '../../../../src/cluster/ports.ts';
import { kinds } from '../../../../src/cluster/resource.ts';
import { TestServer } from '../../../support/testServer.ts';

const clients: ClusterClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function aClient(server: string, user: KubeconfigEntry = {}, cluster: KubeconfigEntry = {}): ClusterClient {
  const context = { name: 'a', cluster: 'a', server, user: 'a', isCurrent: true };
  const client = connect({ context, cluster: { server, ...cluster }, user }, {});
  clients.push(client);
  return client;
}

suite('a server', () => {
  test('that is not there is unreachable', async () => {
    const server = await TestServer.start();
    const address = `http://127.0.0.1:${server.port}`;
    await server.stop();
    const version = await aClient(address).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'unreachable');
    const code = !version.ok && version.failure.kind === 'unreachable' ? version.failure.code : '';
    assert.equal(code, 'ECONNREFUSED');
  });

  test('that is asked for too much at once gets a few questions at a time', async () => {
    const server = await TestServer.start();
    let open = 0;
    let most = 0;
    server.answerWith((_asked, response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.end('{"gitVersion":"v1"}');
      });
    });
    const client = aClient(`http://127.0.0.1:${server.port}`);
    const versions = await Promise.all(Array.from({ length: 40 }, () => client.serverVersion()));
    assert.ok(versions.every(version => version.ok));
    assert.ok(most <= 8, `${most} at a time`);
    await server.stop();
  });
});

suite('a login that is refused', () => {
  let server: TestServer;
  let folder = '';
  before(async () => {
    server = await TestServer.start();
    folder = await mkdtemp(join(tmpdir(), 'timonel-relogin-'));
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    server.asked.length = 0;
  });

  /** Takes only one token, as a server does after the others ran out. */
  const accept = (token: string) =>
    server.answerWith(({ headers }, response) => {
      const isGood = headers.authorization === `Bearer ${token}`;
      response.writeHead(isGood ? 200 : 401).end(isGood ? '{"gitVersion":"v1"}' : 'Unauthorized');
    });

  const plugin = async (script: string): Promise<KubeconfigEntry> => {
    const path = join(folder, 'login.mjs');
    await writeFile(path, script);
    return { exec: { command: process.execPath, args: [path] } };
  };

  test('is made once more with the login command', async () => {
    const counter = JSON.stringify(join(folder, 'count'));
    const user = await plugin(`
      import { appendFileSync, readFileSync } from 'node:fs';
      appendFileSync(${counter}, 'x');
      const token = 'run-' + readFileSync(${counter}, 'utf8').length;
      console.log(JSON.stringify({ status: { token } }));`);
    accept('run-2');
    const version = await aClient(`http://127.0.0.1:${server.port}`, user).serverVersion();
    assert.equal(version.ok, true);
    assert.equal(server.asked.length, 2);
  });

  test('has expired when the second try is refused as well', async () => {
    const user = await plugin(`console.log(JSON.stringify({ status: { token: 'stale' } }));`);
    accept('fresh');
    const version = await aClient(`http://127.0.0.1:${server.port}`, user).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'expiredLogin');
    assert.equal(server.asked.length, 2);
  });

  test('has expired at once where a second try would be the same', async () => {
    accept('fresh');
    const version = await aClient(`http://127.0.0.1:${server.port}`, { token: 'stale' }).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'expiredLogin');
    assert.equal(server.asked.length, 1);
  });

  test('that cannot even be made is told as such', async () => {
    const user = { exec: { command: 'no-such-login', installHint: 'Get it.' } };
    const page = await aClient('http://127.0.0.1:1', user).serverVersion();
    assert.deepEqual(page, {
      ok: false,
      failure: {
        kind: 'loginFailed',
        message: 'no-such-login: command not found',
        command: 'no-such-login',
        installHint: 'Get it.',
      },
    });
  });

  test('need not be waited for by whoever gives up', async () => {
    const user = await plugin('setTimeout(() => undefined, 3_000);');
    const page = await aClient('http://127.0.0.1:1', user).listPage(kinds.pods, {}, AbortSignal.timeout(200));
    assert.equal(!page.ok && page.failure.kind, 'cancelled');
  });
});

suite('a proxy', () => {
  test('carries the requests to a server elsewhere, zipped on the way', async () => {
    const server = await TestServer.start();
    server.answerWith(({ headers }, response) => {
      assert.match(String(headers['accept-encoding']), /gzip/);
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(
        gzipSync(JSON.stringify({ items: [{ kind: 'Pod' }], metadata: { resourceVersion: '1' } })),
      );
    });
    const cluster = { 'proxy-url': `http://127.0.0.1:${server.port}` };
    const client = aClient('http://cluster.example:6443', { token: 'abc' }, cluster);
    const page = await client.listPage(kinds.pods, {}, new AbortController().signal);
    assert.deepEqual(page, { ok: true, value: { items: [{ kind: 'Pod' }], resourceVersion: '1' } });
    assert.equal(server.last.headers.host, 'cluster.example:6443');
    await server.stop();
  });
});

/** A self-signed certificate for 127.0.0.1, or nothing where there is no `openssl`. */
function selfSigned(): { readonly key: string; readonly cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'timonel-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=timonel-test',
  ];
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:inner.example'];
  try {
    execFileSync('openssl', [...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tls = selfSigned();
const skip = tls === undefined && 'openssl is needed to make a certificate';

suite('a secure connection', { skip }, () => {
  let server: TestServer;
  let address = '';
  const ca = Buffer.from(tls?.cert ?? '').toString('base64');
  before(async () => {
    server = await TestServer.start(tls);
    server.answerJson({ gitVersion: 'v1' });
    address = `https://127.0.0.1:${server.port}`;
  });
  after(() => server.stop());

  test("trusts the kubeconfig's authority", async () => {
    const cluster = { 'certificate-authority-data': ca };
    assert.equal((await aClient(address, {}, cluster).serverVersion()).ok, true);
  });

  test('trusts nobody else', async () => {
    const version = await aClient(address).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'badCertificate');
  });

  test('checks the name that the kubeconfig gives', async () => {
    const cluster = { 'certificate-authority-data': ca, 'tls-server-name': 'inner.example' };
    assert.equal((await aClient(address, {}, cluster).serverVersion()).ok, true);
    const other = { ...cluster, 'tls-server-name': 'other.example' };
    const version = await aClient(address, {}, other).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'badCertificate');
  });

  test('goes through a proxy as a tunnel', async () => {
    const proxy = await TestServer.start();
    const tunnels: string[] = [];
    proxy.tunnelTo(server.port, target => tunnels.push(target));
    const cluster = {
      'certificate-authority-data': ca,
      'tls-server-name': 'inner.example',
      'proxy-url': `http://127.0.0.1:${proxy.port}`,
    };
    const client = aClient('https://cluster.example:6443', {}, cluster);
    assert.equal((await client.serverVersion()).ok, true);
    assert.deepEqual(tunnels, ['cluster.example:6443']);
    client.dispose();
    await proxy.stop();
  });

  test('is unchecked only where the kubeconfig says so', async () => {
    const cluster = { 'insecure-skip-tls-verify': true };
    assert.equal((await aClient(address, {}, cluster).serverVersion()).ok, true);
  });

  test('with a key that is none is a matter of certificates', async () => {
    const data = Buffer.from('nonsense').toString('base64');
    const user = { 'client-certificate-data': data, 'client-key-data': data };
    const version = await aClient(address, user, { 'certificate-authority-data': ca }).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'badCertificate');
  });

  test('to a server that speaks plain HTTP makes no sense', async () => {
    const plain = await TestServer.start();
    const version = await aClient(`https://127.0.0.1:${plain.port}`).serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'badAnswer');
    await plain.stop();
  });
});
