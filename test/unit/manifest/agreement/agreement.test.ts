import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../../../support/corpus.ts';
import { builtInCatalog } from '../../../support/schemas.ts';
import { type Comparison, compareAll } from './agreement.ts';
import { documentName, exceptionFor, exceptions } from './exceptions.ts';
import { objectionsOf } from './objections.ts';
import type { ServerVerdict } from './serverVerdicts.ts';

/** Where the server names a map that carries a CEL rule, the field inside of it counts too. */
const leastFound = 0.98;
const leastAtSamePath = 0.96;

function told({ server, errors }: Comparison): string {
  return `${documentName(server)}: ${errors.map(({ rule, path }) => `${rule} at ${path}`).join(', ')}`;
}

suite('agreement with a real API server', { skip: withoutCorpus('server-verdicts') }, () => {
  const all = withoutCorpus('server-verdicts') ? [] : compareAll(builtInCatalog());
  const counted = all.filter(({ server }) => exceptionFor(server) === undefined);

  test('no error on what the server accepts', () =>
    assert.deepEqual(counted.filter(c => c.outcome === 'false error' && !c.isSuspect).map(told), []));

  test('no structural error on what the server accepts, even in files that are broken otherwise', () => {
    const accepted = counted.filter(({ server }) => server.status === '201');
    const structural = accepted.filter(({ errors }) =>
      errors.some(({ rule }) => /^(?:schema|metadata|yaml)\//.test(rule)),
    );
    assert.deepEqual(structural.map(told), []);
  });

  test('what the server refuses is refused at the same path', () => {
    const refused = counted.filter(({ server }) => server.status !== '201');
    const others = refused.filter(({ outcome }) => outcome !== 'found at the same path');
    const missed = others.filter(({ outcome }) => outcome !== 'found inside');
    const share = (left: readonly unknown[]) => 1 - left.length / refused.length;
    assert.ok(
      share(missed) >= leastFound,
      `${share(missed)} are found; not:\n${missed.map(told).join('\n')}`,
    );
    assert.ok(
      share(others) >= leastAtSamePath,
      `${share(others)} are there; not:\n${others.map(told).join('\n')}`,
    );
  });

  test('unknown, mistyped and duplicate fields are all found', () => {
    const decoding = counted.filter(({ server }) => server.status === '400');
    const missed = decoding.filter(({ outcome }) => outcome !== 'found at the same path');
    assert.deepEqual(missed.map(told), []);
  });

  test('every exception is needed', () => {
    const agreed = all.filter(
      ({ outcome }) => outcome === 'accepted by both' || outcome === 'found at the same path',
    );
    const names = new Set(agreed.map(({ server }) => documentName(server)));
    assert.deepEqual(
      exceptions.flatMap(({ documents }) => documents).filter(name => names.has(name)),
      [],
    );
  });
});

suite('objectionsOf', () => {
  const answer = (message: string, causes: readonly string[] = []): ServerVerdict => ({
    part: 'valid',
    file: 'a.yaml',
    index: 0,
    apiVersion: 'v1',
    kind: 'Pod',
    status: '400',
    causes,
    message,
  });
  const paths = (message: string, causes: readonly string[] = []) =>
    objectionsOf(answer(message, causes)).map(({ path }) => path);

  test('takes the causes where there are some', () =>
    assert.deepEqual(paths('is invalid', ['spec.ports[http]', 'metadata.labels[a/b]']), [
      'spec.ports.http',
      'metadata.labels.a/b',
    ]));
  test('reads unknown fields', () =>
    assert.deepEqual(paths('strict decoding error: unknown field "spec.a[0].b", unknown field "c"'), [
      'spec.a[0].b',
      'c',
    ]));
  test('reads duplicate keys', () => {
    const [objection] = objectionsOf(answer('yaml: unmarshal errors: line 3: key "a" already set in map'));
    assert.ok(objection?.rules?.test('yaml/duplicate-key'));
  });
  test('reads the paths of Go', () =>
    assert.deepEqual(
      paths('json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32'),
      ['spec.ports.port'],
    ));
  test('knows rules for what has no path', () => {
    const ruleOf = (message: string) => objectionsOf(answer(message))[0]?.rules;
    assert.ok(ruleOf('illegal base64 data at input byte 0')?.test('schema/format'));
    assert.ok(ruleOf('quantities must match the regular expression')?.test('schema/quantity'));
    assert.ok(ruleOf('yaml: line 7: did not find expected key')?.test('yaml/syntax'));
  });
});
