import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { Login } from '../../../../src/cluster/client/login.ts';
import { TestServer } from '../../../support/testServer.ts';

/** A certificate for 127.0.0.1, or nothing where there is no `openssl`. */
function selfSigned(): { readonly key: string; readonly cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'timonel-oidc-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request =
    'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=issuer -addext subjectAltName=IP:127.0.0.1';
  try {
    execFileSync('openssl', [...request.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tls = selfSigned();
const skip = tls === undefined && 'openssl is needed to make a certificate';
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** A token that says when it ends; its signature is only for the API server to judge. */
function aToken(issuer: string, exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: issuer, aud: 'timonel-test', sub: 'me', iat: inSeconds(-10), exp };
  return `${part({ alg: 'RS256' })}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
}

suite('a login by OpenID Connect', { skip }, () => {
  let server: TestServer;
  let issuer = '';
  let fresh = '';
  before(async () => {
    server = await TestServer.start(tls);
    issuer = `https://127.0.0.1:${server.port}`;
    fresh = aToken(issuer, inSeconds(3600));
    server.answerWith((asked, response) => {
      const answer =
        asked.path === '/.well-known/openid-configuration'
          ? { issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` }
          : {
              access_token: 'a',
              token_type: 'bearer',
              id_token: fresh,
              refresh_token: 'next',
              expires_in: 3600,
            };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  after(() => server.stop());

  function aLogin(idToken: string): Login {
    const address = 'https://a.example:6443';
    const context = { name: 'a', cluster: 'a', server: address, user: 'a', isCurrent: true };
    const config = {
      'client-id': 'timonel-test',
      'id-token': idToken,
      'idp-issuer-url': issuer,
      'refresh-token': 'first',
      'idp-certificate-authority-data': Buffer.from(tls?.cert ?? '').toString('base64'),
    };
    return new Login({
      context,
      cluster: { server: address },
      user: { 'auth-provider': { name: 'oidc', config } },
    });
  }

  test('sends the token that the kubeconfig holds, as long as it is good', async () => {
    const { headers } = await aLogin(fresh).credentials();
    assert.equal(headers['authorization'], `Bearer ${fresh}`);
    assert.equal(server.asked.length, 0);
  });

  test('gets another from the issuer when it has run out', async () => {
    const { headers } = await aLogin(aToken(issuer, inSeconds(-60))).credentials();
    assert.equal(headers['authorization'], `Bearer ${fresh}`);
    const form = new URLSearchParams(server.last.body);
    assert.deepEqual([form.get('grant_type'), form.get('refresh_token')], ['refresh_token', 'first']);
  });

  test('gets another when the server refuses the one that seemed good, with what the issuer gave last', async () => {
    const login = aLogin(fresh);
    await login.credentials();
    login.forget();
    await login.credentials();
    assert.equal(new URLSearchParams(server.last.body).get('refresh_token'), 'first');
    login.forget();
    await login.credentials();
    assert.equal(new URLSearchParams(server.last.body).get('refresh_token'), 'next');
  });
});

suite('an issuer that gives no token', { skip }, () => {
  test('is quoted with what is meant for people', async () => {
    const server = await TestServer.start();
    const issuer = `http://127.0.0.1:${server.port}`;
    const config = { 'client-id': 'c', 'idp-issuer-url': issuer, 'refresh-token': 'used' };
    const cluster = { server: 'https://a.example' };
    const context = { name: 'a', cluster: 'a', server: cluster.server, user: 'a', isCurrent: true };
    const login = (more: object = config) =>
      new Login({
        context,
        cluster,
        user: { 'auth-provider': { name: 'oidc', config: more } },
      }).credentials();
    server.answerWith((asked, response) => {
      const isKnown = asked.path.startsWith('/.well-known');
      const answer = isKnown
        ? { token_endpoint: `${issuer}/token` }
        : { error: 'invalid_grant', error_description: 'the session has ended', refresh_token: 'secret' };
      response.writeHead(isKnown ? 200 : 400).end(JSON.stringify(answer));
    });
    await assert.rejects(login(), { message: 'the issuer of the token refused: the session has ended' });
    await assert.rejects(login({ 'id-token': aToken(issuer, 1) }), /does not say where to get another/);
    server.answerJson({});
    await assert.rejects(login(), /is no issuer of tokens/);
    await server.stop();
  });
});
