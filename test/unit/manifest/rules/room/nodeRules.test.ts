import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ClusterFacts } from '../../../../../src/manifest/protocol.ts';
import { roomRuleSets } from '../../../../../src/manifest/rules/room/table.ts';
import type { NodeRoom } from '../../../../../src/manifest/surroundings.ts';
import {
  aNode,
  clusterFacts,
  known,
  mendedText,
  problemsAround,
  toldOf,
} from '../../../../support/surroundings.ts';

const gpu = 'nvidia.com/gpu';

function gpuNode(name: string, count: number, free = count, more: Partial<NodeRoom> = {}): NodeRoom {
  return aNode(name, { ...more, allocatable: { [gpu]: count }, free: { [gpu]: free } });
}

/** A Job whose container asks for some devices; `spec` are further lines of its pod's spec. */
function job(resource: string, count: number | string, spec: readonly string[] = []): string {
  const lines = spec.map(line => `      ${line}\n`).join('');
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
  template:
    spec:
      restartPolicy: Never
${lines}      containers:
        - name: main
          image: pytorch:2
          resources:
            limits:
              ${resource}: ${count}
`;
}

function problems(text: string, nodes: readonly NodeRoom[], more: Partial<ClusterFacts> = {}) {
  return problemsAround(roomRuleSets, text, { cluster: clusterFacts({ nodes, ...more }) });
}

function tells(text: string, nodes: readonly NodeRoom[], ...expected: readonly string[]): void {
  deepStrictEqual(toldOf(problems(text, nodes)), expected);
}

suite('room on nodes', () => {
  test('says nothing of pods that fit, and nothing without a cluster', () => {
    tells(job(gpu, 4), [gpuNode('gpu-node-1', 8)]);
    deepStrictEqual(problemsAround(roomRuleSets, job(gpu, 400)), []);
    tells(job(gpu, 400), []);
  });
  test('names the freest node', () =>
    tells(
      job(gpu, 8),
      [gpuNode('gpu-node-1', 8, 0), gpuNode('gpu-node-2', 8, 4)],
      'room/not-free warning: Asks 8 nvidia.com/gpu; the freest node has 4 of 8 (gpu-node-2).',
    ));
  test('leaves the room to what runs already: its own pods take it', () =>
    deepStrictEqual(
      toldOf(problems(job(gpu, 8), [gpuNode('a', 8, 0)], { objects: [known('batch/Job train')] })),
      [],
    ));
  test('names the largest node', () =>
    tells(
      job(gpu, 16),
      [gpuNode('gpu-node-1', 4), gpuNode('gpu-node-2', 8)],
      'room/too-large warning: Asks 16 nvidia.com/gpu; the largest node has 8 (gpu-node-2).',
    ));
  test('says memory and cores in words', () => {
    tells(
      job('memory', '200Gi'),
      [aNode('a')],
      'room/too-large warning: Asks 200 GiB of memory; the largest node has 64 GiB (a).',
    );
    tells(
      job('cpu', '"8"'),
      [aNode('a', { free: { cpu: 1.5 } })],
      'room/not-free warning: Asks 8 cores of cpu; the freest node has 1.5 of 16 (a).',
    );
  });
  test('names the MIG profiles that nodes offer, and asks for one instead', () => {
    const nodes = [aNode('a', { allocatable: { 'nvidia.com/mig-3g.20gb': 2 } })];
    const text = job('nvidia.com/mig-1g.5gb', 1);
    tells(
      text,
      nodes,
      'room/unknown-resource warning: No node of the cluster offers nvidia.com/mig-1g.5gb; there is nvidia.com/mig-3g.20gb.',
    );
    strictEqual(mendedText(text, problems(text, nodes)), job('nvidia.com/mig-3g.20gb', 1));
  });
  test('tells shared GPUs that were renamed', () =>
    tells(
      job(gpu, 1),
      [aNode('a', { allocatable: { 'nvidia.com/gpu.shared': 4 } })],
      'room/unknown-resource warning: No node of the cluster offers nvidia.com/gpu; there is nvidia.com/gpu.shared.',
    ));
  test('leaves devices to dynamic allocation where they are claimed or a class may stand for them', () => {
    tells(job(gpu, 1, ['resourceClaims: [{name: gpu, resourceClaimName: one}]']), [aNode('a')]);
    const objects = [known('resource.k8s.io/DeviceClass gpu.nvidia.com', { namespace: undefined })];
    deepStrictEqual(toldOf(problems(job(gpu, 1), [aNode('a')], { objects })), []);
  });
  test('tells a taint that is not tolerated, and tolerates it', () => {
    const nodes = [gpuNode('a', 8, 8, { taints: [{ key: gpu, value: '', effect: 'NoSchedule' }] })];
    const text = job(gpu, 1);
    tells(
      text,
      nodes,
      'room/untolerated-taint warning: The nodes with nvidia.com/gpu have the taint nvidia.com/gpu:NoSchedule, which this pod does not tolerate (a).',
    );
    const tolerated = mendedText(text, problems(text, nodes));
    tells(tolerated, nodes);
    strictEqual(
      tolerated,
      `${text}      tolerations:\n      - key: nvidia.com/gpu\n        operator: Exists\n        effect: NoSchedule\n`,
    );
  });
  test('adds to tolerations that are there', () => {
    const taints = [{ key: 'pool', value: 'ml', effect: 'NoExecute' }];
    const text = job(gpu, 1, ['tolerations:', '  - key: other', '    operator: Exists']);
    const nodes = [gpuNode('a', 8, 8, { taints })];
    const tolerated = mendedText(text, problems(text, nodes));
    tells(tolerated, nodes);
  });
  test('tells cordoned nodes', () =>
    tells(
      job(gpu, 1),
      [gpuNode('a', 8, 8, { isSchedulable: false })],
      'room/untolerated-taint warning: The nodes that would take this pod are cordoned or tainted (a).',
    ));
  test('tells a label that no node has, and writes the nearest', () => {
    const nodes = [gpuNode('a', 8, 8, { labels: { 'nvidia.com/gpu.product': 'NVIDIA-A100' } })];
    const text = job(gpu, 1, ['nodeSelector:', '  nvidia.com/gpu.product: NVIDIA-A10']);
    tells(
      text,
      nodes,
      'room/no-such-node warning: No node of the cluster has the label nvidia.com/gpu.product: NVIDIA-A10, only NVIDIA-A100.',
    );
    strictEqual(mendedText(text, problems(text, nodes)), text.replace('NVIDIA-A10', 'NVIDIA-A100'));
    tells(
      job(gpu, 1, ['nodeSelector: {disk: ssd}']),
      nodes,
      'room/no-such-node warning: No node of the cluster has a label disk.',
    );
  });
  test('tells labels that no node has together', () =>
    tells(
      job('cpu', 1, ['nodeSelector: {a: x, b: y}']),
      [aNode('one', { labels: { a: 'x' } }), aNode('two', { labels: { b: 'y' } })],
      'room/no-such-node warning: No node of the cluster has all labels of this selector together.',
    ));
  test('tells an affinity that no node meets', () => {
    const affinity = (value: string) =>
      `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [${value}]}]}]}}}`;
    const nodes = [aNode('a', { labels: { zone: 'x' } })];
    tells(job('cpu', 1, [affinity('x')]), nodes);
    tells(
      job('cpu', 1, [affinity('y')]),
      nodes,
      'room/no-such-node warning: No node of the cluster meets this affinity; zone is x there.',
    );
  });
  test('counts replicas against all nodes', () => {
    const text = job(gpu, 8).replace('spec:\n  template', 'spec:\n  parallelism: 3\n  template');
    tells(
      text,
      [gpuNode('a', 8), gpuNode('b', 8, 4)],
      'room/not-all-free information: 3 pods ask 8 nvidia.com/gpu each; the nodes have room for 1 of them now.',
    );
  });
  test('leaves pods alone that name their node', () =>
    tells(job(gpu, 80, ['nodeName: a']), [gpuNode('a', 8)]));
  test('leaves amounts alone that are filled in later', () => tells(job(gpu, '"{{gpus}}"'), [aNode('a')]));
  test('leaves DaemonSets alone', () =>
    tells(job(gpu, 80).replace('batch/v1\nkind: Job', 'apps/v1\nkind: DaemonSet'), [gpuNode('a', 8)]));
});
