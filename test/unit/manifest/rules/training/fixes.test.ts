import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgedText, mended } from '../pipelines/judging.ts';

const torch = `apiVersion: kubeflow.org/v1
kind: PyTorchJob
metadata:
  name: train
spec:
  runPolicy:
    cleanPodPolicy: None
  pytorchReplicaSpecs:
    Master:
      replicas: 1
      restartPolicy: OnFailure
      template:
        spec:
          containers:
            - name: pytorch
              image: x
`;

const experiment = `apiVersion: kubeflow.org/v1beta1
kind: Experiment
metadata:
  name: tune
spec:
  objective:
    type: maximize
    objectiveMetricName: accuracy
  algorithm:
    algorithmName: random
  parallelTrialCount: 2
  maxTrialCount: 4
  parameters:
    - name: lr
      parameterType: double
      feasibleSpace: { min: '0.1', max: '0.2' }
  trialTemplate:
    primaryContainerName: main
    trialParameters:
      - name: lr
        reference: lr
    trialSpec:
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            containers:
              - name: main
                image: x
                args: ['$\{trialParameters.lr}']
`;

const volcano = `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata:
  name: train
spec:
  minAvailable: 2
  policies:
    - event: PodFailed
      action: RestartJob
  tasks:
    - name: worker
      replicas: 2
`;

const jobOfQueue = `apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
  template:
    metadata:
      labels:
        kueue.x-k8s.io/queue-name: research
    spec:
      containers: []
`;

/** A good text, and parts of it that are broken one at a time and mended again. */
const cases: readonly (readonly [text: string, good: string, broken: string])[] = [
  [torch, 'name: pytorch', 'name: torch'],
  [torch, 'replicas: 1', 'replicas: 2'],
  [torch, 'Master:', 'master:'],
  [torch, 'restartPolicy: OnFailure', 'restartPolicy: OnFailur'],
  [torch, 'cleanPodPolicy: None', 'cleanPodPolicy: none'],
  [torch, 'name: train', 'name: Train'],
  [experiment, 'type: maximize', 'type: maximise'],
  [experiment, 'algorithmName: random', 'algorithmName: randon'],
  [experiment, 'parallelTrialCount: 2\n  maxTrialCount: 2', 'parallelTrialCount: 5\n  maxTrialCount: 2'],
  [experiment, 'primaryContainerName: main', 'primaryContainerName: trainer'],
  [volcano, 'minAvailable: 2', 'minAvailable: 3'],
  [volcano, 'event: PodFailed', 'event: PodFaild'],
  [volcano, 'action: RestartJob', 'action: restartJob'],
];

suite('fixes of training', () => {
  for (const [text, good, broken] of cases)
    test(`write ${good.split('\n')[0]} for ${broken.split('\n')[0]}`, () => {
      const [before = ''] = /maxTrialCount: 2/.test(good)
        ? ['parallelTrialCount: 2\n  maxTrialCount: 4']
        : [good];
      const base = text.replace(before, good);
      assert.deepEqual(judgedText(base), []);
      const wrong = base.replace(good, broken);
      assert.notEqual(wrong, base);
      assert.equal(mended(wrong), base);
    });

  test('put the label of the queue on the job', () => {
    const mend = mended(jobOfQueue);
    assert.match(
      mend,
      /metadata:\n {2}name: train\n {2}labels:\n {4}kueue\.x-k8s\.io\/queue-name: research\n/,
    );
    assert.deepEqual(judgedText(mend), []);
  });
});
