import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { PodNeeds } from '../../../../../src/manifest/rules/room/needs.ts';
import { type Hurdle, whereFits } from '../../../../../src/manifest/rules/room/whereFits.ts';
import type { NodeRoom } from '../../../../../src/manifest/surroundings.ts';
import { aNode } from '../../../../support/surroundings.ts';

const gpu = 'nvidia.com/gpu';

function aPod(asked: Readonly<Record<string, number>> = {}, more: Partial<PodNeeds> = {}): PodNeeds {
  return { asked: new Map(Object.entries(asked)), selector: {}, terms: [], tolerations: [], ...more };
}

function gpuNode(name: string, count: number, free = count, more: Partial<NodeRoom> = {}): NodeRoom {
  return aNode(name, { ...more, allocatable: { [gpu]: count }, free: { [gpu]: free } });
}

function names(pod: PodNeeds, nodes: readonly NodeRoom[]): readonly string[] {
  return whereFits(pod, nodes).nodes.map(({ name }) => name);
}

function hurdle(pod: PodNeeds, nodes: readonly NodeRoom[]): Hurdle | undefined {
  return whereFits(pod, nodes).hurdle;
}

const taint = { key: gpu, value: '', effect: 'NoSchedule' };
const spot = { key: 'spot', value: 'true', effect: 'NoExecute' };

suite('whereFits', () => {
  test('takes every node for a pod that asks nothing', () =>
    deepStrictEqual(names(aPod(), [aNode('a'), aNode('b')]), ['a', 'b']));
  test('concludes nothing from a cluster without nodes', () =>
    deepStrictEqual(whereFits(aPod({ [gpu]: 1 }), []), { nodes: [], times: 0, hurdle: undefined }));
  test('takes the nodes with enough left', () =>
    deepStrictEqual(names(aPod({ [gpu]: 4 }), [gpuNode('a', 8, 4), gpuNode('b', 8, 3), aNode('c')]), ['a']));
  test('counts how many pods the nodes take together', () => {
    const nodes = [gpuNode('a', 8), gpuNode('b', 8, 5), gpuNode('c', 8, 1)];
    strictEqual(whereFits(aPod({ [gpu]: 2, cpu: 4 }), nodes).times, 6);
    strictEqual(whereFits(aPod({ [gpu]: 2, cpu: 8 }), nodes).times, 4);
  });
  test('names a device that no node offers', () =>
    deepStrictEqual(hurdle(aPod({ 'nvidia.com/mig-1g.5gb': 1 }), [gpuNode('a', 8)]), {
      kind: 'resource',
      resource: 'nvidia.com/mig-1g.5gb',
    }));
  test('takes a device that a node has none of at the moment for not offered', () =>
    deepStrictEqual(hurdle(aPod({ [gpu]: 1 }), [gpuNode('a', 0)]), { kind: 'resource', resource: gpu }));
  test('leaves aside resources of the system that nobody told of', () =>
    deepStrictEqual(names(aPod({ 'ephemeral-storage': 1 }), [aNode('a')]), ['a']));
  test('leaves aside what is asked none of', () =>
    deepStrictEqual(names(aPod({ [gpu]: 0 }), [aNode('a')]), ['a']));

  test('wants the labels of the selector, all on one node', () => {
    const nodes = [aNode('a', { labels: { zone: 'x' } }), aNode('b', { labels: { zone: 'x', disk: 'ssd' } })];
    deepStrictEqual(names(aPod({}, { selector: { zone: 'x', disk: 'ssd' } }), nodes), ['b']);
    deepStrictEqual(hurdle(aPod({}, { selector: { zone: 'y' } }), nodes), { kind: 'selector' });
  });
  test('wants one of the terms of an affinity', () => {
    const nodes = [aNode('a', { labels: { zone: 'x' } }), aNode('b', { labels: { zone: 'y' } })];
    const term = (...values: string[]) => ({
      expressions: [{ key: 'zone', operator: 'In', values }],
      isOpen: false,
    });
    deepStrictEqual(names(aPod({}, { terms: [term('z'), term('y')] }), nodes), ['b']);
    deepStrictEqual(hurdle(aPod({}, { terms: [term('z')] }), nodes), { kind: 'affinity' });
  });

  test('names the device that is too many for any node before cpu and memory', () => {
    const pod = aPod({ cpu: 64, memory: 1, [gpu]: 16 });
    const found = hurdle(pod, [gpuNode('a', 4), gpuNode('b', 8)]);
    deepStrictEqual(found?.kind === 'size' && [found.resource, found.largest.name], [gpu, 'b']);
  });
  test('names no resource where each node lacks another', () => {
    const nodes = [gpuNode('a', 8), aNode('b', { allocatable: { cpu: 64 } })];
    const found = hurdle(aPod({ cpu: 32, [gpu]: 8 }), nodes);
    deepStrictEqual(found?.kind === 'size' && found.resource, undefined);
  });
  test('looks for size among the nodes of the selector alone', () => {
    const nodes = [gpuNode('a', 8), gpuNode('b', 2, 2, { labels: { zone: 'x' } })];
    const found = hurdle(aPod({ [gpu]: 4 }, { selector: { zone: 'x' } }), nodes);
    deepStrictEqual(found?.kind === 'size' && found.largest.name, 'b');
  });
  test('names the freest node where all are busy', () => {
    const found = hurdle(aPod({ [gpu]: 8 }), [gpuNode('a', 8, 2), gpuNode('b', 8, 4), gpuNode('c', 8, 0)]);
    deepStrictEqual(found?.kind === 'room' && [found.resource, found.freest.name], [gpu, 'b']);
  });
  test('weighs memory where devices are free', () => {
    const node = aNode('a', { allocatable: { [gpu]: 8 }, free: { memory: 2 ** 30 } });
    const found = hurdle(aPod({ [gpu]: 1, memory: 8 * 2 ** 30 }), [node]);
    deepStrictEqual(found?.kind === 'room' && found.resource, 'memory');
  });

  test('keeps off tainted nodes, and names the taint where nothing else is left', () => {
    const nodes = [gpuNode('a', 8, 8, { taints: [taint] }), aNode('b')];
    const found = hurdle(aPod({ [gpu]: 1 }), nodes);
    deepStrictEqual(found?.kind === 'taint' && [found.taint, found.nodes.map(({ name }) => name)], [
      taint,
      ['a'],
    ]);
    deepStrictEqual(names(aPod(), nodes), ['b']);
  });
  for (const [words, toleration, isTaken] of [
    ['a key that exists', { key: gpu, operator: 'Exists', value: '', effect: '' }, true],
    [
      'a key that exists, with the effect',
      { key: gpu, operator: 'Exists', value: '', effect: 'NoSchedule' },
      true,
    ],
    ['another effect', { key: gpu, operator: 'Exists', value: '', effect: 'NoExecute' }, false],
    ['an equal value', { key: gpu, operator: 'Equal', value: '', effect: '' }, true],
    ['another value', { key: gpu, operator: 'Equal', value: 'present', effect: '' }, false],
    ['everything', { key: '', operator: 'Exists', value: '', effect: '' }, true],
    ['an empty key without Exists', { key: '', operator: 'Equal', value: '', effect: '' }, false],
    ['another key', { key: 'amd.com/gpu', operator: 'Exists', value: '', effect: '' }, false],
  ] as const)
    test(`weighs a toleration of ${words}`, () =>
      strictEqual(
        hurdle(aPod({ [gpu]: 1 }, { tolerations: [toleration] }), [
          gpuNode('a', 1, 1, { taints: [taint] }),
        ]) === undefined,
        isTaken,
      ));
  test('wants every taint tolerated but those that only dissuade', () => {
    const tolerations = [{ key: gpu, operator: 'Exists', value: '', effect: '' }];
    const soft = { key: 'slow', value: '', effect: 'PreferNoSchedule' };
    deepStrictEqual(names(aPod({}, { tolerations }), [aNode('a', { taints: [taint, soft] })]), ['a']);
    const found = hurdle(aPod({}, { tolerations }), [aNode('a', { taints: [taint, spot] })]);
    deepStrictEqual(found?.kind === 'taint' && found.taint, spot);
  });
  test('keeps off cordoned nodes', () => {
    const nodes = [gpuNode('a', 8, 8, { isSchedulable: false })];
    const found = hurdle(aPod({ [gpu]: 1 }), nodes);
    deepStrictEqual(found?.kind === 'cordon' && found.nodes.map(({ name }) => name), ['a']);
  });
});
