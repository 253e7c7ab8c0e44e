import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podStatus } from '../../../src/cluster/podStatus.ts';

interface Given {
  readonly phase?: string;
  readonly reason?: string;
  readonly conditions?: readonly unknown[];
  readonly inits?: readonly unknown[];
  readonly initSpecs?: readonly unknown[];
  readonly containers?: readonly unknown[];
  readonly deletedAt?: string;
}

const running = (given: object = {}) => ({ ready: true, restartCount: 0, state: { running: {} }, ...given });
const waiting = (reason?: string) => ({
  ready: false,
  restartCount: 0,
  state: { waiting: reason ? { reason } : {} },
});
const ended = (exitCode: number, given: object = {}) => ({
  ready: false,
  restartCount: 0,
  state: { terminated: { exitCode, ...given } },
});
const restarted = (count: number, finishedAt: string) => ({
  restartCount: count,
  lastState: { terminated: { exitCode: 1, finishedAt } },
});
const named = (name: string, status: object) => ({ name, ...status });
const condition = (type: string, status: string, reason?: string) => ({ type, status, reason });

function statusOf(given: Given) {
  const containers = given.containers ?? [];
  return podStatus({
    metadata: { deletionTimestamp: given.deletedAt },
    spec: {
      containers: containers.map((_, index) => ({ name: `c${index}` })),
      initContainers: given.initSpecs ?? (given.inits ?? []).map((_, index) => ({ name: `i${index}` })),
    },
    status: {
      phase: given.phase ?? 'Running',
      reason: given.reason,
      conditions: given.conditions,
      containerStatuses: containers,
      initContainerStatuses: given.inits,
    },
  });
}

/** What `kubectl get pod` prints for these. */
const words: readonly (readonly [string, Given])[] = [
  ['Running', { containers: [running()] }],
  ['Pending', { phase: 'Pending' }],
  ['ContainerCreating', { phase: 'Pending', containers: [waiting('ContainerCreating')] }],
  ['ImagePullBackOff', { phase: 'Pending', containers: [waiting('ImagePullBackOff')] }],
  ['CrashLoopBackOff', { containers: [waiting('CrashLoopBackOff')] }],
  ['Running', { containers: [waiting()] }],
  ['Completed', { phase: 'Succeeded', containers: [ended(0, { reason: 'Completed' })] }],
  ['Error', { phase: 'Failed', containers: [ended(1, { reason: 'Error' })] }],
  ['OOMKilled', { phase: 'Failed', containers: [ended(137, { reason: 'OOMKilled' })] }],
  ['ExitCode:3', { phase: 'Failed', containers: [ended(3)] }],
  ['Signal:9', { phase: 'Failed', containers: [ended(137, { signal: 9 })] }],
  ['Evicted', { phase: 'Failed', reason: 'Evicted' }],
  ['Unknown', {}],
  [
    'SchedulingGated',
    { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] },
  ],
  // The first container is looked at last, so that its word wins.
  ['ErrImagePull', { containers: [waiting('ErrImagePull'), waiting('CrashLoopBackOff')] }],
  // One ended well beside one that still runs.
  ['NotReady', { containers: [ended(0, { reason: 'Completed' }), running()] }],
  [
    'Running',
    { containers: [ended(0, { reason: 'Completed' }), running()], conditions: [condition('Ready', 'True')] },
  ],
  [
    'Init:0/2',
    {
      phase: 'Pending',
      inits: [running({ ready: false }), waiting('PodInitializing')],
      containers: [waiting('PodInitializing')],
    },
  ],
  ['Init:1/2', { phase: 'Pending', inits: [ended(0), waiting('PodInitializing')] }],
  ['Init:Error', { phase: 'Pending', inits: [ended(1, { reason: 'Error' })] }],
  ['Init:ExitCode:2', { phase: 'Pending', inits: [ended(2)] }],
  ['Init:Signal:15', { phase: 'Pending', inits: [ended(143, { signal: 15 })] }],
  ['Init:CrashLoopBackOff', { phase: 'Pending', inits: [waiting('CrashLoopBackOff')] }],
  ['PodInitializing', { phase: 'Pending', inits: [ended(0)], containers: [waiting('PodInitializing')] }],
  ['Terminating', { deletedAt: '2026-01-01T00:00:00Z', containers: [running()] }],
  [
    'Completed',
    {
      deletedAt: '2026-01-01T00:00:00Z',
      phase: 'Succeeded',
      containers: [ended(0, { reason: 'Completed' })],
    },
  ],
  ['Unknown', { deletedAt: '2026-01-01T00:00:00Z', reason: 'NodeLost', containers: [running()] }],
];

suite('podStatus', () => {
  for (const [word, given] of words) {
    test(`says ${word} of ${JSON.stringify(given)}`, () => {
      if (word === 'Unknown' && Object.keys(given).length === 0) {
        assert.equal(podStatus({}).status, 'Unknown');
      } else assert.equal(statusOf(given).status, word);
    });
  }

  test('counts containers that are ready and run', () => {
    const { readyCount, containerCount } = statusOf({
      containers: [running(), running({ ready: false }), waiting()],
    });
    assert.deepEqual([readyCount, containerCount], [1, 3]);
  });

  test('counts a started sidecar among the containers', () => {
    const status = statusOf({
      initSpecs: [{ name: 'proxy', restartPolicy: 'Always' }],
      inits: [named('proxy', running({ started: true }))],
      containers: [running()],
    });
    assert.deepEqual([status.readyCount, status.containerCount, status.status], [2, 2, 'Running']);
  });

  test('waits for a sidecar that has not started', () => {
    const status = statusOf({
      phase: 'Pending',
      initSpecs: [{ name: 'proxy', restartPolicy: 'Always' }],
      inits: [named('proxy', running({ started: false, ready: false }))],
    });
    assert.equal(status.status, 'Init:0/1');
  });

  test('counts restarts of init containers only while they run', () => {
    const inits = [{ ...waiting('CrashLoopBackOff'), ...restarted(4, '2026-01-01T00:00:00Z') }];
    assert.equal(statusOf({ phase: 'Pending', inits }).restartCount, 4);
    const later = statusOf({
      inits: [{ ...ended(0), restartCount: 4 }],
      containers: [running({ restartCount: 2 })],
    });
    assert.equal(later.restartCount, 2);
  });

  test('tells when the last restart was', () => {
    const status = statusOf({
      containers: [
        { ...running(), ...restarted(1, '2026-01-01T00:00:00Z') },
        { ...running(), ...restarted(2, '2026-01-02T00:00:00Z') },
      ],
    });
    assert.equal(status.restartCount, 3);
    assert.equal(status.lastRestartAtMs, Date.UTC(2026, 0, 2));
  });

  test('has no last restart where nothing ended before', () => {
    assert.equal(statusOf({ containers: [running()] }).lastRestartAtMs, undefined);
  });
});
