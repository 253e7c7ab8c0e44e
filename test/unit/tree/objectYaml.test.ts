import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cleanObject, isSecret, maskedValue } from '../../../src/tree/objectYaml.ts';
import { fixture } from '../../support/fixture.ts';

suite('cleanObject', () => {
  test('leaves managedFields out, and nothing else', () => {
    const pod = fixture('cluster/pod.json');
    const { managedFields: _, ...metadata } = pod['metadata'] as Record<string, unknown>;
    assert.deepEqual(cleanObject(pod), { ...pod, metadata });
  });
  test('does not touch the object that it is given', () => {
    const secret = fixture('cluster/secret.json');
    const before = structuredClone(secret);
    cleanObject(secret);
    assert.deepEqual(secret, before);
  });
  test('hides the values of a Secret and the annotation that repeats them', () => {
    const { metadata, data } = cleanObject(fixture('cluster/secret.json'));
    assert.deepEqual(data, { token: '(hidden, 17 bytes)', user: '(hidden, 3 bytes)' });
    assert.deepEqual((metadata as Record<string, unknown>)['annotations'], { team: 'nlp' });
  });
  test('hides values that are not encoded yet', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { token: 'ñandú', odd: { nested: 'x' } } };
    assert.deepEqual(cleanObject(secret)['stringData'], {
      token: '(hidden, 7 bytes)',
      odd: '(hidden, 0 bytes)',
    });
  });
  test('adds no metadata to an object without', () => {
    assert.deepEqual(cleanObject({ kind: 'Odd' }), { kind: 'Odd' });
  });
});

suite('isSecret', () => {
  test('knows the core Secret alone', () => {
    assert.ok(isSecret({ apiVersion: 'v1', kind: 'Secret' }));
    assert.ok(!isSecret({ apiVersion: 'example.com/v1', kind: 'Secret' }));
    assert.ok(!isSecret({ apiVersion: 'v1', kind: 'ConfigMap' }));
  });
});

suite('maskedValue', () => {
  test('tells the size and never the value', () => {
    assert.equal(maskedValue('', 'base64'), '(hidden, 0 bytes)');
    assert.equal(maskedValue('YQ==', 'base64'), '(hidden, 1 byte)');
    assert.equal(maskedValue(7, 'plain'), '(hidden, 0 bytes)');
  });
});
