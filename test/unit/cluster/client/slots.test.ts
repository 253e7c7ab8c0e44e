import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Slots } from '../../../../src/cluster/client/slots.ts';
import { turn } from '../../../support/fakeClock.ts';

suite('slots', () => {
  test('let so many through, and the others in their order', async () => {
    const slots = new Slots(2);
    const entered: number[] = [];
    const releases = [1, 2, 3, 4].map(async number => {
      const release = await slots.take();
      entered.push(number);
      return release;
    });
    await turn();
    assert.deepEqual(entered, [1, 2]);
    (await releases[1])?.();
    await turn();
    assert.deepEqual(entered, [1, 2, 3]);
    (await releases[0])?.();
    await turn();
    assert.deepEqual(entered, [1, 2, 3, 4]);
  });

  test('are given back only once', async () => {
    const slots = new Slots(1);
    const release = await slots.take();
    release();
    release();
    await slots.take();
    let isIn = false;
    void slots.take().then(() => (isIn = true));
    await turn();
    assert.equal(isIn, false);
  });
});
