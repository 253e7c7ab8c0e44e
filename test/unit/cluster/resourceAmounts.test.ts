import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  addAmounts,
  gpuCount,
  isAccelerator,
  largerAmounts,
  noResources,
  readAmounts,
  subtractAmounts,
} from '../../../src/cluster/resourceAmounts.ts';
import { gpus } from '../../support/facts.ts';

suite('isAccelerator', () => {
  for (const name of [
    'nvidia.com/gpu',
    'nvidia.com/gpu.shared',
    'nvidia.com/mig-1g.5gb',
    'amd.com/gpu',
    'amd.com/cpx_nps4',
    'intel.com/gpu',
    'gpu.intel.com/i915',
    'habana.ai/gaudi',
    'google.com/tpu',
    'aws.amazon.com/neuroncore',
  ]) {
    test(`knows ${name}`, () => assert.ok(isAccelerator(name)));
  }
  for (const name of [
    'cpu',
    'memory',
    'ephemeral-storage',
    'nvidia.com/gpu.memory',
    'example.com/nvidia.com/gpu',
    '__proto__',
  ]) {
    test(`passes over ${name}`, () => assert.ok(!isAccelerator(name)));
  }
});

suite('readAmounts', () => {
  test('reads CPU, memory and accelerators, and nothing else', () => {
    const list = {
      cpu: '500m',
      memory: '2Gi',
      'nvidia.com/gpu': '2',
      'ephemeral-storage': '1Gi',
      pods: '110',
    };
    assert.deepEqual(readAmounts(list), {
      cpuMillis: 500,
      memoryBytes: 2 ** 31,
      gpus: { 'nvidia.com/gpu': 2 },
    });
  });
  test('has no accelerators where their number is zero', () => {
    assert.equal(readAmounts({ 'nvidia.com/gpu': '0' }).gpus, undefined);
  });
  test('is nothing for what is no resource list', () => {
    for (const list of [undefined, null, 'cpu', [1], 7]) assert.deepEqual(readAmounts(list), noResources);
  });
});

suite('sums of amounts', () => {
  test('add and subtract without a remainder', () => {
    const sum = addAmounts(gpus(2), gpus(1, 'nvidia.com/mig-1g.5gb'));
    assert.deepEqual(sum.gpus, { 'nvidia.com/gpu': 2, 'nvidia.com/mig-1g.5gb': 1 });
    assert.equal(gpuCount(sum), 3);
    assert.deepEqual(
      subtractAmounts(subtractAmounts(sum, gpus(2)), gpus(1, 'nvidia.com/mig-1g.5gb')),
      noResources,
    );
  });
  test('take the larger, resource by resource', () => {
    const small = { cpuMillis: 100, memoryBytes: 50, gpus: undefined };
    const large = { cpuMillis: 10, memoryBytes: 500, gpus: { 'amd.com/gpu': 1 } };
    assert.deepEqual(largerAmounts(small, large), {
      cpuMillis: 100,
      memoryBytes: 500,
      gpus: { 'amd.com/gpu': 1 },
    });
  });
});
