import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { WorldClock } from '../../../../src/demo/simulation/worldClock.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

suite('WorldClock', () => {
  test('lives through a past at once, in order, and makes more of it on the way', () => {
    const outer = new FakeClock(10_000);
    const clock = new WorldClock(outer, { startMs: 0, speed: 1 });
    const seen: string[] = [];
    clock.after(3_000, () => seen.push(`late ${clock.now()}`));
    clock.after(1_000, () => {
      seen.push(`early ${clock.now()}`);
      clock.after(500, () => seen.push(`between ${clock.now()}`));
    });
    clock.after(20_000, () => seen.push('not yet'));
    clock.passTime(10_000);
    assert.deepEqual(seen, ['early 1000', 'between 1500', 'late 3000']);
    assert.equal(clock.now(), 10_000);
  });

  test('then goes with the clock outside, faster if asked to', async () => {
    const outer = new FakeClock(0);
    const clock = new WorldClock(outer, { startMs: 0, speed: 10 });
    clock.goLive();
    let rung = 0;
    clock.after(10_000, () => (rung = clock.now()));
    await outer.advance(999);
    assert.equal(rung, 0);
    await outer.advance(1);
    assert.equal(rung, 1_000);
  });

  test('a timer that was disposed of never runs, and a disposed clock runs none', async () => {
    const outer = new FakeClock(0);
    const clock = new WorldClock(outer, { startMs: 0, speed: 1 });
    clock.goLive();
    let rung = 0;
    clock.after(10, () => (rung += 1)).dispose();
    await outer.advance(20);
    clock.after(10, () => (rung += 1));
    clock.dispose();
    await outer.advance(20);
    assert.equal(rung, 0);
    assert.equal(outer.pending, 0);
  });

  test('moments are moments, whatever the speed', async () => {
    const outer = new FakeClock(0);
    const clock = new WorldClock(outer, { startMs: 0, speed: 10 });
    clock.goLive();
    let at = 0;
    clock.at(500, () => (at = clock.now()));
    await outer.advance(500);
    assert.equal(at, 500);
  });
});
