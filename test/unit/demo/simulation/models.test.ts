import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import type { JsonObject } from '../../../../src/demo/api/kubeObject.ts';
import { clusterServingRuntimes, type InferenceService } from '../../../../src/demo/simulation/kserve.ts';
import { runtimeBodies } from '../../../../src/demo/world/runtimes.ts';
import { inferenceService } from '../../../../src/demo/world/workloads.ts';
import { TestWorld } from '../aWorld.ts';

function aWorld(): TestWorld {
  const world = new TestWorld();
  world.node('a', { cpu: '64' });
  for (const body of runtimeBodies()) world.access.create(clusterServingRuntimes, undefined, body);
  return world;
}

const sklearn = (uri: string): JsonObject => ({ modelFormat: { name: 'sklearn' }, storageUri: uri });
const found = (world: TestWorld, name: string) =>
  world.access.find<InferenceService>(kinds.inferenceServices, 'ml', name);
const conditionOf = (world: TestWorld, name: string, type: string) =>
  found(world, name)?.status?.conditions?.find(condition => condition.type === type);

suite('an InferenceService in Standard mode', () => {
  test('becomes a Deployment, a Service and an autoscaler, and is ready with a URL', () => {
    const world = aWorld();
    const predictor = { minReplicas: 2, maxReplicas: 4, model: sklearn('s3://a') };
    world.create(kinds.inferenceServices, inferenceService('iris', 'Standard', predictor));
    world.pass(1);
    assert.equal(conditionOf(world, 'iris', 'Ready')?.reason, 'MinimumReplicasUnavailable');
    world.pass(30);
    const { status } = found(world, 'iris') ?? {};
    assert.equal(conditionOf(world, 'iris', 'Ready')?.status, 'True');
    assert.deepEqual(
      [status?.url, status?.['clusterServingRuntimeName'], status?.['deploymentMode']],
      ['http://iris-ml.example.com', 'kserve-sklearnserver', 'Standard'],
    );
    assert.deepEqual(status?.['modelStatus'], {
      copies: { failedCopies: 0, totalCopies: 2 },
      states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
      transitionStatus: 'UpToDate',
    });
    assert.ok(world.access.find(kinds.services, 'ml', 'iris-predictor'));
    assert.ok(world.access.find(kinds.horizontalPodAutoscalers, 'ml', 'iris-predictor'));
    assert.ok(world.pods().every(pod => pod.spec.containers[0]?.args?.includes('--model_name=iris')));
  });

  test('rolls over to a new model', () => {
    const world = aWorld();
    world.create(
      kinds.inferenceServices,
      inferenceService('iris', 'Standard', { model: sklearn('s3://one') }),
    );
    world.pass(30);
    const service = found(world, 'iris');
    assert.ok(service);
    world.access.edit(kinds.inferenceServices, service, draft => {
      if (draft.spec.predictor.model) draft.spec.predictor.model.storageUri = 's3://two';
    });
    world.pass(60);
    const uris = world
      .pods()
      .map(pod => pod.metadata.annotations?.['internal.serving.kserve.io/storage-initializer-sourceuri']);
    assert.deepEqual(uris, ['s3://two']);
  });

  test('without a runtime for its format it says so', () => {
    const world = aWorld();
    world.create(
      kinds.inferenceServices,
      inferenceService('odd', 'Standard', { model: { modelFormat: { name: 'unheard-of' } } }),
    );
    world.pass(5);
    const status = found(world, 'odd')?.status?.['modelStatus'] as { lastFailureInfo: { reason: string } };
    assert.equal(status.lastFailureInfo.reason, 'NoSupportingRuntime');
    assert.deepEqual(world.reasons('odd'), ['InternalError']);
  });

  test('stopped, it gives up what it had', () => {
    const world = aWorld();
    world.create(kinds.inferenceServices, inferenceService('iris', 'Standard', { model: sklearn('s3://a') }));
    world.pass(30);
    const service = found(world, 'iris');
    assert.ok(service);
    world.access.edit(kinds.inferenceServices, service, draft => {
      draft.metadata.annotations = { ...draft.metadata.annotations, 'serving.kserve.io/stop': 'true' };
    });
    world.pass(60);
    assert.deepEqual([world.pods().length, conditionOf(world, 'iris', 'Ready')?.reason], [0, 'Stopped']);
  });

  test('takes everything with it when it is deleted', () => {
    const world = aWorld();
    world.create(kinds.inferenceServices, inferenceService('iris', 'Standard', { model: sklearn('s3://a') }));
    world.pass(30);
    const service = found(world, 'iris');
    assert.ok(service);
    world.access.delete(kinds.inferenceServices, service);
    world.pass(60);
    assert.deepEqual([world.pods().length, world.deployment('iris-predictor')], [0, undefined]);
  });
});

suite('an InferenceService in Knative mode', () => {
  const traffic = (world: TestWorld) =>
    found(world, 'fraud')?.status?.components?.predictor?.traffic?.map(({ revisionName, percent, tag }) => [
      revisionName.replace('fraud-predictor-', ''),
      percent,
      tag,
    ]);
  const edit = (world: TestWorld, change: (predictor: InferenceService['spec']['predictor']) => void) => {
    const service = found(world, 'fraud');
    assert.ok(service);
    world.access.edit(kinds.inferenceServices, service, draft => change(draft.spec.predictor));
    world.pass(60);
  };

  test('shares its traffic with a canary, until that has it all', () => {
    const world = aWorld();
    world.create(
      kinds.inferenceServices,
      inferenceService('fraud', 'Knative', { model: sklearn('s3://one') }),
    );
    world.pass(30);
    assert.deepEqual(traffic(world), [['00001', 100, undefined]]);
    edit(world, predictor => {
      predictor.canaryTrafficPercent = 10;
      if (predictor.model) predictor.model.storageUri = 's3://two';
    });
    assert.deepEqual(traffic(world), [
      ['00002', 10, undefined],
      ['00001', 90, 'prev'],
    ]);
    edit(world, predictor => {
      predictor.canaryTrafficPercent = 50;
    });
    assert.deepEqual(traffic(world), [
      ['00002', 50, undefined],
      ['00001', 50, 'prev'],
    ]);
    assert.equal(world.pods().length, 2);
    edit(world, predictor => {
      delete predictor.canaryTrafficPercent;
    });
    assert.deepEqual(traffic(world), [['00002', 100, undefined]]);
    const predictor = found(world, 'fraud')?.status?.components?.predictor;
    assert.deepEqual(
      [predictor?.latestRolledoutRevision, predictor?.previousRolledoutRevision],
      ['fraud-predictor-00002', 'fraud-predictor-00001'],
    );
    assert.equal(world.pods().length, 1, 'the old revision sleeps');
  });

  test('sends nobody to a revision that is not ready', () => {
    const world = aWorld();
    world.create(
      kinds.inferenceServices,
      inferenceService('fraud', 'Knative', { model: sklearn('s3://one') }),
    );
    world.pass(30);
    edit(world, predictor => {
      predictor.canaryTrafficPercent = 10;
      if (predictor.model)
        Object.assign(predictor.model, { storageUri: 's3://two', image: 'example/does-not-exist:1' });
    });
    assert.deepEqual(traffic(world), [['00001', 100, undefined]]);
    assert.equal(conditionOf(world, 'fraud', 'LatestDeploymentReady')?.status, 'Unknown');
  });

  test('asleep, it is ready without a pod', () => {
    const world = aWorld();
    const body = inferenceService(
      'fraud',
      'Knative',
      { minReplicas: 0, model: sklearn('s3://one') },
      { 'timonel.test/idle': 'true' },
    );
    world.create(kinds.inferenceServices, body);
    world.pass(60);
    assert.deepEqual([world.pods().length, conditionOf(world, 'fraud', 'Ready')?.status], [0, 'True']);
  });
});
