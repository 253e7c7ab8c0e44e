import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { configMapKind, secretKind } from '../../../src/cluster/config.ts';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { claimKind, volumeKind } from '../../../src/cluster/storage.ts';
import { deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { aTree } from '../../support/aTree.ts';
import {
  aContainer,
  aCronJob,
  aGpuNode,
  aJob,
  aNode,
  anInferenceService,
  aPendingPod,
  aPod,
  aWorkload,
  gpus,
} from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';
import { golden, treeText } from '../../support/treeText.ts';

const ofDeployment = (name: string) => ({ workload: { kind: 'Deployment', name } });

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

suite('ClusterTree, models', () => {
  test('shows a canary with its traffic, its revisions and their pods', () => {
    const { feeds, tree } = aTree();
    feeds.live(
      inferenceServiceKind,
      inferenceServiceKind.toFacts(fixture('models/inferenceServiceKnative.json')),
    );
    const of = (name: string, revision: string) =>
      aPod({ name, tie: { kind: 'InferenceService', name: 'fraud', role: 'predictor', revision } });
    const transformer = { kind: 'InferenceService', name: 'fraud', role: 'transformer', revision: undefined };
    feeds.live(
      podKind,
      of('fraud-1-a', 'fraud-predictor-00001'),
      of('fraud-1-b', 'fraud-predictor-00001'),
      of('fraud-2-a', 'fraud-predictor-00002'),
      aPod({
        name: 'transform',
        tie: transformer,
        containers: [aContainer({ isReady: false })],
        readyCount: 0,
      }),
    );
    assert.equal(
      treeText(tree, 'models', 3),
      golden(`
        + fraud | Ready · 3/4 ready · 10 % : 90 % · KServe · xgboost · ml
          ~ fraud-predictor-00003 | 0 % · latest · not ready · 0/0 ready
          + fraud-predictor-00002 | 10 % · 1/1 ready
            + fraud-2-a | Running · 1/1 ready
          + fraud-predictor-00001 | 90 % · prev · 2/2 ready
            + fraud-1-a | Running · 1/1 ready
            + fraud-1-b | Running · 1/1 ready
          ~ transform | Running · 0/1 ready
            ~ main | Running, not ready
        ~ Loading…
      `),
    );
  });

  test('shows a canary of mode Standard with the Deployment that carries it', () => {
    const { feeds, tree } = aTree();
    feeds.live(
      inferenceServiceKind,
      inferenceServiceKind.toFacts(fixture('models/inferenceServiceCanary.json')),
    );
    const tie = { kind: 'InferenceService', name: 'churn', role: 'predictor', revision: undefined };
    feeds.live(
      podKind,
      aPod({ name: 'old', tie, ...ofDeployment('churn-predictor') }),
      aPod({ name: 'new', tie, ...ofDeployment('churn-v2-predictor') }),
    );
    assert.equal(
      treeText(tree, 'models/model:uid-of-churn', 2),
      golden(`
        x v2 | 25 % · latest · not ready · ModelLoadFailed: no such key · 1/1 ready
          + new | Running · 1/1 ready
        + stable | 75 % · 1/1 ready
          + old | Running · 1/1 ready
      `),
    );
  });

  test('shows Deployments that serve a model, and not those of an InferenceService', () => {
    const { feeds, tree } = aTree();
    feeds.live(inferenceServiceKind);
    const vllm = [{ name: 's', image: 'vllm/vllm-openai:v0.15.0', ports: [8000] }];
    const owner = { kind: 'InferenceService', name: 'iris', uid: 'u' };
    feeds.live(
      deploymentKind,
      aWorkload({ name: 'llama', containers: vllm, wantedCount: 2 }),
      aWorkload({ name: 'iris-predictor', containers: vllm, owner }),
      aWorkload({ name: 'web' }),
    );
    feeds.live(statefulSetKind);
    feeds.live(podKind, aPod({ name: 'llama-a', ...ofDeployment('llama') }));
    assert.equal(
      treeText(tree, 'models', 2),
      golden(`
        ~ llama | Progressing · 1/2 ready · vLLM · ml
          + llama-a | Running · 1/1 ready
      `),
    );
  });

  test('shows a model without pods that may sleep as asleep, and wakes it with its first pod', () => {
    const { feeds, tree } = aTree();
    const service = anInferenceService();
    const asleep = { ...service, predictor: { ...service.predictor, minReplicas: 0 } };
    feeds.live(inferenceServiceKind, asleep);
    feeds.live(podKind);
    assert.equal(tree.row('models')?.description, '1 asleep');
    feeds
      .feed(podKind)
      .put(aPod({ tie: { kind: 'InferenceService', name: 'iris', role: 'predictor', revision: undefined } }));
    assert.equal(tree.row('models')?.description, '1 ready');
  });
});

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

suite('ClusterTree, services, config and storage', () => {
  test('show ports, keys and bindings', () => {
    const { feeds, tree } = aTree();
    feeds.live(serviceKind, serviceKind.toFacts(fixture('cluster/service.json')));
    feeds.live(configMapKind, configMapKind.toFacts(fixture('cluster/configMap.json')));
    feeds.live(secretKind, secretKind.toFacts(fixture('cluster/secret.json')));
    feeds.live(claimKind, claimKind.toFacts(fixture('cluster/claim.json')));
    feeds.live(volumeKind, volumeKind.toFacts(fixture('cluster/volume.json')));
    const texts = ['services', 'config', 'storage'].map(group => treeText(tree, group));
    assert.equal(
      texts.join(''),
      golden(`
        · triton | LoadBalancer · 80→http:30080/TCP, 8001/TCP · 203.0.113.9 · triton.example.com · ml
        · settings | ConfigMap · 3 keys · ml
          - a.yaml
          - b.yaml
          - c.bin
        · hf | Secret · 2 keys · ml
          - token
          - user
        + datasets | Bound · 128 Gi · → pv-1 · ml
        x pv-1 | Failed · recycler: disk gone · 128 Gi · ← ml/datasets
      `),
    );
  });
});
