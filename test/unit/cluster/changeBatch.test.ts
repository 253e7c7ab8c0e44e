import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ChangeBatch } from '../../../src/cluster/changeBatch.ts';
import { aWire, type TinyFacts, tinyKind } from '../../support/scriptedReader.ts';

const facts = (name: string, version = 1): TinyFacts => tinyKind.toFacts(aWire(name, version));

suite('a batch of changes', () => {
  test('tells of an object once, as it is last', () => {
    const batch = new ChangeBatch<TinyFacts>();
    batch.upsert(facts('x', 1), true);
    batch.upsert(facts('x', 2), false);
    assert.deepEqual(batch.take(), { upserted: [facts('x', 2)], removed: [], reset: false });
  });

  test('is silent about what came and went', () => {
    const batch = new ChangeBatch<TinyFacts>();
    batch.upsert(facts('x', 1), true);
    batch.upsert(facts('x', 2), false);
    batch.remove(facts('x', 2));
    assert.equal(batch.isEmpty, true);
  });

  test('tells of the end of what was known, whatever happened before it', () => {
    const batch = new ChangeBatch<TinyFacts>();
    batch.upsert(facts('x', 2), false);
    batch.remove(facts('x', 2));
    assert.deepEqual(batch.take(), { upserted: [], removed: [facts('x', 2)], reset: false });
  });

  test('takes what is back for changed, and its end for an end', () => {
    const batch = new ChangeBatch<TinyFacts>();
    batch.remove(facts('x', 1));
    batch.upsert(facts('x', 2), true);
    assert.deepEqual(batch.take(), { upserted: [facts('x', 2)], removed: [], reset: false });
    batch.remove(facts('x', 2));
    batch.upsert(facts('x', 3), true);
    batch.remove(facts('x', 3));
    assert.deepEqual(batch.take().removed, [facts('x', 3)]);
  });

  test('starts over once it was taken', () => {
    const batch = new ChangeBatch<TinyFacts>();
    batch.reset();
    assert.equal(batch.isEmpty, false);
    assert.equal(batch.take().reset, true);
    assert.equal(batch.isEmpty, true);
  });
});
