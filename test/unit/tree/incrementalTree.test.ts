import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jobKind } from '../../../src/cluster/job.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import type { FactKind, ObjectFacts } from '../../../src/cluster/objectFacts.ts';
import { type PodFacts, podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import type { TreeRow } from '../../../src/tree/treeRow.ts';
import { aTree } from '../../support/aTree.ts';
import { aGpuNode, aJob, anInferenceService, aPod, aWorkload, gpus } from '../../support/facts.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { treeText } from '../../support/treeText.ts';

type Random = () => number;

function pick<const T extends readonly unknown[]>(random: Random, values: T): T[number] {
  return values[Math.floor(random() * values.length)];
}

const states = [
  ['Running', 'Running'],
  ['Pending', 'Pending'],
  ['Running', 'CrashLoopBackOff'],
  ['Succeeded', 'Completed'],
  ['Failed', 'Error'],
] as const;

/** A pod with everything about it left to chance, even its node and its owner. */
function randomPod(random: Random, version: number): PodFacts {
  const number = Math.floor(random() * 60);
  const [phase, status] = pick(random, states);
  const owner = pick(random, ['Deployment', 'StatefulSet', 'Job', 'Rollout', undefined] as const);
  const hasTie = random() < 0.3;
  return aPod({
    name: `pod-${number}`,
    namespace: `ns-${number % 3}`,
    uid: `uid-${number}`,
    resourceVersion: String(version),
    phase,
    status,
    nodeName: pick(random, ['gpu-1', 'gpu-2', 'gone', undefined] as const),
    requests: gpus(Math.floor(random() * 3)),
    restartCount: Math.floor(random() * 2),
    workload: owner && { kind: owner, name: `w-${number % 4}` },
    tie: hasTie
      ? { kind: 'InferenceService', name: 'iris', role: 'predictor', revision: undefined }
      : undefined,
  });
}

function randomOther(random: Random, version: number): readonly [FactKind<ObjectFacts>, ObjectFacts] {
  const number = Math.floor(random() * 4);
  const base = { namespace: `ns-${number % 3}`, resourceVersion: String(version) };
  switch (pick(random, ['node', 'deployment', 'statefulSet', 'job', 'model'] as const)) {
    case 'node':
      return [
        nodeKind,
        aGpuNode({ name: `gpu-${number}`, isReady: random() < 0.7, resourceVersion: String(version) }),
      ];
    case 'deployment':
      return [
        deploymentKind,
        aWorkload({ ...base, name: `w-${number}`, modelName: random() < 0.5 ? 'm' : undefined }),
      ];
    case 'statefulSet':
      return [
        statefulSetKind,
        aWorkload({ ...base, kind: 'StatefulSet', name: `w-${number}`, readyCount: number }),
      ];
    case 'job': {
      const owner = { kind: 'CronJob', name: `c-${number % 2}`, uid: 'c' };
      return [
        jobKind,
        aJob({ ...base, name: `w-${number}`, ...(random() < 0.5 && { owner }), activeCount: number }),
      ];
    }
    case 'model':
      return [
        inferenceServiceKind,
        anInferenceService({ ...base, name: 'iris', uid: `iris-${base.namespace}` }),
      ];
  }
}

/** What an editor shows: it reads a list again when its id is told, and a line again when its own is. */
class Screen {
  readonly #lists = new Map<string | undefined, TreeRow[]>();
  readonly #tree: ReturnType<typeof aTree>['tree'];

  constructor(tree: ReturnType<typeof aTree>['tree']) {
    this.#tree = tree;
    tree.onDidChange(ids => {
      for (const id of ids) this.#repaint(id);
    });
    this.open(undefined);
  }

  open(id: string | undefined): void {
    if (this.#lists.has(id)) return;
    const row = id === undefined ? undefined : this.#tree.row(id);
    if (id !== undefined && row === undefined) return;
    this.#tree.show(row);
    this.#lists.set(id, [...this.#tree.children(row)]);
  }

  #repaint(id: string | undefined): void {
    const row = id === undefined ? undefined : this.#tree.row(id);
    if (this.#lists.has(id)) {
      this.#lists.set(id, row === undefined && id !== undefined ? [] : [...this.#tree.children(row)]);
    }
    for (const list of this.#lists.values()) {
      const index = list.findIndex(shown => shown.id === id);
      if (index >= 0 && row !== undefined) list[index] = row;
    }
  }

  /** Every list on screen as it should be by now. */
  check(): void {
    for (const [id, list] of this.#lists) {
      const row = id === undefined ? undefined : this.#tree.row(id);
      const expected = row === undefined && id !== undefined ? [] : this.#tree.children(row);
      assert.deepEqual(list, expected, `below ${id ?? 'the groups'}`);
    }
  }
}

suite('a tree kept up to date', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    test(`is the tree made from scratch, after any changes (seed ${seed})`, async () => {
      const random = seededRandom(seed);
      const { feeds, clock, tree } = aTree();
      feeds.sayAll({ kind: 'live' });
      const screen = new Screen(tree);
      for (const group of ['models', 'training', 'nodes', 'workloads', 'nodes/node:gpu-1'])
        screen.open(group);
      for (let step = 0; step < 300; step++) {
        const [kind, facts] = random() < 0.7 ? [podKind, randomPod(random, step)] : randomOther(random, step);
        const feed = feeds.feed(kind as FactKind<ObjectFacts>);
        if (random() < 0.25) feed.remove(feed.items.get(facts.uid) ?? facts);
        else if (random() < 0.03) feed.replaceAll([...feed.items.values()].filter(() => random() < 0.8));
        else feed.put(facts);
        for (const id of [
          'nodes/node:gpu-1',
          'workloads/namespace:ns-1',
          'workloads/namespace:ns-1/Deployment:w-1',
        ]) {
          if (random() < 0.02) screen.open(id);
        }
        if (step % 20 === 0) {
          await clock.advance(2_500);
          screen.check();
        }
      }
      const fresh = aTree();
      fresh.feeds.sayAll({ kind: 'live' });
      for (const kind of [
        podKind,
        nodeKind,
        deploymentKind,
        statefulSetKind,
        jobKind,
        inferenceServiceKind,
      ]) {
        const anyKind = kind as FactKind<ObjectFacts>;
        fresh.feeds.live(anyKind, ...[...feeds.feed(anyKind).items.values()].reverse());
      }
      assert.equal(treeText(tree), treeText(fresh.tree));
    });
  }
});

suite('a large tree', () => {
  test('1,000 nodes and 10,000 pods: times are printed, not judged', context => {
    const { feeds, tree } = aTree();
    const said: string[] = [];
    const timed = <T>(name: string, run: () => T): T => {
      const start = performance.now();
      const result = run();
      said.push(`${name}: ${(performance.now() - start).toFixed(2)} ms`);
      return result;
    };
    const pods = Array.from({ length: 10_000 }, (_, index) =>
      aPod({
        name: `pod-${index}`,
        namespace: `ns-${index % 50}`,
        nodeName: `node-${index % 1000}`,
        requests: gpus(index % 3),
        workload: { kind: 'Deployment', name: `web-${index % 400}` },
      }),
    );
    tree.show(undefined);
    tree.children();
    timed('1,000 nodes come', () =>
      feeds.live(
        nodeKind,
        ...Array.from({ length: 1000 }, (_, index) => aGpuNode({ name: `node-${index}` })),
      ),
    );
    timed('10,000 pods come', () => feeds.live(podKind, ...pods));
    timed('the groups', () => tree.children());
    const rows = timed('the first 500 nodes', () => tree.children(tree.row('nodes')));
    tree.show(tree.row('nodes'));
    tree.children(tree.row('nodes'));
    timed('each of the 500 by its id', () => rows.map(row => tree.row(row.id)));
    timed('a node is expanded', () => tree.children(rows[7]));
    timed('a namespace is expanded', () => tree.children(tree.row('workloads/namespace:ns-7')));
    timed('1,000 pods change', () => {
      for (const pod of pods.slice(0, 1000))
        feeds.feed(podKind).put({ ...pod, restartCount: 1, resourceVersion: '2' });
    });
    timed('the 500 nodes again', () => tree.children(tree.row('nodes')));
    assert.equal(rows.length, 501);
    assert.equal(tree.children(rows[7]).length, 10);
    context.diagnostic(said.join('; '));
  });
});
