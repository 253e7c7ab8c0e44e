import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { backoffMs } from '../../../src/base/backoff.ts';
import { sleep } from '../../../src/base/clock.ts';
import { FakeClock } from '../../support/fakeClock.ts';

suite('sleep', () => {
  test('wakes when the time has come', async () => {
    const clock = new FakeClock();
    let isAwake = false;
    void sleep(clock, 1000).then(() => (isAwake = true));
    await clock.advance(999);
    assert.equal(isAwake, false);
    await clock.advance(1);
    assert.equal(isAwake, true);
  });

  test('wakes at once when it is called off, and leaves no timer', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const sleeping = sleep(clock, 1000, controller.signal);
    controller.abort();
    await sleeping;
    assert.equal(clock.pending, 0);
    await sleep(clock, 1000, controller.signal);
  });
});

suite('backoffMs', () => {
  const policy = { firstMs: 1000, maxMs: 30_000 };

  test('doubles up to its ceiling, half of it fixed', () => {
    assert.deepEqual(
      [0, 1, 2, 5, 100].map(attempt => backoffMs(policy, attempt, 0)),
      [500, 1000, 2000, 15_000, 15_000],
    );
  });

  test('adds at most the other half by chance', () => {
    assert.equal(backoffMs(policy, 0, 0.5), 750);
    assert.ok(backoffMs(policy, 100, 0.999) < 30_000);
  });
});
