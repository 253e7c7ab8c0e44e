import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { failureWords, inEnglish } from '../../../src/cluster/failureWords.ts';

const message = 'what the server said';

/** One of each kind: leaving one out does not compile. */
const everyKind: { readonly [K in Failure['kind']]: Extract<Failure, { readonly kind: K }> } = {
  unreachable: { kind: 'unreachable', message, server: 'https://a.example:6443', code: 'ECONNREFUSED' },
  badCertificate: { kind: 'badCertificate', message, server: 'https://a.example:6443' },
  badKubeconfig: { kind: 'badKubeconfig', message },
  loginFailed: { kind: 'loginFailed', message, command: 'aws', installHint: 'Install the AWS CLI.' },
  expiredLogin: { kind: 'expiredLogin', message, status: 401 },
  forbidden: { kind: 'forbidden', message, verb: 'list', resource: 'pods' },
  notFound: { kind: 'notFound', message },
  kindNotServed: {
    kind: 'kindNotServed',
    message,
    group: 'serving.kserve.io',
    resource: 'inferenceservices',
  },
  conflict: { kind: 'conflict', message, causes: [] },
  alreadyExists: { kind: 'alreadyExists', message },
  invalid: { kind: 'invalid', message, causes: [{ field: 'spec.replicas', message: 'must be positive' }] },
  tooManyRequests: { kind: 'tooManyRequests', message, retryAfterMs: 1000 },
  expired: { kind: 'expired', message },
  timedOut: { kind: 'timedOut', message },
  cancelled: { kind: 'cancelled', message },
  serverError: { kind: 'serverError', message },
  badAnswer: { kind: 'badAnswer', message },
};

suite('failureWords', () => {
  for (const failure of Object.values(everyKind)) {
    if (failure.kind === 'cancelled') continue;
    test(`has a title and a reason for ${failure.kind}`, () => {
      const { title, detail } = failureWords(failure);
      assert.match(title, /^[A-Z][^.{}]{5,60}$/);
      assert.match(detail, /^\w[^{}]{10,}/);
    });
  }

  test('says nothing of what the user called off', () => {
    assert.deepEqual(failureWords(everyKind.cancelled), { title: '', detail: '', actions: [] });
  });

  test('names the way out that helps most first', () => {
    const first = (kind: Failure['kind']) => failureWords(everyKind[kind]).actions[0];
    assert.equal(first('unreachable'), 'retry');
    assert.equal(first('expiredLogin'), 'signInAgain');
    assert.equal(first('loginFailed'), 'signInAgain');
    assert.equal(first('forbidden'), 'chooseNamespaces');
    assert.equal(first('badKubeconfig'), 'openKubeconfig');
    assert.equal(first('badCertificate'), 'openKubeconfig');
    assert.equal(first('invalid'), undefined);
  });

  test('names what is forbidden', () => {
    assert.equal(failureWords(everyKind.forbidden).title, 'Not allowed: list pods');
    assert.equal(failureWords({ kind: 'forbidden', message }).title, 'Not allowed');
  });

  test('offers no other namespaces for something that was to be written', () => {
    const failure: Failure = { kind: 'forbidden', message, verb: 'delete', resource: 'pods', namespace: 'a' };
    assert.deepEqual(failureWords(failure).actions, ['retry']);
  });

  test('offers no namespaces for what belongs to none', () => {
    const failure: Failure = { kind: 'forbidden', message, verb: 'list', resource: 'nodes' };
    assert.deepEqual(failureWords(failure).actions, ['retry']);
  });

  test('names the login command and how to get it', () => {
    const { detail } = failureWords(everyKind.loginFailed);
    assert.match(detail, /"aws"/);
    assert.match(detail, /Install the AWS CLI/);
  });

  test('lists the first causes and counts the others', () => {
    const causes = ['a', 'b', 'c', 'd', 'e'].map(field => ({ field, message: 'is wrong' }));
    const { detail } = failureWords({ kind: 'invalid', message, causes });
    assert.equal(detail, 'a: is wrong; b: is wrong; c: is wrong (+2)');
  });

  test('does not repeat a field that its message names', () => {
    const causes = [{ field: 'spec.x', message: 'unknown field "spec.x"' }];
    assert.equal(failureWords({ kind: 'invalid', message, causes }).detail, 'unknown field "spec.x"');
  });

  test('cuts hostile texts and takes out what moves the cursor or turns the text around', () => {
    const hostile = `\u001b[2Jevil\u202e\r\n${'x'.repeat(5000)}`;
    for (const failure of Object.values(everyKind)) {
      const { title, detail } = failureWords({ ...failure, message: hostile });
      assert.doesNotMatch(`${title}${detail}`, /[\p{Cc}\p{Cf}]/u);
      assert.ok(detail.length < 700, `${failure.kind}: ${detail.length}`);
    }
    const server = `https://\u0000${'y'.repeat(2000)}`;
    const { detail } = failureWords({ ...everyKind.unreachable, server });
    assert.doesNotMatch(detail, /\p{Cc}/u);
    assert.ok(detail.length < 700);
  });

  test('translates every sentence of ours and none of the server', () => {
    const asked: string[] = [];
    const shout = (text: string, ...args: (string | number)[]) => {
      asked.push(text);
      return inEnglish(text.toUpperCase(), ...args);
    };
    for (const failure of Object.values(everyKind)) {
      const { title, detail } = failureWords({ ...failure, message: 'as said' }, shout);
      assert.equal(title.replace(/: .*/, ''), title.replace(/: .*/, '').toUpperCase());
      if (failure.kind !== 'cancelled' && failure.kind !== 'invalid' && failure.kind !== 'kindNotServed')
        assert.ok(detail.includes('as said'), failure.kind);
    }
    assert.ok(asked.length > 20);
    assert.ok(asked.every(text => text !== 'as said'));
  });
});

suite('inEnglish', () => {
  test('fills the places, and leaves one alone for which there is nothing', () => {
    assert.equal(inEnglish('{1} before {0}, and {2}', 'a', 2), '2 before a, and {2}');
  });
});
