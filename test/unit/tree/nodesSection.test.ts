import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { aTree } from '../../support/aTree.ts';
import { aGpuNode, aNode, aPod, gpus } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';
import { golden, treeText } from '../../support/treeText.ts';

suite('ClusterTree, nodes', () => {
  test('shows nodes with their GPUs, and pods that have GPUs first', () => {
    const { feeds, tree } = aTree();
    feeds.live(nodeKind, aNode({ name: 'cpu-10' }), aNode({ name: 'cpu-2' }), aGpuNode({ name: 'gpu-1' }));
    feeds.live(
      podKind,
      aPod({ name: 'a-web', nodeName: 'gpu-1' }),
      aPod({ name: 'b-train', nodeName: 'gpu-1', requests: gpus(3) }),
      aPod({ name: 'c-done', nodeName: 'gpu-1', requests: gpus(4), phase: 'Succeeded', status: 'Completed' }),
    );
    assert.equal(
      treeText(tree, 'nodes', 2),
      golden(`
        + cpu-2 | cpu 0/4 · mem 0 B/16 Gi
        + cpu-10 | cpu 0/4 · mem 0 B/16 Gi
        + gpu-1 | A100-SXM4-80GB 3/8 · cpu 1/96 · mem 1 Gi/1 Ti
          + b-train | Running · 1/1 ready · 3 GPUs
          - c-done | Completed · 4 GPUs
          + a-web | Running · 1/1 ready
      `),
    );
  });

  test('says what is wrong with a node, and names shared GPUs', () => {
    const { feeds, tree } = aTree();
    feeds.live(nodeKind, nodeKind.toFacts(fixture('cluster/node.json')));
    feeds.live(podKind, aPod({ nodeName: 'gpu-1', requests: gpus(1) }));
    assert.equal(
      treeText(tree, 'nodes', 1),
      golden(`
        x gpu-1 | NotReady,SchedulingDisabled · container runtime is down · MemoryPressure · Tesla-T4 shared 1/8 · cpu 1/7.9 · mem 1/31 Gi
      `),
    );
  });

  test('tells MIG slices apart', () => {
    const { feeds, tree } = aTree();
    const mig = { 'nvidia.com/mig-1g.5gb': 7, 'nvidia.com/mig-3g.20gb': 2 };
    const node = aGpuNode({ name: 'm', allocatable: { cpuMillis: 1000, memoryBytes: 0, gpus: mig } });
    feeds.live(nodeKind, node);
    feeds.live(podKind, aPod({ nodeName: 'm', requests: gpus(2, 'nvidia.com/mig-1g.5gb') }));
    const [row] = tree.children(tree.row('nodes'));
    assert.equal(
      row?.description,
      'A100-SXM4-80GB MIG 1g.5gb 2/7 · A100-SXM4-80GB MIG 3g.20gb 0/2 · cpu 1/1 · mem 1 Gi/0 B',
    );
  });

  test('shows only what nodes have while the pods are not known', () => {
    const { feeds, tree } = aTree();
    feeds.live(nodeKind, aGpuNode({ name: 'gpu-1' }));
    assert.equal(tree.children(tree.row('nodes'))[0]?.description, 'A100-SXM4-80GB 8 · cpu 96 · mem 1 Ti');
  });
});
