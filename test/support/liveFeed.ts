import type { FeedChange } from '../../src/cluster/feed.ts';
import { ListWatchFeed } from '../../src/cluster/listWatchFeed.ts';
import type { WatchEvent } from '../../src/cluster/ports.ts';
import { FakeClock, turn } from './fakeClock.ts';
import { aPage, aWire, ScriptedReader, type TinyFacts, tinyKind } from './scriptedReader.ts';

export const added = (name: string, version: number, label?: string): WatchEvent => ({
  type: 'ADDED',
  object: aWire(name, version, label),
});
export const modified = (name: string, version: number, label: string): WatchEvent => ({
  type: 'MODIFIED',
  object: aWire(name, version, label),
});
export const deleted = (name: string, version: number): WatchEvent => ({
  type: 'DELETED',
  object: aWire(name, version),
});

/** A feed under test, with all that it said so far. */
export function aFeed() {
  const clock = new FakeClock();
  const reader = new ScriptedReader();
  const feed = new ListWatchFeed(reader, { kind: tinyKind, clock, random: () => 0 });
  const changes: FeedChange<TinyFacts>[] = [];
  const states: string[] = [];
  feed.onDidChange(change => changes.push(change));
  feed.onDidChangeState(state => states.push(state.kind));
  const names = () => [...feed.items.values()].map(facts => facts.name).sort();
  return { clock, reader, feed, changes, states, names };
}

/** A feed that has listed `x` and `y` and watches. */
export async function aLiveFeed() {
  const parts = aFeed();
  const use = parts.feed.use();
  parts.reader.answer(aPage(10, [aWire('x', 1), aWire('y', 2)]));
  await parts.clock.advance(0);
  await parts.clock.advance(0);
  parts.reader.lastWatch.open();
  await turn();
  parts.changes.length = 0;
  parts.states.length = 0;
  return { ...parts, use };
}
