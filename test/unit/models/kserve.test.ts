import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type InferenceServiceFacts, inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { servedByKserve } from '../../../src/models/kserve.ts';
import { anInferenceService } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';

const ready = (status: string, reason?: string, message?: string) => ({
  conditions: [
    { type: 'PredictorReady', status, reason, message },
    { type: 'Ready', status, reason, message },
  ],
});
const withModel = (given: Partial<InferenceServiceFacts['modelStatus']>) => ({
  modelStatus: { ...anInferenceService().modelStatus, ...given },
});
const withPredictor = (given: Partial<InferenceServiceFacts['predictor']>) => ({
  predictor: { ...anInferenceService().predictor, ...given },
});
const stateOf = (given: Partial<InferenceServiceFacts>, podCount?: number) =>
  servedByKserve(anInferenceService(given), podCount).state;

suite('servedByKserve, state', () => {
  test('is ready when KServe says so', () => assert.equal(stateOf({}), 'ready'));
  test('is on its way while nothing is known', () =>
    assert.equal(stateOf({ conditions: [] }), 'progressing'));
  test('is on its way while KServe does not know', () =>
    assert.equal(stateOf(ready('Unknown')), 'progressing'));
  test('is on its way while no pod is ready yet', () => {
    assert.equal(
      stateOf({
        ...ready('False', 'MinimumReplicasUnavailable'),
        ...withModel({ transition: 'InProgress' }),
      }),
      'progressing',
    );
  });
  test('fails when it is not ready for any other reason', () => {
    assert.equal(
      stateOf({ ...ready('False', 'RevisionMissing'), ...withModel({ transition: 'UpToDate' }) }),
      'failing',
    );
  });
  test('fails when the model cannot be loaded, even while the old one still serves', () => {
    assert.equal(stateOf(withModel({ transition: 'BlockedByFailedLoad' })), 'failing');
    assert.equal(stateOf(withModel({ targetState: 'FailedToLoad' })), 'failing');
    assert.equal(stateOf(withModel({ transition: 'InvalidSpec' })), 'failing');
  });
  test('is stopped when somebody stopped it, failed or not', () => {
    assert.equal(stateOf({ isStopped: true, ...withModel({ transition: 'InvalidSpec' }) }), 'stopped');
    const stopped = { type: 'Stopped', status: 'True', reason: undefined, message: undefined };
    assert.equal(stateOf({ conditions: [stopped] }), 'stopped');
  });
  test('sleeps when it is ready without a pod and may scale to zero', () => {
    assert.equal(stateOf(withPredictor({ minReplicas: 0 }), 0), 'asleep');
    assert.equal(stateOf(withPredictor({ minReplicas: 0 }), 1), 'ready');
    assert.equal(stateOf(withPredictor({ minReplicas: 1 }), 0), 'ready');
  });
  test("goes by KServe's count of copies where pods are not known", () => {
    assert.equal(
      stateOf({ ...withPredictor({ minReplicas: 0 }), ...withModel({ totalCopies: 0 }) }),
      'asleep',
    );
    assert.equal(
      stateOf({ ...withPredictor({ minReplicas: 0 }), ...withModel({ totalCopies: undefined }) }),
      'ready',
    );
  });
});

suite('servedByKserve, problem', () => {
  test('is the failure of the load first of all', () => {
    const service = anInferenceService({
      ...ready('False', 'X', 'something'),
      ...withModel({ failure: 'ModelLoadFailed: no bucket' }),
    });
    assert.equal(servedByKserve(service).problem, 'ModelLoadFailed: no bucket');
  });
  test('is the condition below Ready that says something', () => {
    const conditions = [
      { type: 'Ready', status: 'False', reason: undefined, message: 'summed up' },
      { type: 'IngressReady', status: 'Unknown', reason: undefined, message: undefined },
      { type: 'PredictorReady', status: 'False', reason: 'RevisionFailed', message: 'image not found' },
    ];
    assert.equal(servedByKserve(anInferenceService({ conditions })).problem, 'image not found');
  });
  test('is nothing for a model that is well, sleeps or was stopped', () => {
    const old = withModel({ failure: 'long ago' });
    assert.equal(servedByKserve(anInferenceService(old)).problem, undefined);
    assert.equal(servedByKserve(anInferenceService({ isStopped: true, ...old })).problem, undefined);
  });
});

suite('servedByKserve, the whole', () => {
  test('reads a service in mode Knative with a canary', () => {
    const service = inferenceServiceKind.toFacts(fixture('models/inferenceServiceKnative.json'));
    const { revisions, ...model } = servedByKserve(service);
    assert.deepEqual(model, {
      uid: 'uid-of-fraud',
      namespace: 'ml',
      name: 'fraud',
      objectName: 'fraud',
      kind: 'InferenceService',
      system: 'KServe',
      state: 'ready',
      problem: undefined,
      url: 'http://fraud.ml.example.com',
      format: 'xgboost',
      storageUri: 's3://models/fraud/2',
      runtime: 'kserve-xgbserver',
      mode: 'Knative',
      scale: {
        minReplicas: 0,
        maxReplicas: 5,
        target: 'concurrency 20',
        wanted: undefined,
        ready: undefined,
      },
      createdAtMs: Date.UTC(2026, 2, 1, 10),
    });
    assert.deepEqual(
      revisions.map(({ name, trafficPercent, tag, isLatest, isReady }) => [
        name,
        trafficPercent,
        tag,
        isLatest,
        isReady,
      ]),
      [
        ['fraud-predictor-00003', 0, undefined, true, false],
        ['fraud-predictor-00002', 10, undefined, false, true],
        ['fraud-predictor-00001', 90, 'prev', false, true],
      ],
    );
    assert.deepEqual(service.components, ['predictor', 'transformer']);
  });

  test('reads a canary in mode Standard, and the old way to name a framework', () => {
    const model = servedByKserve(inferenceServiceKind.toFacts(fixture('models/inferenceServiceCanary.json')));
    assert.deepEqual(
      [model.format, model.storageUri, model.mode],
      ['sklearn', 's3://models/churn/1', 'Standard'],
    );
    assert.deepEqual(
      model.revisions.map(({ name, trafficPercent, isReady, problem }) => [
        name,
        trafficPercent,
        isReady,
        problem,
      ]),
      [
        ['v2', 25, false, 'ModelLoadFailed: no such key'],
        ['stable', 75, true, undefined],
      ],
    );
  });

  test('has no revisions where there is only one model', () => {
    assert.deepEqual(servedByKserve(anInferenceService()).revisions, []);
  });

  test('takes zero for no upper bound', () => {
    const wire = { spec: { predictor: { maxReplicas: 0, minReplicas: 0 } } };
    const { predictor } = inferenceServiceKind.toFacts(wire);
    assert.deepEqual([predictor.minReplicas, predictor.maxReplicas], [0, undefined]);
  });
});
