import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { WireObject } from '../../../src/cluster/resource.ts';
import { readinessOf } from '../../../src/deploy/readiness.ts';
import type { Readiness } from '../../../src/deploy/readinessVerdict.ts';

const ready: Readiness = { kind: 'ready' };
const waits = (why: string): Readiness => ({ kind: 'waiting', why });
const sticks = (why: string): Readiness => ({ kind: 'waiting', why, isStuck: true });
const condition = (type: string, status: string, more: WireObject = {}) => ({ type, status, ...more });

function judges(wire: WireObject, expected: Readiness, pods: readonly WireObject[] = []) {
  deepStrictEqual(readinessOf(wire, { pods }), expected);
}

const aPod = (status: WireObject): WireObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1' },
  spec: { containers: [{ name: 'main' }] },
  status: { phase: 'Pending', ...status },
});
const waitingPod = (reason: string, more: WireObject = {}) =>
  aPod({ containerStatuses: [{ name: 'main', ready: false, state: { waiting: { reason, ...more } } }] });

suite('readinessOf a Deployment', () => {
  const deployment = (status: WireObject, spec: WireObject = {}): WireObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { generation: 2 },
    spec: { replicas: 2, ...spec },
    status: { observedGeneration: 2, ...status },
  });
  const whole = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };

  test('is ready when all is new and available', () => judges(deployment(whole), ready));
  test('is not judged by an old status', () =>
    judges(
      deployment({ ...whole, observedGeneration: 1 }),
      waits('the controller has not seen the change yet'),
    ));
  test('waits for new pods', () =>
    judges(deployment({ replicas: 2, updatedReplicas: 1 }), waits('1 of 2 pods are made')));
  test('waits for old pods to go', () =>
    judges(deployment({ ...whole, replicas: 3 }), waits('1 old pods are still there')));
  test('waits for pods to become available', () =>
    judges(deployment({ ...whole, availableReplicas: 1 }), waits('1 of 2 pods are available')));
  test('is ready with no replicas wanted', () => judges(deployment({}, { replicas: 0 }), ready));
  test('notes a paused rollout', () =>
    judges(deployment({}, { paused: true }), { kind: 'ready', note: 'the rollout is paused' }));
  test('tells which pod cannot start', () =>
    judges(
      deployment({ replicas: 2, updatedReplicas: 2 }),
      sticks(
        '0 of 2 pods are available; web-1: container main: ImagePullBackOff: Back-off pulling image "x"',
      ),
      [waitingPod('ImagePullBackOff', { message: 'Back-off pulling image "x"' })],
    ));
  test('stays calm while containers are made', () =>
    judges(deployment({ replicas: 2, updatedReplicas: 2 }), waits('0 of 2 pods are available'), [
      waitingPod('ContainerCreating'),
    ]));
  test('has failed at its deadline', () => {
    const late = condition('Progressing', 'False', {
      reason: 'ProgressDeadlineExceeded',
      message: 'timed out',
    });
    judges(deployment({ conditions: [late] }), { kind: 'failed', why: 'timed out' });
    judges(
      deployment({ conditions: [late] }),
      { kind: 'failed', why: 'web-1: container main: InvalidImageName' },
      [waitingPod('InvalidImageName')],
    );
  });
  test('tells of a quota that forbids its pods', () =>
    judges(
      deployment({ conditions: [condition('ReplicaFailure', 'True', { message: 'exceeded quota' })] }),
      sticks('0 of 2 pods are made; exceeded quota'),
    ));
});

suite('readinessOf a Pod', () => {
  test('is ready with its containers', () =>
    judges(
      aPod({ phase: 'Running', containerStatuses: [{ name: 'main', ready: true, state: { running: {} } }] }),
      ready,
    ));
  test('tells what the scheduler says', () =>
    judges(
      aPod({
        conditions: [
          condition('PodScheduled', 'False', {
            reason: 'Unschedulable',
            message: '0/3 nodes: Insufficient nvidia.com/gpu',
          }),
        ],
      }),
      sticks('web-1: Unschedulable: 0/3 nodes: Insufficient nvidia.com/gpu'),
    ));
  test('tells how the run before a crash loop ended', () =>
    judges(
      aPod({
        phase: 'Running',
        containerStatuses: [
          {
            name: 'main',
            ready: false,
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
          },
        ],
      }),
      sticks('web-1: container main: CrashLoopBackOff (last run: OOMKilled, exit code 137)'),
    ));
  test('is done when it has succeeded, and has failed when it has failed', () => {
    judges(aPod({ phase: 'Succeeded' }), { kind: 'ready', note: 'completed' });
    judges(aPod({ phase: 'Failed', reason: 'Evicted', message: 'low on memory' }), {
      kind: 'failed',
      why: 'low on memory',
    });
  });
});

suite('readinessOf a Job', () => {
  const job = (status: WireObject, spec: WireObject = {}): WireObject => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec,
    status,
  });
  test('counts a running training as under way', () =>
    judges(job({ active: 2, ready: 2 }), { kind: 'ready', note: 'running, 2 pods' }));
  test('waits for the first pod', () => {
    judges(job({}), waits('no pod is made yet'));
    judges(job({ active: 1, ready: 0 }), waits('its pods are starting'));
  });
  test('tells why a pod does not start', () =>
    judges(job({ active: 1 }), sticks('web-1: container main: ErrImagePull'), [waitingPod('ErrImagePull')]));
  test('knows its ends', () => {
    judges(job({ conditions: [condition('Complete', 'True')] }), { kind: 'ready', note: 'completed' });
    judges(job({}, { suspend: true }), { kind: 'ready', note: 'suspended' });
    judges(
      job({
        conditions: [condition('Failed', 'True', { reason: 'BackoffLimitExceeded', message: 'too often' })],
      }),
      { kind: 'failed', why: 'BackoffLimitExceeded: too often: web-1: container main: Error, exit code 1' },
      [
        aPod({
          phase: 'Failed',
          containerStatuses: [{ name: 'main', state: { terminated: { reason: 'Error', exitCode: 1 } } }],
        }),
      ],
    );
  });
});

suite('readinessOf sets', () => {
  const set = (kind: string, spec: WireObject, status: WireObject): WireObject => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { generation: 1 },
    spec,
    status: { observedGeneration: 1, ...status },
  });
  test('StatefulSet: waits for ready, then for the newest revision', () => {
    judges(set('StatefulSet', { replicas: 3 }, { readyReplicas: 2 }), waits('2 of 3 pods are ready'));
    const rolling = { readyReplicas: 3, updatedReplicas: 1, updateRevision: 'b', currentRevision: 'a' };
    judges(set('StatefulSet', { replicas: 3 }, rolling), waits('1 of 3 pods are updated'));
    const held = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
    judges(set('StatefulSet', { replicas: 3, updateStrategy: held }, rolling), ready);
    judges(set('StatefulSet', { replicas: 3, updateStrategy: { type: 'OnDelete' } }, rolling), ready);
  });
  test('DaemonSet: waits for every node', () => {
    const status = { desiredNumberScheduled: 4, updatedNumberScheduled: 4, numberAvailable: 3 };
    judges(set('DaemonSet', {}, status), waits('3 of 4 pods are available'));
    judges(set('DaemonSet', {}, { ...status, numberAvailable: 4 }), ready);
    judges(set('DaemonSet', {}, { ...status, updatedNumberScheduled: 0 }), waits('0 of 4 pods are updated'));
  });
});

suite('readinessOf other kinds', () => {
  const claim = (phase: string): WireObject => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    status: { phase },
  });
  test('a claim is bound, or waits for its first pod', () => {
    judges(claim('Bound'), ready);
    judges(claim('Pending'), waits('no volume is bound to the claim yet'));
    judges(claim('Lost'), { kind: 'failed', why: 'the volume of the claim is gone' });
    deepStrictEqual(
      readinessOf(claim('Pending'), {
        pods: [],
        storageClass: { volumeBindingMode: 'WaitForFirstConsumer' },
      }),
      { kind: 'ready', note: 'is bound when the first pod uses it' },
    );
  });
  test('a definition is established', () => {
    const definition = (conditions: readonly unknown[]): WireObject => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      status: { conditions },
    });
    judges(definition([condition('Established', 'True')]), ready);
    judges(definition([]), waits('not Established yet'));
  });
  test('a Service is ready as it is', () => judges({ apiVersion: 'v1', kind: 'Service' }, ready));
  test('an autoscaler too', () =>
    judges({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }, ready));
  test('a custom object tells by its condition Ready, where it has one', () => {
    const custom = (status: WireObject): WireObject => ({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      status,
    });
    judges(custom({}), ready);
    judges(custom({ conditions: [condition('Ready', 'False', { message: 'not yet' })] }), waits('not yet'));
    judges(custom({ conditions: [condition('Ready', 'True')] }), ready);
  });
  test('nothing that a server sends makes it throw', () => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
      const hostile: WireObject = { apiVersion: 'apps/v1', kind, metadata: 3, spec: 'x', status: ['y'] };
      strictEqual(typeof readinessOf(hostile, { pods: [{ spec: [], status: 'z' }] }).kind, 'string');
    }
  });
});
