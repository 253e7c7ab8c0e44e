import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { ListWatchFeed } from '../../../src/cluster/listWatchFeed.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { added, aFeed, aLiveFeed, deleted, modified } from '../../support/liveFeed.ts';
import {
  aPage,
  aWire,
  refused,
  ScriptedReader,
  type TinyFacts,
  tinyKind,
} from '../../support/scriptedReader.ts';

const named = (facts: readonly TinyFacts[]) => facts.map(({ name }) => name);
const expired: Failure = { kind: 'expired', message: 'too old', status: 410 };

suite('a feed that is first used', () => {
  test('asks nothing before', async () => {
    const { feed, reader, clock } = aFeed();
    await clock.advance(60_000);
    assert.deepEqual(reader.asked, []);
    assert.deepEqual(feed.state, { kind: 'idle' });
  });

  test('shows each page as it comes, and watches from the list on', async () => {
    const { feed, reader, clock, changes, names } = aFeed();
    feed.use();
    assert.deepEqual(feed.state, { kind: 'loading', loaded: 0 });
    reader.answer(aPage(10, [aWire('x', 1)], 'more'));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['x']);
    assert.deepEqual(feed.state, { kind: 'loading', loaded: 1 });
    assert.deepEqual(reader.asked, ['list', 'list more']);

    reader.answer(aPage(10, [aWire('y', 2)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['x', 'y']);
    assert.deepEqual(feed.state, { kind: 'live' });
    assert.deepEqual(reader.asked.at(-1), 'watch 10');
    assert.deepEqual(
      changes.map(({ upserted, removed, reset }) => [named(upserted), named(removed), reset]),
      [
        [['x'], [], false],
        [['y'], [], false],
      ],
    );
  });

  test('shows objects before their page is complete', async () => {
    const { feed, reader, clock, changes, names } = aFeed();
    feed.use();
    reader.handOut(aWire('x', 1), aWire('y', 2));
    await clock.advance(0);
    assert.deepEqual(names(), ['x', 'y']);
    assert.equal(changes.length, 1);
    reader.answer(aPage(10, [aWire('z', 3)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['x', 'y', 'z']);
    assert.deepEqual(feed.state, { kind: 'live' });
  });

  test('asks for pages of a bounded size, in its namespace', async () => {
    const clock = new FakeClock();
    const reader = new ScriptedReader();
    const feed = new ListWatchFeed(reader, { kind: tinyKind, namespace: 'a', clock, random: () => 0 });
    feed.use();
    reader.answer(aPage(10, [aWire('x', 1)], 'more'));
    await turn();
    assert.deepEqual(reader.listQueries, [
      { limit: 125, namespace: 'a' },
      { limit: 500, namespace: 'a', continueToken: 'more' },
    ]);
    feed.dispose();
  });

  test('lists again when the list expires on the way, and keeps what it shows until then', async () => {
    const { feed, reader, clock, changes, names } = aFeed();
    feed.use();
    reader.answer(aPage(10, [aWire('x', 1), aWire('y', 2)], 'more'), refused(expired));
    await turn();
    await clock.advance(0);
    assert.deepEqual(reader.asked, ['list', 'list more', 'list']);
    assert.deepEqual(names(), ['x', 'y']);
    reader.answer(aPage(20, [aWire('y', 15), aWire('z', 16)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['y', 'z']);
    const last = changes.at(-1);
    assert.deepEqual([last?.reset, named(last?.removed ?? [])], [true, ['x']]);
  });
});

suite('a feed that watches', () => {
  test('takes additions, changes and deletions, and tells them once a turn', async () => {
    const { reader, clock, changes, feed } = await aLiveFeed();
    reader.lastWatch.send(modified('x', 11, 'one'), added('z', 12));
    reader.lastWatch.send(
      modified('x', 13, 'two'),
      deleted('y', 14),
      added('brief', 15),
      deleted('brief', 16),
    );
    await turn();
    assert.equal(feed.items.get('uid-x')?.label, 'two');
    await clock.advance(0);
    assert.equal(changes.length, 1);
    assert.deepEqual(named(changes[0]?.upserted ?? []).sort(), ['x', 'z']);
    assert.deepEqual(named(changes[0]?.removed ?? []), ['y']);
    assert.equal(changes[0]?.reset, false);
  });

  test('resumes from the last event when the server ends the watch', async () => {
    const { reader, clock, states } = await aLiveFeed();
    reader.lastWatch.send(added('z', 12));
    await turn();
    reader.lastWatch.close();
    await clock.advance(0);
    assert.equal(reader.asked.at(-1), 'watch 12');
    assert.deepEqual(states, []);
  });

  test('resumes from the last bookmark', async () => {
    const { reader, clock } = await aLiveFeed();
    reader.lastWatch.send(added('z', 12), { type: 'BOOKMARK', resourceVersion: '99' });
    await turn();
    reader.lastWatch.close();
    await clock.advance(0);
    assert.equal(reader.asked.at(-1), 'watch 99');
  });

  test('ignores the deletion of what it does not know', async () => {
    const { reader, clock, changes, names } = await aLiveFeed();
    reader.lastWatch.send(deleted('stranger', 12));
    await turn();
    await clock.advance(0);
    assert.deepEqual(changes, []);
    assert.deepEqual(names(), ['x', 'y']);
  });

  test('asks for a term, so that silence can be judged', async () => {
    const { reader } = await aLiveFeed();
    assert.equal(reader.lastWatch.query.timeoutSeconds, 180);
  });

  test('finds out a watch that went dumb and renews it', async () => {
    const { reader, clock, states } = await aLiveFeed();
    reader.lastWatch.send(added('z', 12));
    await turn();
    await clock.advance(180_000);
    assert.equal(reader.watches.length, 1);
    await clock.advance(15_000);
    assert.equal(reader.watches.length, 2);
    assert.equal(reader.watches[0]?.signal.aborted, true);
    assert.equal(reader.asked.at(-1), 'watch 12');
    assert.deepEqual(states, []);
  });

  test('takes a bookmark for a sign of life', async () => {
    const { reader, clock } = await aLiveFeed();
    for (let minute = 0; minute < 10; minute += 1) {
      await clock.advance(60_000);
      reader.lastWatch.send({ type: 'BOOKMARK', resourceVersion: String(100 + minute) });
      await turn();
    }
    assert.equal(reader.watches.length, 1);
  });

  test('replaces everything with one reset when its place in history is gone', async () => {
    const { reader, clock, changes, names, feed } = await aLiveFeed();
    const kept = feed.items.get('uid-y');
    reader.lastWatch.fail(expired);
    await turn();
    assert.deepEqual(names(), ['x', 'y']);
    reader.answer(aPage(50, [aWire('y', 2), aWire('z', 40)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['y', 'z']);
    assert.equal(changes.length, 1);
    const [change] = changes;
    assert.deepEqual(
      [change?.reset, named(change?.upserted ?? []), named(change?.removed ?? [])],
      [true, ['z'], ['x']],
    );
    assert.equal(feed.items.get('uid-y'), kept);
    assert.equal(reader.asked.at(-1), 'watch 50');
  });

  test('backs off when every new list expires at once', async () => {
    const { reader, feed } = await aLiveFeed();
    reader.lastWatch.fail(expired);
    await turn();
    reader.answer(refused(expired));
    await turn();
    assert.equal(feed.state.kind, 'lost');
    assert.equal(reader.asked.filter(asked => asked === 'list').length, 2);
  });
});
