import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Owner } from '../../../src/base/owner.ts';

suite('Owner', () => {
  test('ends what it owns, newest first, once', () => {
    const ended: string[] = [];
    const owner = new Owner();
    owner.own({ dispose: () => ended.push('first') });
    owner.own({ dispose: () => ended.push('second') });
    owner.dispose();
    owner.dispose();
    assert.deepEqual(ended, ['second', 'first']);
  });

  test('returns what it is given', () => {
    const child = { dispose() {}, name: 'child' };
    assert.equal(new Owner().own(child), child);
  });

  test('disposes of newcomers at once when it is dead', () => {
    let isEnded = false;
    const owner = new Owner();
    owner.dispose();
    owner.own({ dispose: () => (isEnded = true) });
    assert.equal(isEnded, true);
  });

  test('goes on past a throw and gathers the errors', () => {
    let isEnded = false;
    const owner = new Owner();
    owner.own({ dispose: () => (isEnded = true) });
    owner.own({ dispose: () => assert.fail('broken child') });
    assert.throws(() => owner.dispose(), AggregateError);
    assert.equal(isEnded, true);
  });

  test('releases one child early and forgets it', () => {
    let times = 0;
    const owner = new Owner();
    const child = owner.own({ dispose: () => times++ });
    owner.release(child);
    owner.release(child);
    owner.dispose();
    assert.equal(times, 1);
  });

  test('gives signals that abort with it', () => {
    const owner = new Owner();
    const signal = owner.signal();
    assert.equal(signal.aborted, false);
    owner.dispose();
    assert.equal(signal.aborted, true);
    assert.equal(owner.signal().aborted, true);
  });
});
