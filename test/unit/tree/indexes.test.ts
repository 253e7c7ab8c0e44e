import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { noResources } from '../../../src/cluster/resourceAmounts.ts';
import { BucketIndex, KeyedIndex, Tally } from '../../../src/tree/factIndex.ts';
import { NodeLoads } from '../../../src/tree/nodeLoads.ts';
import { SortedList, Versions } from '../../../src/tree/sortedList.ts';
import { aPod, gpus } from '../../support/facts.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const byNumber = (a: number, b: number) => a - b;

suite('SortedList', () => {
  for (const readsEvery of [1, 7, 1000]) {
    test(`stays sorted when it is read after every ${readsEvery} changes`, () => {
      const random = seededRandom(readsEvery);
      const list = new SortedList(byNumber, new Versions());
      const expected = new Set<number>();
      for (let step = 0; step < 2000; step++) {
        const number = Math.floor(random() * 300);
        if (expected.delete(number)) list.replace(number, undefined);
        else {
          list.replace(undefined, number);
          expected.add(number);
        }
        if (step % readsEvery === 0) assert.deepEqual(list.values(), [...expected].sort(byNumber));
      }
      assert.deepEqual(list.values(), [...expected].sort(byNumber));
    });
  }
  test('has another version after every change, and none twice in a cluster', () => {
    const versions = new Versions();
    const [a, b] = [new SortedList(byNumber, versions), new SortedList(byNumber, versions)];
    const before = a.version;
    a.replace(undefined, 1);
    b.replace(undefined, 1);
    assert.equal(new Set([before, a.version, b.version]).size, 3);
    const same = a.version;
    a.replace(undefined, undefined);
    assert.equal(a.version, same);
  });
});

suite('BucketIndex', () => {
  test('moves facts between their keys, and forgets empty buckets', () => {
    const index = new BucketIndex<number>(
      number => (number < 0 ? undefined : String(number % 2)),
      byNumber,
      new Versions(),
    );
    for (const number of [4, 2, 3, -1]) index.replace(undefined, number);
    assert.deepEqual([index.values('0'), index.values('1'), index.size], [[2, 4], [3], 3]);
    const keys = index.keysVersion;
    index.replace(4, 6);
    assert.equal(index.keysVersion, keys);
    index.replace(3, 8);
    assert.deepEqual(
      [[...index.keys()], index.values('0'), index.has('1'), index.version('1')],
      [['0'], [2, 6, 8], false, 0],
    );
    assert.notEqual(index.keysVersion, keys);
    index.replace(-1, undefined);
    assert.deepEqual([index.size, index.count('0')], [3, 3]);
  });
});

suite('KeyedIndex', () => {
  test('keeps the object that came under the name of one that goes afterwards', () => {
    const index = new KeyedIndex<{ readonly name: string }>(({ name }) => name);
    const [old, young] = [{ name: 'a' }, { name: 'a' }];
    index.replace(undefined, old);
    index.replace(undefined, young);
    index.replace(old, undefined);
    assert.equal(index.get('a'), young);
    index.replace(young, undefined);
    assert.equal(index.get('a'), undefined);
  });
});

suite('Tally', () => {
  test('counts by a word', () => {
    const tally = new Tally<number>(number => (number > 0 ? 'more' : 'less'));
    tally.replace(undefined, 1);
    tally.replace(undefined, 2);
    tally.replace(1, -1);
    assert.deepEqual([tally.count('more'), tally.count('less'), tally.count('none')], [1, 1, 0]);
  });
});

suite('NodeLoads', () => {
  test('counts what pods take until they end, move or go', () => {
    const loads = new NodeLoads(new Versions());
    const running = aPod({ nodeName: 'a', requests: gpus(2) });
    loads.replace(undefined, running);
    assert.deepEqual(loads.takenOn('a'), gpus(2));
    const restarted = { ...running, restartCount: 1, requests: gpus(2) };
    loads.replace(running, restarted);
    assert.deepEqual(loads.takenOn('a'), gpus(2));
    const resized = { ...restarted, requests: gpus(3) };
    loads.replace(restarted, resized);
    assert.deepEqual(loads.takenOn('a'), gpus(3));
    const moved = { ...resized, nodeName: 'b' };
    loads.replace(resized, moved);
    assert.deepEqual([loads.takenOn('a'), loads.takenOn('b'), loads.countOn('a')], [noResources, gpus(3), 0]);
    const ended = { ...moved, phase: 'Succeeded' };
    loads.replace(moved, ended);
    assert.deepEqual([loads.takenOn('b'), loads.podsOn('b')], [noResources, [ended]]);
    loads.replace(ended, undefined);
    assert.deepEqual([loads.podsOn('b'), loads.versionOf('b')], [[], 0]);
  });
  test('has no interest in pods without a node', () => {
    const loads = new NodeLoads(new Versions());
    const { version } = loads;
    loads.replace(undefined, aPod({ requests: gpus(1) }));
    assert.equal(loads.version, version);
  });
});
