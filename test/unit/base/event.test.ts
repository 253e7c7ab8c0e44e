import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Emitter } from '../../../src/base/event.ts';

suite('Emitter', () => {
  test('tells every listener until it is disposed of', () => {
    const heard: string[] = [];
    const emitter = new Emitter<number>();
    const first = emitter.event(value => heard.push(`first ${value}`));
    emitter.event(value => heard.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });

  test('keeps two subscriptions of one function apart', () => {
    let times = 0;
    const listener = () => void times++;
    const emitter = new Emitter<void>();
    emitter.event(listener).dispose();
    emitter.event(listener);
    emitter.event(listener);
    emitter.fire();
    assert.equal(times, 2);
  });

  test('goes on past a listener that throws', () => {
    const errors: unknown[] = [];
    let isHeard = false;
    const emitter = new Emitter<void>(error => errors.push(error));
    emitter.event(() => assert.fail('broken listener'));
    emitter.event(() => {
      isHeard = true;
    });
    emitter.fire();
    assert.equal(isHeard, true);
    assert.equal(errors.length, 1);
  });

  test('knows whether anybody listens', () => {
    const emitter = new Emitter<void>();
    const subscription = emitter.event(() => {});
    assert.equal(emitter.hasListeners, true);
    subscription.dispose();
    assert.equal(emitter.hasListeners, false);
  });
});
