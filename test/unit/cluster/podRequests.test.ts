import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podRequests } from '../../../src/cluster/podRequests.ts';

interface Asks {
  readonly cpu?: string;
  readonly memory?: string;
  readonly 'nvidia.com/gpu'?: string;
}

const container = (requests: Asks) => ({ name: 'c', resources: { requests } });
const sidecar = (requests: Asks) => ({ ...container(requests), restartPolicy: 'Always' });
const cpuOf = (spec: unknown) => podRequests(spec).cpuMillis;

suite('podRequests', () => {
  test('adds up the containers', () => {
    const requests = podRequests({
      containers: [container({ cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '2' }), container({ cpu: '250m' })],
    });
    assert.deepEqual(requests, { cpuMillis: 1250, memoryBytes: 2 ** 30, gpus: { 'nvidia.com/gpu': 2 } });
  });

  test('counts the largest init container where it is larger than the containers together', () => {
    const spec = {
      initContainers: [container({ cpu: '3' }), container({ cpu: '2' })],
      containers: [container({ cpu: '1' })],
    };
    assert.equal(cpuOf(spec), 3000);
  });

  test('counts init containers resource by resource', () => {
    const spec = {
      initContainers: [container({ memory: '4Gi' })],
      containers: [container({ cpu: '1', memory: '1Gi' })],
    };
    assert.deepEqual(podRequests(spec), { cpuMillis: 1000, memoryBytes: 4 * 2 ** 30, gpus: undefined });
  });

  test('adds sidecars to the containers', () => {
    assert.equal(
      cpuOf({ initContainers: [sidecar({ cpu: '1' })], containers: [container({ cpu: '1' })] }),
      2000,
    );
  });

  test('adds the sidecars that already run to an init container', () => {
    const spec = {
      initContainers: [sidecar({ cpu: '1' }), container({ cpu: '3' })],
      containers: [container({ cpu: '1' })],
    };
    assert.equal(cpuOf(spec), 4000);
  });

  test('does not add a sidecar that starts after the init container', () => {
    const spec = {
      initContainers: [container({ cpu: '3' }), sidecar({ cpu: '1' })],
      containers: [container({ cpu: '1' })],
    };
    assert.equal(cpuOf(spec), 3000);
  });

  test('adds the overhead of the runtime class', () => {
    assert.equal(cpuOf({ containers: [container({ cpu: '1' })], overhead: { cpu: '250m' } }), 1250);
  });

  test('prefers what is requested for the pod as a whole', () => {
    const spec = {
      resources: { requests: { cpu: '5' } },
      containers: [container({ cpu: '1', memory: '1Gi' })],
    };
    assert.deepEqual(podRequests(spec), { cpuMillis: 5000, memoryBytes: 2 ** 30, gpus: undefined });
  });

  test('takes a limit for a request that is missing', () => {
    const spec = {
      containers: [{ resources: { limits: { 'nvidia.com/gpu': '4', cpu: '8' }, requests: { cpu: '1' } } }],
    };
    assert.deepEqual(podRequests(spec), { cpuMillis: 1000, memoryBytes: 0, gpus: { 'nvidia.com/gpu': 4 } });
  });

  test('is nothing for a pod that asks for nothing', () => {
    assert.equal(cpuOf({ containers: [{ name: 'a' }, null, 'x'] }), 0);
    assert.equal(cpuOf(undefined), 0);
  });
});
