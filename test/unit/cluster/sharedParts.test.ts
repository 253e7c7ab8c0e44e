import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SharedParts } from '../../../src/cluster/sharedParts.ts';

const own = new Set(['name']);
const fresh = (index: number) => ({
  name: `pod-${index}`,
  owner: { kind: 'ReplicaSet', name: 'r' },
  containers: [{ image: 'server' }],
  tags: ['a', 'b'],
  count: 3,
  absent: undefined,
  nothing: null,
});

suite('shared parts', () => {
  test('leave facts as they were', () => {
    const shared = new SharedParts();
    for (let index = 0; index < 3; index += 1) {
      assert.deepEqual(shared.share(fresh(index), own), fresh(index));
    }
  });

  test('make one of equal records', () => {
    const shared = new SharedParts();
    const [one, two] = [shared.share(fresh(1), own), shared.share(fresh(2), own)];
    assert.equal(one.owner, two.owner);
    assert.notEqual(one.containers[0], two.containers[0]);
    const other = shared.share({ owner: { kind: 'ReplicaSet', name: 'other' } }, own);
    assert.notEqual(other.owner, one.owner as unknown);
  });

  test('do not touch what somebody else holds: frozen records, maps, dates', () => {
    const shared = new SharedParts();
    const frozen = Object.freeze({ kind: 'x' });
    const facts = { frozen, map: new Map([['a', 1]]), date: new Date(0), frozenItems: [frozen] };
    assert.deepEqual(shared.share({ ...facts }, own), facts);
    assert.equal(shared.share({ ...facts }, own).frozen, frozen);
    assert.equal(shared.share({ ...facts }, own).map, facts.map);
  });

  test('do not take different records for equal that look the same as JSON', () => {
    const shared = new SharedParts();
    for (const part of [
      { m: new Map([['a', 1]]) },
      { m: new Map([['b', 1]]) },
      { n: Number.NaN },
      { n: null },
    ]) {
      assert.deepEqual(shared.share({ part }, own), { part });
    }
  });

  test('stay right when there are more than are remembered', () => {
    const shared = new SharedParts();
    for (let index = 0; index < 10_000; index += 1) {
      const facts = shared.share({ node: `node-${index}`, owner: { name: `owner-${index}` } }, own);
      assert.deepEqual(facts, { node: `node-${index}`, owner: { name: `owner-${index}` } });
    }
  });
});
