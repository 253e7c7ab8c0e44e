import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { annotationOf, labelOf, readMetadata } from '../../../src/cluster/metadata.ts';
import {
  flagAt,
  listAt,
  numberAt,
  recordAt,
  sharedText,
  shortText,
  textAt,
  timeAt,
  valueAt,
} from '../../../src/cluster/wireReader.ts';

const wire = { a: { b: 'text', n: 3, yes: true, list: [1], time: '2026-01-01T00:00:00Z', empty: '' } };

suite('wireReader', () => {
  test('reads what is there', () => {
    assert.equal(textAt(wire, 'a', 'b'), 'text');
    assert.equal(numberAt(wire, 'a', 'n'), 3);
    assert.equal(flagAt(wire, 'a', 'yes'), true);
    assert.deepEqual(listAt(wire, 'a', 'list'), [1]);
    assert.equal(recordAt(wire, 'a'), wire.a);
    assert.equal(timeAt(wire, 'a', 'time'), Date.UTC(2026, 0, 1));
  });
  test('has nothing for what is missing or of another type', () => {
    assert.equal(textAt(wire, 'a', 'n'), undefined);
    assert.equal(textAt(wire, 'a', 'empty'), undefined);
    assert.equal(numberAt({ n: Number.NaN }, 'n'), undefined);
    assert.equal(flagAt({ yes: 'true' }, 'yes'), false);
    assert.deepEqual(listAt(wire, 'a', 'b', 'c'), []);
    assert.deepEqual(recordAt([{ a: 1 }], '0'), {});
    assert.equal(timeAt({ t: 'yesterday' }, 't'), undefined);
    for (const value of [null, undefined, 7, 'x', []]) assert.equal(valueAt(value, 'length'), undefined);
  });
  test('reads own properties only', () => {
    assert.equal(valueAt({}, 'constructor'), undefined);
    assert.equal(valueAt({}, '__proto__', 'toString'), undefined);
  });
  test('cuts long texts', () => {
    assert.equal(shortText('abc', 3), 'abc');
    assert.equal(shortText('abcd', 3), 'ab…');
    assert.equal(shortText(undefined), undefined);
  });
  test('shares texts without changing them', () => {
    for (const text of ['node-1', '', '7', '__proto__', 'ñ']) assert.equal(sharedText(text), text);
    assert.equal(sharedText(undefined), undefined);
  });
});

suite('readMetadata', () => {
  test('gives an object without a uid one of its own', () => {
    assert.equal(readMetadata({ metadata: { name: 'a', namespace: 'n' } }).uid, 'n/a');
  });
  test('has no owner but the one that controls it', () => {
    const owner = { kind: 'Job', name: 'j', uid: 'u' };
    const read = (ownerReferences: unknown) => readMetadata({ metadata: { ownerReferences } }).owner;
    assert.equal(read([owner]), undefined);
    assert.deepEqual(
      read([
        { ...owner, controller: false },
        { ...owner, controller: true },
      ]),
      owner,
    );
    assert.equal(read([{ controller: true, kind: 'Job' }]), undefined);
  });
  test('knows since when an object is being deleted', () => {
    const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    assert.equal(readMetadata({ metadata }).deletedAtMs, Date.UTC(2026, 0, 1));
    assert.ok(!('deletedAtMs' in readMetadata({})));
  });
  test('finds labels and annotations', () => {
    const object = { metadata: { labels: { 'a/b': 'x' }, annotations: { c: 'y' } } };
    assert.deepEqual(
      [labelOf(object, 'a/b'), annotationOf(object, 'c'), labelOf(object, 'c')],
      ['x', 'y', undefined],
    );
  });
});
