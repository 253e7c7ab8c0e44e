import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { freeRoom, nodeRoomKind, quotaKind } from '../../../../src/editor/manifest/clusterRoom.ts';
import { aPod, gpus } from '../../../support/facts.ts';

const wire = {
  metadata: { name: 'gpu-1', uid: 'n1', labels: { zone: 'a' } },
  spec: { taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }] },
  status: {
    allocatable: { cpu: '8', memory: '32Gi', pods: '110', 'nvidia.com/gpu': '4', 'rdma/hca': '2' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

suite('room on nodes', () => {
  test('is what is allocatable, with labels and taints', () => {
    const { room } = nodeRoomKind.toFacts(wire);
    assert.deepEqual(room, {
      name: 'gpu-1',
      labels: { zone: 'a' },
      taints: [{ key: 'nvidia.com/gpu', value: '', effect: 'NoSchedule' }],
      isSchedulable: true,
      allocatable: { cpu: 8, memory: 32 * 2 ** 30, pods: 110, 'nvidia.com/gpu': 4, 'rdma/hca': 2 },
    });
  });

  test('is none on a cordoned node, or one that is not ready', () => {
    const cordoned = { ...wire, spec: { unschedulable: true } };
    const silent = { ...wire, status: { ...wire.status, conditions: [] } };
    assert.equal(nodeRoomKind.toFacts(cordoned).room.isSchedulable, false);
    assert.equal(nodeRoomKind.toFacts(silent).room.isSchedulable, false);
  });

  test('is free but for what running pods asked for', () => {
    const pods = [
      aPod({ name: 'a', nodeName: 'gpu-1', requests: gpus(3) }),
      aPod({ name: 'b', nodeName: 'gpu-1', requests: { ...gpus(0), cpuMillis: 100 } }),
      aPod({ name: 'done', nodeName: 'gpu-1', phase: 'Succeeded', requests: gpus(1) }),
      aPod({ name: 'elsewhere', nodeName: 'gpu-2', requests: gpus(1) }),
      aPod({ name: 'pending', requests: gpus(1) }),
    ];
    const [node] = freeRoom([nodeRoomKind.toFacts(wire)], pods);
    assert.deepEqual(node?.free, {
      cpu: 6.9,
      memory: 30 * 2 ** 30,
      pods: 108,
      'nvidia.com/gpu': 1,
      'rdma/hca': 2,
    });
  });

  test('is never less than nothing', () => {
    const [node] = freeRoom([nodeRoomKind.toFacts(wire)], [aPod({ nodeName: 'gpu-1', requests: gpus(9) })]);
    assert.equal(node?.free['nvidia.com/gpu'], 0);
  });
});

suite('room in quotas', () => {
  test('is the limit and what is taken of it', () => {
    const { room } = quotaKind.toFacts({
      metadata: { name: 'gpus', namespace: 'ml' },
      spec: { hard: { 'requests.nvidia.com/gpu': '8', pods: '20' } },
      status: { hard: { 'requests.nvidia.com/gpu': '6' }, used: { 'requests.nvidia.com/gpu': '5' } },
    });
    assert.deepEqual(room, {
      namespace: 'ml',
      name: 'gpus',
      hard: { 'requests.nvidia.com/gpu': 6, pods: 20 },
      used: { 'requests.nvidia.com/gpu': 5 },
    });
  });
});
