import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import type { FeedChange, FeedState } from '../../../src/cluster/feed.ts';
import { ListWatchFeed } from '../../../src/cluster/listWatchFeed.ts';
import { UnionFeed, unionState } from '../../../src/cluster/unionFeed.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { added, deleted } from '../../support/liveFeed.ts';
import {
  aPage,
  aWire,
  refused,
  ScriptedReader,
  type TinyFacts,
  tinyKind,
} from '../../support/scriptedReader.ts';

const forbidden: Failure = { kind: 'forbidden', message: 'no', status: 403 };
const gone: Failure = { kind: 'unreachable', message: 'gone', server: 'https://a' };

function aUnion() {
  const clock = new FakeClock();
  const readers = [new ScriptedReader(), new ScriptedReader()];
  const feeds = readers.map(reader => new ListWatchFeed(reader, { kind: tinyKind, clock, random: () => 0 }));
  const union = new UnionFeed(feeds);
  const changes: FeedChange<TinyFacts>[] = [];
  const states: string[] = [];
  union.onDidChange(change => changes.push(change));
  union.onDidChangeState(state => states.push(state.kind));
  const names = () => [...union.items.values()].map(facts => facts.name).sort();
  const [one, two] = readers as [ScriptedReader, ScriptedReader];
  return { clock, one, two, union, changes, states, names };
}

suite('a union of feeds', () => {
  test('asks nothing until it is used, and then all of them', async () => {
    const { one, two, union } = aUnion();
    assert.deepEqual(union.state, { kind: 'idle' });
    union.use();
    assert.deepEqual([one.asked, two.asked], [['list'], ['list']]);
    assert.deepEqual(union.state, { kind: 'loading', loaded: 0 });
  });

  test('shows what each holds, and is live when all are', async () => {
    const { clock, one, two, union, names, states } = aUnion();
    union.use();
    one.answer(aPage(1, [aWire('x', 1)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual([names(), union.state.kind], [['x'], 'loading']);
    two.answer(aPage(9, [aWire('y', 2)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual([names(), union.state.kind], [['x', 'y'], 'live']);
    assert.deepEqual(states, ['loading', 'live']);

    one.lastWatch.open(added('z', 3));
    two.lastWatch.open(deleted('y', 10));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['x', 'z']);
  });

  test('says what one is refused, and goes on with the other', async () => {
    const { clock, one, two, union, names } = aUnion();
    union.use();
    one.answer(refused(forbidden));
    two.answer(aPage(9, [aWire('y', 2)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(union.state, { kind: 'stopped', failure: forbidden });
    assert.deepEqual(names(), ['y']);
    union.retry();
    assert.deepEqual([one.asked.length, two.asked.length], [2, 2]);
    assert.equal(union.state.kind, 'loading');
  });

  test('ends all of them with its last user, and for good when it is disposed of', async () => {
    const { clock, one, two, union } = aUnion();
    const use = union.use();
    one.answer(aPage(1, []));
    two.answer(aPage(1, []));
    await turn();
    await clock.advance(0);
    use.dispose();
    await clock.advance(10_000);
    assert.deepEqual([one.lastWatch.signal.aborted, two.lastWatch.signal.aborted], [true, true]);
    assert.equal(union.state.kind, 'idle');
    union.dispose();
    union.use();
    await turn();
    assert.deepEqual([one.asked.length, two.asked.length], [2, 2]);
  });

  test('takes over what its feeds hold already', async () => {
    const clock = new FakeClock();
    const reader = new ScriptedReader();
    const feed = new ListWatchFeed(reader, { kind: tinyKind, clock, random: () => 0 });
    feed.use();
    reader.answer(aPage(1, [aWire('x', 1)]));
    await turn();
    await clock.advance(0);
    const union = new UnionFeed([feed]);
    assert.equal(union.items.size, 1);
    assert.equal(union.state.kind, 'live');
  });
});

suite('the state of a union', () => {
  const live: FeedState = { kind: 'live' };
  const idle: FeedState = { kind: 'idle' };
  const stopped: FeedState = { kind: 'stopped', failure: forbidden };
  const lost = (sinceMs: number, retryAtMs: number): FeedState => ({
    kind: 'lost',
    failure: gone,
    sinceMs,
    retryAtMs,
  });

  test('is that which needs attention most', () => {
    const loading: FeedState = { kind: 'loading', loaded: 3 };
    assert.deepEqual(unionState([live, loading, { kind: 'loading', loaded: 4 }, stopped]), {
      kind: 'loading',
      loaded: 7,
    });
    assert.deepEqual(unionState([live, lost(1, 2), stopped]), stopped);
    assert.deepEqual(unionState([live, idle]), live);
    assert.deepEqual(unionState([idle, idle]), idle);
    assert.deepEqual(unionState([]), idle);
  });

  test('is as old as its oldest part, and tries again with the first', () => {
    assert.deepEqual(unionState([lost(20, 50), lost(10, 90), live]), lost(10, 50));
  });
});
