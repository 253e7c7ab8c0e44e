import { deepStrictEqual } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { WireObject } from '../../../src/cluster/resource.ts';
import { recordAt, textAt } from '../../../src/cluster/wireReader.ts';
import { inferenceServiceReadiness } from '../../../src/deploy/inferenceServiceReadiness.ts';
import { root } from '../../support/sources.ts';

const service = (status: WireObject): WireObject => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'm', generation: 1 },
  status,
});
const notReady = (message: string) => [
  { type: 'PredictorReady', status: 'False', message },
  { type: 'Ready', status: 'False', message: 'summed up' },
];
const judged = (status: WireObject, pods: readonly WireObject[] = []) =>
  inferenceServiceReadiness(service(status), { pods });

suite('inferenceServiceReadiness', () => {
  test('says when nobody has taken the service up', () =>
    deepStrictEqual(judged({}), {
      kind: 'waiting',
      why: 'KServe has not taken it up: does its controller run?',
      isStuck: true,
    }));

  test('does not judge by an old status', () =>
    deepStrictEqual(judged({ observedGeneration: 0, conditions: [{ type: 'Ready', status: 'True' }] }), {
      kind: 'waiting',
      why: 'KServe has not seen the change yet',
    }));

  test('tells the part that is not met', () =>
    deepStrictEqual(judged({ conditions: notReady('0 of 1 updated replicas are available') }), {
      kind: 'waiting',
      why: 'PredictorReady: 0 of 1 updated replicas are available',
    }));

  test('has failed where no runtime fits', () =>
    deepStrictEqual(
      judged({
        conditions: notReady('x'),
        modelStatus: {
          transitionStatus: 'InvalidSpec',
          lastFailureInfo: { reason: 'NoSupportingRuntime', message: 'no runtime for format y' },
        },
      }),
      { kind: 'failed', why: 'NoSupportingRuntime: no runtime for format y' },
    ));

  test('is stuck while the model cannot be loaded', () =>
    deepStrictEqual(
      judged({
        conditions: notReady('x'),
        modelStatus: {
          transitionStatus: 'BlockedByFailedLoad',
          lastFailureInfo: { reason: 'ModelLoadFailed', message: 'no such bucket' },
        },
      }),
      { kind: 'waiting', why: 'ModelLoadFailed: no such bucket', isStuck: true },
    ));

  test('does not mind a failure of the past', () =>
    deepStrictEqual(
      judged({
        conditions: [{ type: 'Ready', status: 'True' }],
        modelStatus: { transitionStatus: 'UpToDate', lastFailureInfo: { reason: 'ModelLoadFailed' } },
      }),
      { kind: 'ready' },
    ));
});

const recorded = join(root, '../shared/corpus/live/kserve-standard.json');
const why = existsSync(recorded) ? false : 'the recorded KServe objects are not on this machine';

suite('inferenceServiceReadiness of recorded services', { skip: why }, () => {
  test('agrees with what was recorded', () => {
    const list = JSON.parse(readFileSync(recorded, 'utf8')) as { readonly items: readonly WireObject[] };
    const podsOf = (name: string) =>
      list.items.filter(
        item =>
          item['kind'] === 'Pod' &&
          recordAt(item, 'metadata', 'labels')['serving.kserve.io/inferenceservice'] === name,
      );
    const verdicts = list.items
      .filter(item => item['kind'] === 'InferenceService')
      .map(item => {
        const name = textAt(item, 'metadata', 'name') ?? '';
        return [name, inferenceServiceReadiness(item, { pods: podsOf(name) })];
      });
    deepStrictEqual(Object.fromEntries(verdicts), {
      'custom-triton': { kind: 'ready' },
      'iris-ready': { kind: 'ready' },
      'with-transformer': { kind: 'ready' },
      stopped: { kind: 'ready', note: 'stopped' },
      'no-runtime': {
        kind: 'failed',
        why: 'NoSupportingRuntime: No runtime found to support specified framework/version',
      },
      'llm-pending': {
        kind: 'waiting',
        isStuck: true,
        why:
          'llm-pending-predictor-64b99bc7bc-smfr7: Unschedulable: 0/1001 nodes are available: 1001 Insufficient ' +
          'nvidia.com/gpu. no new claims to deallocate, preemption: 0/1001 nodes are available: 1001 Preemption is ' +
          'not helpful for scheduling.',
      },
    });
  });
});
