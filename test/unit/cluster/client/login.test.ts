import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { KubeconfigEntry } from '../../../../src/cluster/access.ts';
import { Login } from '../../../../src/cluster/client/login.ts';
import { LoginError, MaterialError } from '../../../../src/cluster/client/loginError.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timonel-login-'));
});
after(() => rm(folder, { recursive: true, force: true }));

function aLogin(
  user: KubeconfigEntry,
  cluster: KubeconfigEntry = {},
  server = 'https://a.example:6443',
): Login {
  const context = { name: 'a', cluster: 'a', server, user: 'a', isCurrent: true };
  return new Login({ context, cluster: { server, ...cluster }, user });
}

/** A login command in JavaScript that counts its runs in a file and prints what `body` makes of them. */
async function aPlugin(
  name: string,
  body: string,
): Promise<{ exec: KubeconfigEntry; runs: () => Promise<number> }> {
  const script = join(folder, `${name}.mjs`);
  const counter = join(folder, `${name}.count`);
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(counter)}, 'x');
     const run = readFileSync(${JSON.stringify(counter)}, 'utf8').length;
     const print = status => console.log(JSON.stringify({ kind: 'ExecCredential', status }));
     ${body}`,
  );
  const runs = () =>
    readFile(counter, 'utf8').then(
      text => text.length,
      () => 0,
    );
  const apiVersion = 'client.authentication.k8s.io/v1';
  return { exec: { apiVersion, command: process.execPath, args: [script] }, runs };
}

const bearer = async (login: Login) => (await login.credentials()).headers['authorization'];

suite('a login', () => {
  test('sends a token', async () => {
    assert.deepEqual((await aLogin({ token: 'abc' }).credentials()).headers, { authorization: 'Bearer abc' });
  });

  test('sends a name and a password', async () => {
    const user = { username: 'me', password: 'pw' };
    assert.equal(await bearer(aLogin(user)), `Basic ${Buffer.from('me:pw').toString('base64')}`);
  });

  test('reads a token from its file, which wins over one in the kubeconfig', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'from-file\n');
    assert.equal(await bearer(aLogin({ tokenFile, token: 'stale' })), 'Bearer from-file');
  });

  test('is anonymous without a user', async () => {
    assert.deepEqual(await aLogin({}).credentials(), { headers: {}, tls: {} });
  });

  test('works over plain HTTP', async () => {
    assert.equal(await bearer(aLogin({ token: 'abc' }, {}, 'http://127.0.0.1:8001')), 'Bearer abc');
  });

  test('takes certificates from data and from files, data first', async () => {
    const path = join(folder, 'cert.pem');
    await writeFile(path, 'from file');
    const data = (text: string) => Buffer.from(text).toString('base64');
    const user = {
      'client-certificate': path,
      'client-certificate-data': data('from data'),
      'client-key': path,
    };
    const cluster = {
      'certificate-authority-data': data('ca'),
      'tls-server-name': 'inner.example',
      'insecure-skip-tls-verify': true,
    };
    const { tls } = await aLogin(user, cluster).credentials();
    assert.equal(String(tls.cert), 'from data');
    assert.equal(String(tls.key), 'from file');
    assert.equal(String(tls.ca), 'ca');
    assert.equal(tls.servername, 'inner.example');
    assert.equal(tls.rejectUnauthorized, false);
  });

  test('acts as somebody else', async () => {
    const user = { token: 'abc', as: 'jane', 'as-groups': ['ml', 'dev'], 'as-user-extra': { Scope: ['x'] } };
    assert.deepEqual((await aLogin(user).credentials()).headers, {
      authorization: 'Bearer abc',
      'impersonate-user': 'jane',
      'impersonate-group': ['ml', 'dev'],
      'impersonate-extra-scope': ['x'],
    });
  });

  test('blames the kubeconfig for a file that is not there, before anything is run', async () => {
    const { exec, runs } = await aPlugin('never', `print({ token: 'x' });`);
    const login = aLogin({ exec }, { 'certificate-authority': join(folder, 'no-ca.crt') });
    await assert.rejects(login.credentials(), MaterialError);
    assert.equal(await runs(), 0);
  });
});

suite('a login command', () => {
  test('is run once for all who ask, and its token is kept', async () => {
    const { exec, runs } = await aPlugin('counts', `print({ token: 'run-' + run });`);
    const login = aLogin({ exec });
    assert.equal(await runs(), 0);
    const tokens = await Promise.all([bearer(login), bearer(login), bearer(login)]);
    assert.deepEqual(new Set(tokens), new Set(['Bearer run-1']));
    assert.equal(await bearer(login), 'Bearer run-1');
    assert.equal(await runs(), 1);
  });

  test('is run anew when the login is forgotten', async () => {
    const { exec } = await aPlugin('again', `print({ token: 'run-' + run });`);
    const login = aLogin({ exec });
    assert.equal(await bearer(login), 'Bearer run-1');
    login.forget();
    assert.equal(await bearer(login), 'Bearer run-2');
    assert.equal(login.isRenewable, true);
  });

  test('is run once more when several find at the same time that its token is refused', async () => {
    const { exec, runs } = await aPlugin('refused', `print({ token: 'run-' + run });`);
    const login = aLogin({ exec });
    const refused = await login.credentials();
    login.forget(refused);
    assert.equal(await bearer(login), 'Bearer run-2');
    login.forget(refused);
    assert.equal(await bearer(login), 'Bearer run-2');
    assert.equal(await runs(), 2);
  });

  test('may give a certificate', async () => {
    const { exec } = await aPlugin(
      'certificate',
      `print({ clientCertificateData: 'CERT', clientKeyData: 'KEY' });`,
    );
    const { tls } = await aLogin({ exec }).credentials();
    assert.deepEqual([String(tls.cert), String(tls.key)], ['CERT', 'KEY']);
  });

  test('is told of the cluster, if it asks, and that nobody sits at its terminal', async () => {
    const { exec } = await aPlugin('info', 'print({ token: process.env.KUBERNETES_EXEC_INFO });');
    const cluster = { 'certificate-authority-data': Buffer.from('ca').toString('base64') };
    const info = async (more: KubeconfigEntry) => {
      const header = String(await bearer(aLogin({ exec: { ...exec, ...more } }, cluster)));
      return JSON.parse(header.replace('Bearer ', ''));
    };
    assert.deepEqual(await info({}), {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false },
    });
    assert.deepEqual((await info({ provideClusterInfo: true })).spec.cluster, {
      server: 'https://a.example:6443',
      'certificate-authority-data': 'Y2E=',
    });
  });

  test('gets its own environment beside ours', async () => {
    const { exec } = await aPlugin(
      'env',
      `print({ token: process.env.PROFILE + '-' + ('PATH' in process.env) });`,
    );
    const env = [{ name: 'PROFILE', value: 'ml' }];
    assert.equal(await bearer(aLogin({ exec: { ...exec, env } })), 'Bearer ml-true');
  });

  const failsWith = async (user: KubeconfigEntry): Promise<LoginError> => {
    try {
      await aLogin(user).credentials();
    } catch (error) {
      assert.ok(error instanceof LoginError);
      return error;
    }
    return assert.fail('the login should have failed');
  };

  test('that is missing is named, with the way to get it', async () => {
    const error = await failsWith({ exec: { command: 'no-such-login', installHint: 'Get it there.' } });
    assert.equal(error.message, 'no-such-login: command not found');
    assert.equal(error.command, 'no-such-login');
    assert.equal(error.installHint, 'Get it there.');
  });

  test('that fails is quoted, and may be tried again', async () => {
    const { exec } = await aPlugin(
      'fails',
      `if (run === 1) { console.error('the session has expired'); process.exit(3); } print({ token: 'x' });`,
    );
    const login = aLogin({ exec });
    await assert.rejects(login.credentials(), /the session has expired/);
    assert.equal(await bearer(login), 'Bearer x');
  });

  test('that fails without a word, or prints something else, is told too', async () => {
    const silent = await aPlugin('silent', 'process.exit(1);');
    assert.match((await failsWith({ exec: silent.exec })).message, /failed without a word/);
    const chatty = await aPlugin('chatty', `console.log('Welcome!');`);
    assert.equal((await failsWith({ exec: chatty.exec })).command, process.execPath);
  });

  test('that insists on a terminal is not run', async () => {
    const { exec, runs } = await aPlugin('terminal', `print({ token: 'x' });`);
    const error = await failsWith({ exec: { ...exec, interactiveMode: 'Always' } });
    assert.match(error.message, /in a terminal/);
    assert.equal(await runs(), 0);
  });
});
