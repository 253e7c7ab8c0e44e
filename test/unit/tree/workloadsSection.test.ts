import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { aTree } from '../../support/aTree.ts';
import { aContainer, aPendingPod, aPod, aWorkload } from '../../support/facts.ts';
import { golden, treeText } from '../../support/treeText.ts';

const ofDeployment = (name: string) => ({ workload: { kind: 'Deployment', name } });

suite('ClusterTree, workloads', () => {
  test('shows namespaces, workloads, pods, and containers', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({ kind: 'live' });
    feeds.live(deploymentKind, aWorkload({ wantedCount: 2 }));
    feeds.live(
      statefulSetKind,
      aWorkload({ kind: 'StatefulSet', name: 'db', wantedCount: 0, readyCount: 0 }),
    );
    const crashed = aContainer({
      state: 'waiting',
      reason: 'CrashLoopBackOff',
      message: 'back-off 5m0s',
      isReady: false,
      restartCount: 1,
    });
    feeds.live(
      podKind,
      aPod({ name: 'web-1', ...ofDeployment('web') }),
      aPod({
        name: 'web-2',
        ...ofDeployment('web'),
        status: 'CrashLoopBackOff',
        problem: 'back-off 5m0s',
        readyCount: 0,
        restartCount: 1,
        containers: [crashed],
      }),
      aPod({ name: 'rollout-1', workload: { kind: 'Rollout', name: 'shop' } }),
      aPod({
        name: 'job-1',
        workload: { kind: 'Job', name: 'job' },
        containers: [
          aContainer({ name: 'wait', role: 'init', state: 'terminated', exitCode: 0, reason: 'Completed' }),
          aContainer(),
        ],
      }),
      aPendingPod({ name: 'bare', namespace: 'dev' }),
    );
    assert.equal(
      treeText(tree, 'workloads'),
      golden(`
        ! dev | 1 pod · 1 pending
          ! bare | Pending · 0/1 ready · 0/4 nodes are available: 4 Insufficient nvidia.com/gpu.
            + main | Running
        x ml | 4 pods · 1 failing
          x web | Deployment · 1/2 ready · 1 failing
            + web-1 | Running · 1/1 ready
              + main | Running
            x web-2 | CrashLoopBackOff · 0/1 ready · 1 restart · back-off 5m0s
              x main | CrashLoopBackOff · 1 restart · back-off 5m0s
          + shop | Rollout · 1 pod
            + rollout-1 | Running · 1/1 ready
              + main | Running
          - db | StatefulSet · 0/0 ready
          + job-1 | Running · 2/2 ready
            - wait | init · Completed
            + main | Running
      `),
    );
  });

  test('shows the workloads of pods also where their objects may not be listed', () => {
    const { feeds, tree } = aTree();
    feeds.live(podKind, aPod(ofDeployment('web')));
    const [row] = tree.children(tree.row('workloads/namespace:ml'));
    assert.deepEqual(
      [row?.label, row?.description, row?.ref?.kind.kind],
      ['web', 'Deployment · 1 pod', 'Deployment'],
    );
  });
});
