import type { Translate } from '../../src/cluster/failureWords.ts';
import { ClusterTree } from '../../src/tree/clusterTree.ts';
import { FakeClock } from './fakeClock.ts';
import { FakeFeeds } from './fakeFeeds.ts';

/** A tree over feeds and a clock that the test moves. */
export function aTree(translate?: Translate) {
  const feeds = new FakeFeeds();
  const clock = new FakeClock();
  const tree = new ClusterTree(feeds, clock, translate);
  return { feeds, clock, tree };
}
