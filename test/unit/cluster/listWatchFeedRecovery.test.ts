import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { turn } from '../../support/fakeClock.ts';
import { added, aFeed, aLiveFeed } from '../../support/liveFeed.ts';
import { aPage, aWire, refused } from '../../support/scriptedReader.ts';

const unreachable: Failure = { kind: 'unreachable', message: 'gone', server: 'https://a' };
const forbidden: Failure = { kind: 'forbidden', message: 'no', status: 403 };

suite('a feed that loses the server', () => {
  test('says since when, tries later and later, and comes back by itself', async () => {
    const { reader, clock, feed, states, names } = await aLiveFeed();
    const lostAtMs = clock.now();
    reader.lastWatch.fail(unreachable);
    await turn();
    // Without jitter a wait is half of its ceiling: 0.5 s, 1 s, 2 s, … 15 s.
    assert.deepEqual(feed.state, {
      kind: 'lost',
      failure: unreachable,
      sinceMs: lostAtMs,
      retryAtMs: lostAtMs + 500,
    });
    assert.deepEqual(names(), ['x', 'y']);

    for (const waitMs of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const tries = reader.watches.length;
      await clock.advance(waitMs - 1);
      assert.equal(reader.watches.length, tries);
      await clock.advance(1);
      assert.equal(reader.watches.length, tries + 1);
      assert.equal(reader.asked.at(-1), 'watch 10');
      reader.lastWatch.fail(unreachable);
      await turn();
    }
    await clock.advance(15_000);
    reader.lastWatch.open(added('z', 30));
    await turn();
    await clock.advance(0);
    assert.deepEqual(feed.state, { kind: 'live' });
    assert.deepEqual(names(), ['x', 'y', 'z']);
    assert.equal(states.at(-1), 'live');
  });

  test('is live again as soon as the server takes the watch', async () => {
    const { reader, clock, feed } = await aLiveFeed();
    reader.lastWatch.fail(unreachable);
    await turn();
    await clock.advance(500);
    assert.equal(feed.state.kind, 'lost');
    reader.lastWatch.open();
    await turn();
    assert.equal(feed.state.kind, 'live');
  });

  test('lists anew when the server answers the watch with a fault', async () => {
    const { reader, clock } = await aLiveFeed();
    reader.lastWatch.fail({ kind: 'serverError', message: 'Too large resource version', status: 500 });
    await turn();
    await clock.advance(500);
    assert.equal(reader.asked.at(-1), 'list');
  });

  test('waits as long as the server asks', async () => {
    const { reader, clock, feed } = await aLiveFeed();
    reader.lastWatch.fail({ kind: 'tooManyRequests', message: 'busy', status: 429, retryAfterMs: 7_000 });
    await turn();
    assert.equal(feed.state.kind === 'lost' && feed.state.retryAtMs, clock.now() + 7_000);
    await clock.advance(6_999);
    assert.equal(reader.watches.length, 1);
    await clock.advance(1);
    assert.equal(reader.asked.at(-1), 'watch 10');
  });

  test('tries at once when the user asks', async () => {
    const { reader, feed } = await aLiveFeed();
    reader.lastWatch.fail(unreachable);
    await turn();
    feed.retry();
    await turn();
    assert.equal(reader.watches.length, 2);
  });

  test('does not hammer a server that ends every watch at once', async () => {
    const { reader, clock, feed } = await aLiveFeed();
    reader.lastWatch.close();
    await turn();
    assert.equal(feed.state.kind, 'lost');
    for (let tries = 0; tries < 5; tries += 1) {
      await clock.advance(500 * 2 ** tries);
      reader.lastWatch.open();
      reader.lastWatch.close();
      await turn();
    }
    assert.equal(reader.watches.length, 6);
  });

  test('starts the waiting anew after a good watch', async () => {
    const { reader, clock, feed } = await aLiveFeed();
    reader.lastWatch.fail(unreachable);
    await turn();
    await clock.advance(500);
    reader.lastWatch.fail(unreachable);
    await turn();
    await clock.advance(1_000);
    reader.lastWatch.open(added('z', 12));
    await turn();
    reader.lastWatch.fail(unreachable);
    await turn();
    assert.equal(feed.state.kind === 'lost' && feed.state.retryAtMs, clock.now() + 500);
  });

  test('goes on with the list that failed', async () => {
    const { reader, clock, feed, names } = aFeed();
    feed.use();
    reader.answer(aPage(10, [aWire('x', 1)], 'more'), refused(unreachable));
    await turn();
    await clock.advance(0);
    assert.equal(feed.state.kind, 'lost');
    assert.deepEqual(names(), ['x']);
    await clock.advance(500);
    reader.answer(aPage(20, [aWire('y', 2)]));
    await turn();
    await clock.advance(0);
    assert.deepEqual(names(), ['y']);
    assert.equal(feed.state.kind, 'live');
  });
});

suite('a feed that is refused', () => {
  const refusals: readonly Failure[] = [
    forbidden,
    { kind: 'expiredLogin', message: 'who?', status: 401 },
    { kind: 'loginFailed', message: 'no such command', command: 'aws' },
    { kind: 'kindNotServed', message: '', group: 'serving.kserve.io', resource: 'inferenceservices' },
    { kind: 'badCertificate', message: '', server: 'https://a' },
    { kind: 'badKubeconfig', message: '' },
  ];
  for (const failure of refusals) {
    test(`stops on ${failure.kind} until the user retries`, async () => {
      const { reader, clock, feed, names } = aFeed();
      feed.use();
      reader.answer(refused(failure));
      await clock.advance(3_600_000);
      assert.deepEqual(feed.state, { kind: 'stopped', failure });
      assert.deepEqual(reader.asked, ['list']);
      assert.equal(clock.pending, 0);

      feed.retry();
      assert.deepEqual(feed.state, { kind: 'loading', loaded: 0 });
      reader.answer(aPage(10, [aWire('x', 1)]));
      await turn();
      await clock.advance(0);
      assert.equal(feed.state.kind, 'live');
      assert.deepEqual(names(), ['x']);
    });
  }

  test('keeps what it showed when the login expires later on', async () => {
    const { reader, feed, names } = await aLiveFeed();
    reader.lastWatch.fail({ kind: 'expiredLogin', message: '', status: 401 });
    await turn();
    assert.equal(feed.state.kind, 'stopped');
    assert.deepEqual(names(), ['x', 'y']);
    feed.retry();
    assert.equal(reader.asked.at(-1), 'list');
  });

  test('does not start by itself when somebody else begins to use it', async () => {
    const { reader, feed } = aFeed();
    feed.use();
    reader.answer(refused(forbidden));
    await turn();
    feed.use();
    await turn();
    assert.deepEqual(reader.asked, ['list']);
  });
});

suite('the users of a feed', () => {
  test('may come and go within a moment', async () => {
    const { reader, clock, use, feed } = await aLiveFeed();
    use.dispose();
    await clock.advance(9_999);
    feed.use();
    await clock.advance(60_000);
    assert.equal(reader.watches.length, 1);
    assert.equal(feed.state.kind, 'live');
  });

  test('end it when the last has left for good, and find everything there when they are back', async () => {
    const { reader, clock, use, feed, names, states } = await aLiveFeed();
    const second = feed.use();
    use.dispose();
    use.dispose();
    await clock.advance(60_000);
    assert.equal(feed.state.kind, 'live');
    second.dispose();
    await clock.advance(10_000);
    assert.equal(feed.state.kind, 'idle');
    assert.equal(reader.lastWatch.signal.aborted, true);
    assert.equal(clock.pending, 0);

    feed.use();
    assert.deepEqual(feed.state, { kind: 'loading', loaded: 2 });
    assert.deepEqual(names(), ['x', 'y']);
    assert.equal(reader.asked.at(-1), 'watch 10');
    reader.lastWatch.open();
    await turn();
    assert.deepEqual(states, ['idle', 'loading', 'live']);
  });

  test('make it stop for good by disposing of it, even in the middle of a list', async () => {
    const { reader, clock, feed, changes, names } = aFeed();
    feed.use();
    reader.answer(aPage(10, [aWire('x', 1)]));
    feed.dispose();
    await turn();
    await clock.advance(60_000);
    assert.deepEqual(names(), []);
    assert.deepEqual(changes, []);
    assert.equal(clock.pending, 0);
    feed.retry();
    feed.use();
    assert.deepEqual(reader.asked, ['list']);
  });

  test('may retry from within the news that it stopped', async () => {
    const { reader, feed } = aFeed();
    let retries = 0;
    feed.onDidChangeState(state => {
      if (state.kind === 'stopped' && retries < 1) {
        retries += 1;
        feed.retry();
      }
    });
    feed.use();
    reader.answer(refused(forbidden));
    await turn();
    assert.deepEqual(reader.asked, ['list', 'list']);
    assert.equal(feed.state.kind, 'loading');
  });
});
