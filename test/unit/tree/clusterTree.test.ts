import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jobKind } from '../../../src/cluster/job.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { aTree } from '../../support/aTree.ts';
import {
  aGpuNode,
  aJob,
  aNode,
  anInferenceService,
  aPendingPod,
  aPod,
  aWorkload,
  gpus,
} from '../../support/facts.ts';
import { golden, treeText } from '../../support/treeText.ts';

suite('ClusterTree, groups', () => {
  test('sums up what there is and what is wrong', () => {
    const { feeds, tree } = aTree();
    feeds.live(
      nodeKind,
      aNode(),
      aGpuNode({ name: 'gpu-1' }),
      aNode({ name: 'n-3', isReady: false, status: 'NotReady' }),
    );
    feeds.live(podKind, aPod({ nodeName: 'gpu-1', requests: gpus(2) }), aPendingPod({ name: 'p' }));
    feeds.live(inferenceServiceKind, anInferenceService());
    feeds.live(deploymentKind, aWorkload({ modelName: 'rank', problem: 'quota', readyCount: 0 }));
    feeds.live(
      jobKind,
      aJob(),
      aJob({ name: 'old', outcome: 'complete' }),
      aJob({ name: 'bad', outcome: 'failed' }),
    );
    assert.equal(
      treeText(tree, undefined, 1),
      golden(`
        x Models | 1 ready · 1 failing
        x Training | 1 running · 1 complete · 1 failed
        x Nodes | 2 ready · 1 not ready · A100-SXM4-80GB 2/8
        ! Workloads | 2 pods · 1 pending
        · Services
        · Config
        · Storage
      `),
    );
  });

  test('say nothing of what they do not know yet', () => {
    const { tree } = aTree();
    assert.deepEqual(
      tree.children().map(row => row.description),
      Array(7).fill(undefined),
    );
  });

  test('speak the language of the user', () => {
    const spanish: Record<string, string> = { Nodes: 'Nodos', '{0} ready': '{0} listos' };
    const { feeds, tree } = aTree((text, ...args) => (spanish[text] ?? text).replace('{0}', String(args[0])));
    feeds.live(nodeKind, aNode());
    assert.deepEqual([tree.row('nodes')?.label, tree.row('nodes')?.description], ['Nodos', '1 listos']);
  });
});
