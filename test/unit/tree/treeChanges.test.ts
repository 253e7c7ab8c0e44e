import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import type { ShownId } from '../../../src/tree/shownRows.ts';
import { aTree } from '../../support/aTree.ts';
import { aContainer, aNode, anObject, aPod } from '../../support/facts.ts';

/** A tree on a screen: what is expanded is shown and read, as an editor does it. */
function onScreen(...ids: readonly ShownId[]) {
  const parts = aTree();
  const fired: (readonly ShownId[])[] = [];
  parts.tree.onDidChange(changes => fired.push([...changes].sort()));
  const shown = ids.map(id => {
    const row = id === undefined ? undefined : parts.tree.row(id);
    const handle = parts.tree.show(
      row ?? (id === undefined ? undefined : { id, label: '', isExpandable: true }),
    );
    parts.tree.children(row);
    return handle;
  });
  const take = () => fired.splice(0);
  return { ...parts, shown, take };
}

const aService = (name: string) => ({
  ...anObject({ name }),
  type: 'ClusterIP',
  clusterIp: '10.0.0.1',
  externalAddresses: [],
  ports: [],
  selector: undefined,
});

suite('ClusterTree, feeds', () => {
  test('starts nothing by itself', () => {
    const { feeds, tree } = aTree();
    tree.children();
    tree.children(tree.row('services'));
    assert.deepEqual(feeds.used, []);
  });

  test('follows for the groups what their summaries need', () => {
    const { feeds, tree } = aTree();
    const shown = tree.show(undefined);
    assert.deepEqual(feeds.used, [
      'cronjobs',
      'deployments',
      'inferenceservices',
      'jobs',
      'nodes',
      'pods',
      'statefulsets',
    ]);
    shown.dispose();
    shown.dispose();
    assert.deepEqual(feeds.used, []);
  });

  test('follows secrets only while config is open', () => {
    const { feeds, tree } = aTree();
    const shown = tree.show(tree.row('config'));
    assert.deepEqual(feeds.used, ['configmaps', 'secrets']);
    shown.dispose();
    assert.deepEqual(feeds.used, []);
  });

  test('stops everything with the tree', () => {
    const { feeds, tree } = aTree();
    tree.show(undefined);
    tree.show(tree.row('storage'));
    tree.dispose();
    assert.deepEqual(feeds.used, []);
  });
});

suite('ClusterTree, changes', () => {
  test('are not told of what is not shown', async () => {
    const { feeds, clock, take } = onScreen();
    feeds.live(podKind, aPod());
    await clock.advance(1000);
    assert.deepEqual(take(), []);
    assert.equal(clock.pending, 0);
  });

  test('name the list when lines come and go', async () => {
    const { feeds, clock, take } = onScreen('services');
    feeds.live(serviceKind, aService('a'));
    await clock.advance(0);
    assert.deepEqual(take(), [['services']]);
  });

  test('name the line when only its looks change', async () => {
    const { feeds, clock, tree, take } = onScreen('nodes', 'nodes/node:node-1');
    feeds.live(nodeKind, aNode());
    feeds.live(podKind, aPod({ nodeName: 'node-1' }));
    await clock.advance(0);
    take();
    tree.children(tree.row('nodes'));
    tree.children(tree.row('nodes/node:node-1'));
    feeds.feed(podKind).put(aPod({ nodeName: 'node-1', resourceVersion: '2', restartCount: 1 }));
    await clock.advance(250);
    assert.deepEqual(take(), [['nodes/node:node-1/pod:ml%2Fweb-1']]);
  });

  test('are silent when nothing that is shown looks different', async () => {
    const { feeds, clock, take } = onScreen('nodes');
    feeds.live(nodeKind, aNode());
    await clock.advance(0);
    take();
    feeds.feed(nodeKind).put(aNode({ resourceVersion: '2' }));
    await clock.advance(1000);
    assert.deepEqual(take(), []);
  });

  test('name a pod whose containers changed', async () => {
    const { feeds, clock, tree, take } = onScreen();
    feeds.live(podKind, aPod());
    const id = 'workloads/namespace:ml/pod:ml%2Fweb-1';
    tree.show(tree.row(id));
    tree.children(tree.row(id));
    const crashed = aContainer({ restartCount: 1, containerId: 'containerd://2' });
    feeds.feed(podKind).put(aPod({ resourceVersion: '2', containers: [crashed] }));
    await clock.advance(0);
    assert.deepEqual(take(), [[`${id}/container:main`]]);
  });

  test('come at most four times a second, the first at once', async () => {
    const { feeds, clock, tree, take } = onScreen('services');
    feeds.live(serviceKind);
    await clock.advance(0);
    take();
    const times: number[] = [];
    tree.onDidChange(() => times.push(clock.now()));
    const startMs = clock.now() + 250;
    await clock.advance(250);
    for (let step = 0; step < 100; step++) {
      feeds.feed(serviceKind).put(aService(`s-${step}`));
      await clock.advance(10);
    }
    assert.ok(times.length >= 1 && times.length <= 5, `${times.length} times`);
    assert.ok(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 250));
    assert.ok((times[0] ?? 0) - startMs <= 10);
  });

  test('tell of the groups when their summaries change', async () => {
    const { feeds, clock, take } = onScreen(undefined);
    feeds.live(nodeKind, aNode());
    await clock.advance(0);
    assert.deepEqual(take(), [['nodes']]);
  });

  test('let the look of an open row wait, since painting it reads again all below', async () => {
    const { feeds, clock, tree, take } = onScreen(undefined, 'nodes');
    feeds.live(podKind);
    feeds.live(nodeKind, aNode());
    await clock.advance(2_000);
    take();
    const summary = () => tree.row('nodes')?.description;
    const before = summary();
    feeds.feed(nodeKind).put(aNode({ resourceVersion: '2', isReady: false }));
    await clock.advance(250);
    assert.deepEqual(take(), [['nodes', 'nodes/node:node-1']]);
    const after = summary();
    assert.notEqual(after, before);
    feeds.feed(nodeKind).put(aNode({ resourceVersion: '3' }));
    await clock.advance(250);
    assert.deepEqual(take(), [['nodes/node:node-1']]);
    assert.equal(summary(), before, 'whoever asks is told the truth');
    await clock.advance(1_500);
    assert.deepEqual(take(), [['nodes']]);
    await clock.advance(10_000);
    assert.deepEqual(take(), []);
    assert.equal(clock.pending, 0);
  });

  test('stop with the last of those who show', async () => {
    const { feeds, clock, tree, shown, take } = onScreen('services');
    const again = tree.show(tree.row('services'));
    shown[0]?.dispose();
    feeds.live(serviceKind, aService('a'));
    await clock.advance(0);
    assert.equal(take().length, 1);
    again.dispose();
    feeds.feed(serviceKind).put(aService('b'));
    await clock.advance(1000);
    assert.deepEqual(take(), []);
  });

  test('leave no timer behind', () => {
    const { feeds, clock, tree } = onScreen('services');
    feeds.live(serviceKind, aService('a'));
    tree.dispose();
    assert.equal(clock.pending, 0);
  });
});

suite('ClusterTree, pages', () => {
  test('shows 500 rows, and more when asked', async () => {
    const { feeds, clock, tree, take } = onScreen('services');
    feeds.live(serviceKind, ...Array.from({ length: 1203 }, (_, index) => aService(`s-${index}`)));
    await clock.advance(0);
    take();
    const rows = () => tree.children(tree.row('services'));
    const more = rows().at(-1);
    assert.deepEqual(
      [rows().length, more?.label, more?.description, more?.action],
      [501, 'Show more…', '703 not shown', 'showMore'],
    );
    assert.equal(rows()[499]?.label, 's-499');
    tree.showMore(more?.id ?? '');
    await clock.advance(250);
    assert.deepEqual(take(), [['services']]);
    assert.deepEqual([rows().length, rows().at(-1)?.description], [1001, '203 not shown']);
    tree.showMore('services');
    assert.deepEqual([rows().length, rows().at(-1)?.label], [1203, 's-1202']);
  });

  test('finds a row that is not on the page', () => {
    const { feeds, tree } = onScreen();
    feeds.live(serviceKind, ...Array.from({ length: 600 }, (_, index) => aService(`s-${index}`)));
    assert.equal(tree.row('services/service:ml%2Fs-599')?.label, 's-599');
  });
});

suite('ClusterTree, rows by id', () => {
  test('finds every row of the tree again, and the row above it', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({ kind: 'live' });
    feeds.live(nodeKind, aNode({ name: 'odd/name:%' }));
    feeds.live(podKind, aPod({ nodeName: 'odd/name:%', workload: { kind: 'Deployment', name: 'web' } }));
    feeds.live(serviceKind, aService('a'));
    let count = 0;
    const look = (id?: string) => {
      for (const row of tree.children(id === undefined ? undefined : tree.row(id))) {
        count += 1;
        assert.deepEqual(tree.row(row.id), row);
        assert.equal(tree.parent(row.id)?.id, id);
        if (row.isExpandable) look(row.id);
      }
    };
    look();
    assert.equal(count, 7 + 3 + 4 + 1 + 4);
  });

  test('has no row for what is gone or was never there', () => {
    const { tree } = aTree();
    for (const id of [
      '',
      'x',
      'nodes/',
      'nodes/node:gone',
      'nodes/pod:gone',
      'models/model:x/revision:y',
      'config/secret:x/key:y',
      'workloads/namespace:x',
      'workloads/namespace:x/Deployment:y',
      'storage/claim:%E0%A4%A',
      'nodes/state:gone',
    ]) {
      assert.equal(tree.row(id), undefined, id);
      assert.deepEqual(
        tree.children({ id, label: '', isExpandable: true }).filter(row => row.tokens?.[0] !== 'state'),
        [],
        id,
      );
    }
  });
});
