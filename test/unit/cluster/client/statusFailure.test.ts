import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { failureOfStatus, isStatus } from '../../../../src/cluster/client/statusFailure.ts';
import type { Failure } from '../../../../src/cluster/failure.ts';

const subject = { group: '', resource: 'pods' };
const inferenceServices = { group: 'serving.kserve.io', resource: 'inferenceservices' };

/** A `Status` as API servers send it. */
function aStatus(code: number, reason: string, message: string, details?: object) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  };
}

const read = (status: ReturnType<typeof aStatus>, about = subject) =>
  failureOfStatus(status, { status: status.code, subject: about });

/** Answers recorded from a kube-apiserver 1.36, and what becomes of them. */
const recorded: readonly (readonly [name: string, status: ReturnType<typeof aStatus>, Partial<Failure>])[] = [
  ['a missing or stale token', aStatus(401, 'Unauthorized', 'Unauthorized'), { kind: 'expiredLogin' }],
  [
    'a list in one namespace',
    aStatus(
      403,
      'Forbidden',
      'pods is forbidden: User "narrow" cannot list resource "pods" in API group "" in the namespace "team-a"',
      { kind: 'pods' },
    ),
    { kind: 'forbidden', verb: 'list', resource: 'pods', namespace: 'team-a' },
  ],
  [
    'a list over the whole cluster',
    aStatus(
      403,
      'Forbidden',
      'deployments.apps is forbidden: User "narrow" cannot list resource "deployments" in API group "apps" at the cluster scope',
      { group: 'apps', kind: 'deployments' },
    ),
    { kind: 'forbidden', verb: 'list', resource: 'deployments' },
  ],
  [
    'the log of a pod',
    aStatus(
      403,
      'Forbidden',
      'pods "p" is forbidden: User "narrow" cannot get resource "pods/log" in API group "" in the namespace "b"',
      { name: 'p', kind: 'pods' },
    ),
    { kind: 'forbidden', verb: 'get', resource: 'pods/log', namespace: 'b' },
  ],
  [
    'an admission that denies',
    aStatus(403, 'Forbidden', 'pods "p" is forbidden: exceeded quota: gpus', { name: 'p', kind: 'pods' }),
    { kind: 'forbidden', resource: 'pods' },
  ],
  [
    'a missing pod',
    aStatus(404, 'NotFound', 'pods "p" not found', { name: 'p', kind: 'pods' }),
    { kind: 'notFound' },
  ],
  [
    'an object that is there already',
    aStatus(409, 'AlreadyExists', 'pods "p" already exists', { name: 'p', kind: 'pods' }),
    { kind: 'alreadyExists' },
  ],
  [
    'a stale resource version',
    aStatus(410, 'Expired', 'The resourceVersion for the provided watch is too old.'),
    { kind: 'expired' },
  ],
  ['history that is gone', aStatus(410, 'Gone', 'too old resource version: 1 (9)'), { kind: 'expired' }],
  [
    'too many requests',
    aStatus(429, 'TooManyRequests', 'too many requests', { retryAfterSeconds: 3 }),
    { kind: 'tooManyRequests', retryAfterMs: 3_000 },
  ],
  [
    'a timeout of etcd',
    aStatus(504, 'Timeout', 'Timeout: Too large resource version: 99, current: 9'),
    { kind: 'timedOut' },
  ],
  ['a panic', aStatus(500, 'InternalError', 'Internal error occurred: etcd'), { kind: 'serverError' }],
  ['a server that starts', aStatus(503, 'ServiceUnavailable', 'not ready'), { kind: 'serverError' }],
  ['a method that is not there', aStatus(405, 'MethodNotAllowed', 'no'), { kind: 'badAnswer' }],
];

suite('failureOfStatus', () => {
  for (const [name, status, expected] of recorded) {
    test(`reads ${name}`, () => {
      assert.deepEqual(read(status), { message: status.message, status: status.code, ...expected });
    });
  }

  test('takes a missing path for a kind that is not served', () => {
    const status = aStatus(404, 'NotFound', 'the server could not find the requested resource', {});
    assert.deepEqual(read(status, inferenceServices), {
      kind: 'kindNotServed',
      message: status.message,
      status: 404,
      ...inferenceServices,
    });
  });

  test('names who owns a field in conflict', () => {
    const cause = {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl" using apps/v1',
      field: '.spec.replicas',
    };
    const status = aStatus(409, 'Conflict', 'Apply failed with 1 conflict', { causes: [cause] });
    assert.deepEqual(read(status), {
      kind: 'conflict',
      message: status.message,
      status: 409,
      causes: [cause],
    });
  });

  test('lists what is invalid, with the fields', () => {
    const causes = [
      { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers[0].image' },
      { reason: 'FieldValueInvalid', message: 'Invalid value: -1', field: 'spec.replicas' },
    ];
    const failure = read(aStatus(422, 'Invalid', 'Pod "p" is invalid', { causes }));
    assert.deepEqual(failure.kind === 'invalid' && failure.causes, causes);
  });

  test('reads the fields that strict validation names in its sentence', () => {
    const message =
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.foo", ' +
      'duplicate field "metadata.name", unknown field "spec.containers[0].imag"';
    const failure = read(aStatus(400, 'BadRequest', message));
    assert.deepEqual(failure.kind === 'invalid' && failure.causes.map(cause => cause.field), [
      'spec.foo',
      'metadata.name',
      'spec.containers[0].imag',
    ]);
  });

  test('takes an apply that the schema refuses for invalid, though the server calls it its own fault', () => {
    const message =
      'failed to create typed patch object (a/x; /v1, Kind=Pod): errors:\n' +
      '  .spec.containers[name="c"].imag: field not declared in schema\n' +
      '  .spec.foo: field not declared in schema';
    const failure = read(aStatus(500, '', message));
    assert.deepEqual(failure.kind === 'invalid' && failure.causes.map(cause => cause.field), [
      '.spec.containers[name="c"].imag',
      '.spec.foo',
    ]);
  });

  test('keeps the values of secrets to itself', () => {
    const message = 'Secret "s" is invalid: data[key]: Invalid value: "hunter2-is-my-password": must be x';
    const causes = [{ field: 'data[key]', message: 'Invalid value: "hunter2-is-my-password": must be x' }];
    const failure = read(aStatus(422, 'Invalid', message, { kind: 'Secret', name: 's', causes }));
    assert.doesNotMatch(JSON.stringify(failure), /hunter2/);
    assert.match(failure.message, /Invalid value: \(hidden\): must be x/);
  });

  test('prefers the wait of the header over that of the body', () => {
    const status = aStatus(429, 'TooManyRequests', 'slow', { retryAfterSeconds: 3 });
    const failure = failureOfStatus(status, { status: 429, retryAfterMs: 1_000 });
    assert.equal(failure.kind === 'tooManyRequests' && failure.retryAfterMs, 1_000);
  });

  test('survives a status that is nothing like one', () => {
    const odd = { kind: 'Status', code: 'x', message: 5, details: [], reason: null };
    assert.deepEqual(failureOfStatus(odd, { status: 422 }), {
      kind: 'invalid',
      message: '',
      status: 422,
      causes: [],
    });
  });
});

suite('isStatus', () => {
  test('knows a failure from a success and from anything else', () => {
    assert.equal(isStatus(aStatus(404, 'NotFound', '')), true);
    assert.equal(isStatus({ kind: 'Status', status: 'Success' }), false);
    assert.equal(isStatus({ kind: 'Pod' }), false);
    assert.equal(isStatus('Status'), false);
  });
});
