import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ListCutter } from '../../../../src/cluster/client/listCutter.ts';
import { readList } from '../../../../src/cluster/client/readList.ts';
import { TurnBudget } from '../../../../src/cluster/client/turnBudget.ts';
import type { WireObject } from '../../../../src/cluster/resource.ts';
import { seededRandom } from '../../../support/modelCluster.ts';

const metadata = { resourceVersion: '7', continue: 'next' };
const aList = (items: unknown, rest: object = {}) => ({
  kind: 'PodList',
  apiVersion: 'v1',
  metadata,
  items,
  ...rest,
});
const aPod = (name: string, more: object = {}) => ({ metadata: { name }, spec: {}, ...more });

/** Bytes in pieces of so many. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = text.length || 1) {
  const early: WireObject[] = [];
  const result = await readList('/pods', pieces(text, size), new TurnBudget(), items => early.push(...items));
  assert.ok(result.ok, JSON.stringify(result));
  return { early, all: [...early, ...result.value.items], around: result.value.around };
}

/** Lists that are hard to cut, or cannot be cut at all. */
const hostile: Readonly<Record<string, readonly unknown[]>> = {
  none: [],
  one: [aPod('only')],
  'other characters': [aPod('ü'), aPod('模型'), aPod('🚢'), aPod('z')],
  'texts that look like seams': [aPod('},{"metadata":{'), aPod('\\"},{"metadata":'), aPod('z')],
  'objects of objects like themselves': [
    aPod('a', { templates: [aPod('1'), aPod('2'), aPod('3'), aPod('4'), aPod('5')] }),
    aPod('b'),
    aPod('c', { templates: Array.from({ length: 40 }, (_, index) => aPod(`t${index}`)) }),
    aPod('d'),
  ],
  'objects that begin otherwise': [aPod('a'), { spec: {}, metadata: { name: 'b' } }, aPod('c')],
  'items that are no objects': [aPod('a'), null, 5, 'text', [aPod('hidden')], aPod('z')],
};

suite('a list that is read while it comes', () => {
  for (const [what, items] of Object.entries(hostile)) {
    test(`holds what it would hold in one piece: ${what}`, async () => {
      const objects = items.filter(item => typeof item === 'object' && item !== null && !Array.isArray(item));
      for (const text of [JSON.stringify(aList(items)), JSON.stringify(aList(items), undefined, 2)]) {
        for (const size of [1, 2, 7, 64, 1_000_000]) {
          const { all, around } = await read(text, size);
          assert.deepEqual(all, objects, `in pieces of ${size}`);
          assert.deepEqual(around['metadata'], metadata);
        }
      }
    });
  }

  test('hands out all objects but the last before its end', async () => {
    const pods = Array.from({ length: 100 }, (_, index) => aPod(`p${index}`));
    const { early, all } = await read(JSON.stringify(aList(pods)), 64);
    assert.equal(early.length, 99);
    assert.deepEqual(all, pods);
  });

  test('may say what it is at its end, or hold other lists before', async () => {
    const pods = [aPod('a'), aPod('b')];
    const { all, around } = await read(JSON.stringify({ items: pods, metadata }), 16);
    assert.deepEqual([all, around['metadata']], [pods, metadata]);
    const decoy = { other: { items: [aPod('no'), aPod('neither')] }, items: pods };
    assert.deepEqual((await read(JSON.stringify(decoy), 16)).all, pods);
  });

  test('keeps the order of any objects, cut anywhere', async () => {
    const random = seededRandom(7);
    const value = (depth: number): unknown => {
      if (depth === 0 || random() < 0.3)
        return random() < 0.5 ? Math.floor(random() * 100) : '},{"metadata":{"';
      const entries = Array.from({ length: Math.floor(random() * 4) }, () => value(depth - 1));
      return random() < 0.5 ? entries : { metadata: entries[0] ?? null, spec: entries };
    };
    for (let round = 0; round < 60; round++) {
      const items = Array.from({ length: 8 }, (_, index) => aPod(`p${index}`, { more: value(4) }));
      const { all } = await read(JSON.stringify(aList(items)), 1 + Math.floor(random() * 50));
      assert.deepEqual(all, items);
    }
  });
});

suite('a list that is none', () => {
  test('is a bad answer', async () => {
    for (const text of [
      '',
      'nonsense',
      '[]',
      '{"items":5}',
      '{}',
      '{"items":[{"metadata":{}},{"metadata":{',
    ]) {
      const result = await readList('/pods', pieces(text, 4), new TurnBudget());
      assert.equal(!result.ok && result.failure.kind, 'badAnswer', text);
    }
  });

  test('throws what its bytes throw', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"items":[');
      throw new Error('cable');
    }
    await assert.rejects(readList('/pods', broken(), new TurnBudget()), /cable/);
  });
});

suite('lists that come at the same time', () => {
  test('share one turn, so that others get theirs', async () => {
    const text = JSON.stringify(aList(Array.from({ length: 400 }, (_, index) => aPod(`p${index}`))));
    const budget = new TurnBudget();
    let [turns, count] = [0, 0];
    const most: number[] = [];
    const tick = () => {
      turns++;
      most.push(count);
      count = 0;
      ticking = setImmediate(tick);
    };
    let ticking = setImmediate(tick);
    const slow = () => {
      count++;
      const untilMs = performance.now() + 2;
      while (performance.now() < untilMs);
    };
    const lists = Array.from({ length: 8 }, () => readList('/pods', pieces(text, 2_000), budget, slow));
    for (const list of await Promise.all(lists)) assert.ok(list.ok);
    clearImmediate(ticking);
    // Pieces of 2 ms each: two of them fill a turn, whoever they belong to.
    assert.ok(Math.max(...most) <= 4, `up to ${Math.max(...most)} pieces in one of ${turns} turns`);
  });
});

suite('an object with many seams inside', () => {
  test('is not tried at each of them', () => {
    const inner = Array.from({ length: 20_000 }, (_, index) => aPod(`t${index}`));
    const text = JSON.stringify(aList([aPod('a', { inner }), aPod('b')]));
    const { parse } = JSON;
    let tried = 0;
    JSON.parse = (json: string) => {
      tried++;
      return parse(json);
    };
    try {
      const cutter = new ListCutter();
      const early = cutter.push(Buffer.from(text));
      const { items } = cutter.end() as { items: unknown[] };
      assert.equal(early.length + items.length, 2);
      assert.ok(tried < 40, `${tried} attempts`);
    } finally {
      JSON.parse = parse;
    }
  });
});
