import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Disposable } from '../../../src/base/owner.ts';
import { ListWatchFeed } from '../../../src/cluster/listWatchFeed.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { ModelCluster, seededRandom } from '../../support/modelCluster.ts';
import { type TinyFacts, tinyKind } from '../../support/scriptedReader.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** A feed over a troubled cluster, and a mirror that knows of it only what listeners are told. */
class Run {
  readonly random: () => number;
  readonly clock = new FakeClock();
  readonly cluster: ModelCluster;
  readonly feed: ListWatchFeed<TinyFacts>;
  readonly mirror = new Map<string, TinyFacts>();
  #uses: Disposable[] = [];

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.cluster = new ModelCluster(this.random);
    this.feed = new ListWatchFeed(this.cluster, {
      kind: tinyKind,
      clock: this.clock,
      random: this.random,
    });
    this.feed.onDidChange(({ upserted, removed }) => {
      for (const facts of removed) {
        assert.ok(this.mirror.delete(facts.uid), `${facts.name} was removed, but never told of`);
      }
      for (const facts of upserted) this.mirror.set(facts.uid, facts);
    });
  }

  async step(): Promise<void> {
    const dice = this.random();
    const name = names[Math.floor(this.random() * names.length)] ?? 'a';
    if (dice < 0.45) this.cluster.put(name, String(this.random()));
    else if (dice < 0.65) this.cluster.delete(name);
    else if (dice < 0.67) this.cluster.compact();
    else if (dice < 0.71) this.#uses.push(this.feed.use());
    else if (dice < 0.74) this.#uses.pop()?.dispose();
    else if (dice < 0.76) this.feed.retry();
    else if (dice < 0.9) await turn();
    else await this.clock.advance(this.random() * 20_000);
  }

  /** Ends the trouble and waits for as long as the longest silence lasts. */
  async settle(): Promise<void> {
    this.cluster.isTroubled = false;
    this.#uses.push(this.feed.use());
    for (let minute = 0; minute < 10; minute += 1) await this.clock.advance(60_000);
  }
}

const byName = (facts: Iterable<TinyFacts>) => [...facts].map(({ name, label }) => `${name}=${label}`).sort();

suite('a feed over a troubled cluster', () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    test(`ends up with what the cluster holds, and told all of it (seed ${seed})`, async () => {
      const run = new Run(seed);
      for (let steps = 0; steps < 200; steps += 1) await run.step();
      await run.settle();
      assert.equal(run.feed.state.kind, 'live');
      const truth = [...run.cluster.objects.values()].map(wire => tinyKind.toFacts(wire));
      assert.deepEqual(byName(run.feed.items.values()), byName(truth));
      assert.deepEqual(byName(run.mirror.values()), byName(truth));
      run.feed.dispose();
      await turn();
      assert.equal(run.clock.pending, 0);
    });
  }
});
