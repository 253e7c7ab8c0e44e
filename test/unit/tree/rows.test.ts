import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { type PodFacts, podKind } from '../../../src/cluster/pod.ts';
import { noResources } from '../../../src/cluster/resourceAmounts.ts';
import { deploymentKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { servedByKserve } from '../../../src/models/kserve.ts';
import { runOfJob, scheduleOfCronJob } from '../../../src/training/job.ts';
import { containerRow } from '../../../src/tree/containerRow.ts';
import { modelRow } from '../../../src/tree/modelRow.ts';
import { moment } from '../../../src/tree/moment.ts';
import { nodeRow } from '../../../src/tree/nodeRow.ts';
import { podHealth, podRow, problemOfPods } from '../../../src/tree/podRow.ts';
import { runRow, scheduleRow } from '../../../src/tree/runRow.ts';
import type { TreeRow } from '../../../src/tree/treeRow.ts';
import { namespaceRow, workloadRow } from '../../../src/tree/workloadRow.ts';
import { aContainer, aPendingPod, aPod } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';
import { golden } from '../../support/treeText.ts';

const at = (hours: number, minutes = 0, seconds = 0) => moment(Date.UTC(2026, 2, 1, hours, minutes, seconds));
const tooltip = (row: TreeRow) =>
  `${row.tooltip?.title}\n${(row.tooltip?.rows ?? []).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
const menu = (row: TreeRow) => (row.tokens ?? []).join(';');

suite('podHealth', () => {
  const healths: readonly (readonly [string, Partial<PodFacts>, string])[] = [
    ['Running', {}, 'good'],
    ['Running', { readyCount: 0 }, 'busy'],
    ['NotReady', { readyCount: 0 }, 'busy'],
    ['ContainerCreating', { readyCount: 0 }, 'busy'],
    ['Init:1/3', { readyCount: 0 }, 'busy'],
    ['Pending', { readyCount: 0 }, 'busy'],
    ['Pending', { readyCount: 0, problem: 'no room' }, 'warning'],
    ['Init:Error', { readyCount: 0 }, 'bad'],
    ['CrashLoopBackOff', { readyCount: 0 }, 'bad'],
    ['Evicted', { readyCount: 0 }, 'bad'],
    ['Unknown', {}, 'bad'],
    ['Completed', { readyCount: 0 }, 'muted'],
    ['Terminating', {}, 'muted'],
  ];
  for (const [status, given, health] of healths) {
    test(`of ${status} ${JSON.stringify(given)} is ${health}`, () =>
      assert.equal(podHealth(aPod({ status, ...given })), health));
  }

  test('gives the reason of the first pod that is not well', () => {
    assert.equal(problemOfPods([aPod({ problem: 'old' }), aPendingPod({ problem: 'no room' })]), 'no room');
    assert.equal(problemOfPods([aPod(), aPod({ status: 'Error' })]), undefined);
  });
});

suite('rows', () => {
  test('of pods tell where they are and what they asked for', () => {
    const row = podRow('id', podKind.toFacts(fixture('cluster/pod.json')));
    assert.equal(menu(row), 'pod;canDescribe;canYaml;canCopyName;canDelete;canLog');
    assert.deepEqual(
      [row.ref?.kind.kind, row.ref?.namespace, row.ref?.name],
      ['Pod', 'ml', 'bert-predictor-7d9f-x2x4z'],
    );
    assert.equal(
      tooltip(row),
      golden(`
        bert-predictor-7d9f-x2x4z
          Namespace: ml
          Status: CrashLoopBackOff
          Ready: 0/1
          Why: back-off 40s restarting failed container=kserve-container pod=bert-predictor-7d9f-x2x4z
          Restarts: 3
          Last restart: ${at(10, 5)}
          Node: gpu-1
          IP: 10.0.0.7
          CPU requested: 2
          Memory requested: 8 Gi
          GPU: 1
          Owner: ReplicaSet bert-predictor-7d9f
          InferenceService: bert
          Part: predictor
          Created: ${at(10)}
      `),
    );
  });

  test('of containers name their pod and their container', () => {
    const pod = podKind.toFacts(fixture('cluster/pod.json'));
    const [init, main] = pod.containers;
    assert.ok(init && main);
    const row = containerRow('id', pod, main);
    assert.deepEqual(
      [row.container, row.ref?.name, menu(row)],
      ['kserve-container', pod.name, 'container;canLog;canCopyName'],
    );
    assert.deepEqual([row.tone, containerRow('id', pod, init).tone], ['bad', 'muted']);
    assert.ok(tooltip(row).includes('Ended before with: OOMKilled (137)\n'));
  });

  test('of containers say what there is to say of their state', () => {
    const look = (given: Parameters<typeof aContainer>[0]) => {
      const row = containerRow('id', aPod(), aContainer(given));
      return [row.description, row.tone];
    };
    assert.deepEqual(look({}), ['Running', 'good']);
    assert.deepEqual(look({ isReady: false }), ['Running, not ready', 'busy']);
    assert.deepEqual(look({ role: 'init', isReady: false }), ['init · Running', 'good']);
    assert.deepEqual(look({ state: 'none' }), ['not started', 'muted']);
    assert.deepEqual(look({ state: 'waiting' }), ['Waiting', 'busy']);
    assert.deepEqual(look({ state: 'waiting', reason: 'ContainerCreating' }), ['ContainerCreating', 'busy']);
    assert.deepEqual(look({ state: 'terminated', exitCode: 3 }), ['ExitCode:3', 'bad']);
    assert.deepEqual(look({ state: 'terminated', exitCode: 0, reason: 'Completed' }), ['Completed', 'muted']);
  });

  test('of nodes offer no deletion, and tell of physical GPUs behind shared ones', () => {
    const node = nodeKind.toFacts(fixture('cluster/node.json'));
    const row = nodeRow('id', node, { podCount: 3, taken: noResources, isKnown: true });
    assert.equal(menu(row), 'node;canDescribe;canYaml;canCopyName');
    assert.equal(
      tooltip(row),
      golden(`
        gpu-1
          Status: NotReady,SchedulingDisabled
          Why: container runtime is down
          Pressure: MemoryPressure
          Roles: accelerator, worker
          GPUs: Tesla-T4 shared 0/8
          GPU product: Tesla-T4-SHARED
          Physical GPUs: 2
          GPU memory: 15 Gi
          GPU sharing: time-slicing, 4 shares of each GPU
          CPU: 0/7.9
          Memory: 0 B/31 Gi
          Pods: 3 of 110
          Taints: nvidia.com/gpu=present:NoSchedule, node.kubernetes.io/unschedulable:NoSchedule
          Addresses: InternalIP 10.0.0.4, Hostname gpu-1
          Kubelet: v1.36.3
          Created: ${at(10)}
      `),
    );
  });

  test('of models tell what serves them, from where, and how they scale', () => {
    const model = servedByKserve(
      inferenceServiceKind.toFacts(fixture('models/inferenceServiceKnative.json')),
    );
    const row = modelRow('id', model, undefined);
    assert.equal(menu(row), 'model;canDescribe;canYaml;canCopyName;canDelete;canLog;canDrift');
    assert.equal(row.ref?.kind.group, 'serving.kserve.io');
    assert.equal(
      tooltip(row),
      golden(`
        fraud
          State: Ready
          Namespace: ml
          Served by: KServe (Knative)
          Format: xgboost
          Model: s3://models/fraud/2
          Runtime: kserve-xgbserver
          URL: http://fraud.ml.example.com
          Scales: 0 to 5 replicas · concurrency 20
          Revision fraud-predictor-00003: 0 %
          Revision fraud-predictor-00002: 10 %
          Revision fraud-predictor-00001: 90 %
          Created: ${at(10)}
      `),
    );
  });

  test('of runs and timetables tell when', () => {
    const run = runRow('id', runOfJob(jobKind.toFacts(fixture('cluster/job.json'))));
    assert.equal(menu(run), 'job;canDescribe;canYaml;canCopyName;canDelete;canLog');
    for (const line of [
      `Started: ${at(10)}`,
      `Ended: ${at(10, 30)}`,
      'Took: 30m',
      'CronJob: train',
      'Succeeded: 1 of 4',
    ]) {
      assert.ok(tooltip(run).includes(`  ${line}\n`), line);
    }
    const schedule = scheduleRow(
      'id',
      scheduleOfCronJob(cronJobKind.toFacts(fixture('cluster/cronJob.json'))),
    );
    assert.equal(schedule.description, '0 2 * * * (Europe/Madrid) · 1 running · ml');
    assert.ok(tooltip(schedule).includes(`  Last scheduled: ${at(2)}\n`));
  });

  test('of workloads tell their counts and images; only known kinds have menus', () => {
    const facts = deploymentKind.toFacts(fixture('cluster/deployment.json'));
    const row = workloadRow('id', facts, facts, []);
    assert.equal(
      row.description,
      'Deployment · 2/3 ready · paused · ReplicaSet "triton-1" has timed out progressing.',
    );
    assert.deepEqual([row.tone, row.ref?.kind.kind, row.tokens?.[0]], ['bad', 'Deployment', 'deployment']);
    assert.ok(tooltip(row).includes('Image of server: nvcr.io/nvidia/tritonserver:26.02-py3\n'));
    const rollout = workloadRow('id', { namespace: 'ml', kind: 'Rollout', name: 'shop' }, undefined, []);
    assert.deepEqual([rollout.ref, rollout.tokens], [undefined, ['workload']]);
  });

  test('of namespaces count what fails and what waits, and cannot be deleted by a slip', () => {
    const row = namespaceRow('id', 'ml', { all: 12, failing: 2, waiting: 1 });
    assert.deepEqual([row.description, row.tone], ['12 pods · 2 failing · 1 pending', 'bad']);
    assert.ok(!row.tokens?.includes('canDelete'));
  });
});
