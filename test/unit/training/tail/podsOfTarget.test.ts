import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LogTarget } from '../../../../src/training/panel/logTarget.ts';
import { belongsTo, podSelector, tailPod } from '../../../../src/training/tail/podsOfTarget.ts';
import { aContainer, aPod } from '../../../support/facts.ts';

function target(kind: string, name: string, uid?: string): LogTarget {
  return { context: 'eu', namespace: 'ml', kind, name, ...(uid === undefined ? {} : { uid }) };
}

suite('belongsTo', () => {
  test('knows a pod by its name, and by its uid where one is asked for', () => {
    const pod = aPod({ name: 'web-1', uid: 'u1' });
    assert.equal(belongsTo(pod, target('Pod', 'web-1')), true);
    assert.equal(belongsTo(pod, target('Pod', 'web-1', 'u2')), false);
  });

  test('knows the pods of a Job by their owner', () => {
    const pod = aPod({ owner: { kind: 'Job', name: 'train', uid: 'j' } });
    assert.equal(belongsTo(pod, target('Job', 'train')), true);
    assert.equal(belongsTo(pod, target('Job', 'train-2')), false);
    assert.equal(belongsTo(pod, target('Deployment', 'train')), false);
  });

  test('knows the pods of a CronJob by the names of its Jobs', () => {
    const pod = aPod({ owner: { kind: 'Job', name: 'nightly-29924400', uid: 'j' } });
    assert.equal(belongsTo(pod, target('CronJob', 'nightly')), true);
    assert.equal(belongsTo(pod, target('CronJob', 'night')), false);
  });

  test('knows the pods of a Deployment behind its ReplicaSets', () => {
    const owner = { kind: 'ReplicaSet', name: 'web-5d', uid: 'r' };
    const pod = aPod({ owner, workload: { kind: 'Deployment', name: 'web' } });
    assert.equal(belongsTo(pod, target('Deployment', 'web')), true);
    assert.equal(belongsTo(pod, target('ReplicaSet', 'web-5d')), true);
  });

  test('knows the pods of a model by their tie', () => {
    const tie = { kind: 'InferenceService', name: 'churn', role: 'predictor', revision: undefined };
    assert.equal(belongsTo(aPod({ tie }), target('InferenceService', 'churn')), true);
    assert.equal(belongsTo(aPod(), target('InferenceService', 'churn')), false);
  });
});

suite('podSelector', () => {
  test('asks for little more than the pods of the target', () => {
    assert.deepEqual(podSelector(target('Pod', 'web-1')), { fieldSelector: 'metadata.name=web-1' });
    assert.deepEqual(podSelector(target('Job', 'train')), { labelSelector: 'job-name=train' });
    assert.deepEqual(podSelector(target('Deployment', 'web')), {});
  });
});

suite('tailPod', () => {
  test('takes a container that the kubelet has not told of as waiting', () => {
    const { containers } = tailPod(aPod({ containers: [aContainer({ name: 'a', state: 'none' })] }));
    assert.deepEqual(containers, [{ name: 'a', state: 'waiting', restartCount: 0 }]);
  });

  test('keeps when and why', () => {
    const ended = aContainer({
      name: 'a',
      state: 'terminated',
      reason: 'OOMKilled',
      startedAtMs: 7,
      restartCount: 2,
    });
    const [container] = tailPod(aPod({ containers: [ended] })).containers;
    assert.deepEqual(container, {
      name: 'a',
      state: 'terminated',
      restartCount: 2,
      startedAtMs: 7,
      reason: 'OOMKilled',
    });
  });
});
