import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind } from '../../../src/cluster/workload.ts';
import { aTree } from '../../support/aTree.ts';
import { aCronJob, aJob, aPendingPod, aPod, aWorkload } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';
import { golden, treeText } from '../../support/treeText.ts';

const ofDeployment = (name: string) => ({ workload: { kind: 'Deployment', name } });

suite('ClusterTree, training', () => {
  test('shows CronJobs with their Jobs, Jobs with their pods by index', () => {
    const { feeds, tree } = aTree();
    const owner = { kind: 'CronJob', name: 'nightly', uid: 'u' };
    feeds.live(cronJobKind, aCronJob({ activeCount: 1 }));
    feeds.live(
      jobKind,
      aJob({ name: 'tune', completions: 3, isIndexed: true, activeCount: 2, succeededCount: 1 }),
      aJob({ name: 'nightly-1', owner }),
      aJob({
        name: 'orphan-1',
        owner: { ...owner, name: 'gone' },
        outcome: 'complete',
        startedAtMs: 0,
        completedAtMs: 3_900_000,
      }),
      jobKind.toFacts(fixture('cluster/job.json')),
    );
    const ofJob = (index: number) =>
      aPod({ name: `tune-${index}-x`, completionIndex: index, workload: { kind: 'Job', name: 'tune' } });
    feeds.live(podKind, ofJob(10), ofJob(2), ofJob(0));
    assert.equal(
      treeText(tree, 'training', 2),
      golden(`
        ~ nightly | 0 2 * * * · 1 running · ml
          ~ nightly-1 | Running · ml
        · gone | ml
          + orphan-1 | Complete · 1h5m · ml
        · train | ml
          x train-29000001 | Failed · BackoffLimitExceeded: Job has reached the specified backoff limit · 1/4 done · 3 pods failed · 30m · ml
        ~ tune | Running · 1/3 done · ml
          + 0: tune-0-x | Running · 1/1 ready
          + 2: tune-2-x | Running · 1/1 ready
          + 10: tune-10-x | Running · 1/1 ready
      `),
    );
  });
});

suite('ClusterTree, reasons', () => {
  test('says of a Job, and of a model that comes up, what their pods wait for', () => {
    const { feeds, tree } = aTree();
    feeds.live(jobKind, aJob());
    feeds.live(deploymentKind, aWorkload({ modelName: 'rank', readyCount: 0 }));
    const problem = '0/4 nodes are available';
    feeds.live(
      podKind,
      aPendingPod({ name: 'a', problem, workload: { kind: 'Job', name: 'train' } }),
      aPendingPod({ name: 'b', problem, ...ofDeployment('web') }),
    );
    assert.equal(
      treeText(tree, 'training', 1) + treeText(tree, 'models', 1),
      golden(`
        ! train | Running · 0/4 nodes are available · ml
        ~ Loading…
        ~ rank | Progressing · 0/4 nodes are available · 0/1 ready · Deployment · ml
        ~ Loading…
      `),
    );
  });
});
