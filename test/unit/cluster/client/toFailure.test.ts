import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LoginError, MaterialError } from '../../../../src/cluster/client/loginError.ts';
import { failureOfAnswer, failureOfError } from '../../../../src/cluster/client/toFailure.ts';

const server = 'https://a.example:6443';
const coded = (code: string, message = code, more: ErrorOptions = {}) =>
  Object.assign(new Error(message, more), { code });
const kindOf = (error: unknown) => failureOfError(error, server).kind;

suite('failureOfError', () => {
  for (const code of [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'ECONNRESET',
    'EHOSTUNREACH',
    'EPIPE',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_SOCKET',
  ]) {
    test(`takes ${code} for an unreachable server`, () => {
      assert.deepEqual(failureOfError(coded(code), server), {
        kind: 'unreachable',
        message: code,
        server,
        code,
      });
    });
  }

  for (const code of [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_OSSL_PEM_NO_START_LINE',
  ]) {
    test(`takes ${code} for a bad certificate`, () => {
      assert.deepEqual(failureOfError(coded(code), server), {
        kind: 'badCertificate',
        message: code,
        server,
        code,
      });
    });
  }

  test('tells plain HTTP behind an https address from a bad certificate', () => {
    assert.equal(kindOf(coded('ERR_SSL_WRONG_VERSION_NUMBER')), 'badAnswer');
    assert.equal(kindOf(coded('EPROTO', 'ssl3_get_record:wrong version number')), 'badAnswer');
    assert.equal(kindOf(coded('HPE_INVALID_CONSTANT')), 'badAnswer');
  });

  test('takes an answer that does not come for a timeout', () => {
    assert.equal(kindOf(coded('UND_ERR_HEADERS_TIMEOUT')), 'timedOut');
  });

  test('takes an abort for a cancellation, however it shows', () => {
    assert.equal(kindOf(new DOMException('This operation was aborted', 'AbortError')), 'cancelled');
    assert.equal(kindOf(coded('UND_ERR_ABORTED')), 'cancelled');
    assert.equal(kindOf(coded('UND_ERR_DESTROYED')), 'cancelled');
  });

  test('looks at the bottom of an error', () => {
    const cause = coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:6443');
    assert.equal(kindOf(new TypeError('fetch failed', { cause })), 'unreachable');
    const tries = new AggregateError([cause, coded('ENETUNREACH')]);
    const failure = failureOfError(tries, server);
    assert.equal(failure.kind === 'unreachable' && failure.code, 'ECONNREFUSED');
  });

  test('names the login command and how to install it', () => {
    const error = new LoginError('aws: command not found', 'aws', 'Install the AWS CLI');
    assert.deepEqual(failureOfError(error, server), {
      kind: 'loginFailed',
      message: 'aws: command not found',
      command: 'aws',
      installHint: 'Install the AWS CLI',
    });
    assert.deepEqual(failureOfError(new LoginError('no'), server), { kind: 'loginFailed', message: 'no' });
  });

  test('blames the kubeconfig for files that are not there', () => {
    assert.equal(kindOf(new MaterialError('no such file')), 'badKubeconfig');
  });

  test('survives what is no error at all', () => {
    assert.deepEqual(failureOfError('odd', server), { kind: 'unreachable', message: 'odd', server });
  });

  test('hides credentials that an error quotes', () => {
    const error = new LoginError(
      'got token: s3cr3t-t0k3n-value and eyJhbGciOiJub25l.eyJzdWIiOiJ4In0.sig-nature, Bearer abcdefghijkl',
    );
    const { message } = failureOfError(error, 'https://user:pass@a.example');
    assert.doesNotMatch(message, /s3cr3t|eyJ|abcdefgh/);
    const failure = failureOfError(coded('ECONNREFUSED'), 'https://user:pass@a.example');
    assert.doesNotMatch(JSON.stringify(failure), /user:pass/);
  });
});

suite('failureOfAnswer', () => {
  const subject = { group: 'serving.kserve.io', resource: 'inferenceservices' };

  test('reads a Status', () => {
    const body = JSON.stringify({ kind: 'Status', code: 401, message: 'Unauthorized' });
    assert.deepEqual(failureOfAnswer(body, { status: 401 }), {
      kind: 'expiredLogin',
      message: 'Unauthorized',
      status: 401,
    });
  });

  test('takes the bare line of a path that is not served for what it is', () => {
    const failure = failureOfAnswer('404 page not found\n', { status: 404, subject });
    assert.deepEqual(failure, {
      kind: 'kindNotServed',
      message: '404 page not found',
      status: 404,
      ...subject,
    });
    assert.equal(failureOfAnswer('404 page not found\n', { status: 404 }).kind, 'notFound');
  });

  test('tells the page of a gateway from an answer of the cluster', () => {
    const page = '<html><head><title>404 Not Found</title></head><body><h1>nginx</h1><p>x</p></body></html>';
    assert.deepEqual(failureOfAnswer(page, { status: 404, subject }), {
      kind: 'badAnswer',
      message: '404 Not Found',
      status: 404,
    });
    assert.equal(failureOfAnswer(page, { status: 403 }).kind, 'badAnswer');
    assert.equal(failureOfAnswer(page, { status: 302 }).kind, 'badAnswer');
    assert.equal(failureOfAnswer(page, { status: 407 }).kind, 'badAnswer');
    assert.equal(failureOfAnswer(page, { status: 502 }).kind, 'serverError');
    assert.equal(failureOfAnswer(page, { status: 504 }).kind, 'timedOut');
    assert.equal(failureOfAnswer(page, { status: 401 }).kind, 'expiredLogin');
    assert.equal(failureOfAnswer('', { status: 410 }).kind, 'expired');
  });

  test('hears how long to wait', () => {
    const failure = failureOfAnswer('slow down', { status: 429, retryAfterMs: 2_000 });
    assert.deepEqual(failure, {
      kind: 'tooManyRequests',
      message: 'slow down',
      status: 429,
      retryAfterMs: 2_000,
    });
  });

  test('says something where the answer says nothing', () => {
    assert.equal(failureOfAnswer('', { status: 500 }).message, 'HTTP 500');
  });

  test('cuts long pages', () => {
    assert.ok(failureOfAnswer('x'.repeat(100_000), { status: 500 }).message.length <= 300);
  });
});
