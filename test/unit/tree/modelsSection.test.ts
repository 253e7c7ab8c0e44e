import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { aTree } from '../../support/aTree.ts';
import { aContainer, anInferenceService, aPod, aWorkload } from '../../support/facts.ts';
import { fixture } from '../../support/fixture.ts';
import { golden, treeText } from '../../support/treeText.ts';

const ofDeployment = (name: string) => ({ workload: { kind: 'Deployment', name } });

suite('ClusterTree, models', () => {
  test('shows a canary with its traffic, its revisions and their pods', () => {
    const { feeds, tree } = aTree();
    feeds.live(
      inferenceServiceKind,
      inferenceServiceKind.toFacts(fixture('models/inferenceServiceKnative.json')),
    );
    const of = (name: string, revision: string) =>
      aPod({ name, tie: { kind: 'InferenceService', name: 'fraud', role: 'predictor', revision } });
    const transformer = { kind: 'InferenceService', name: 'fraud', role: 'transformer', revision: undefined };
    feeds.live(
      podKind,
      of('fraud-1-a', 'fraud-predictor-00001'),
      of('fraud-1-b', 'fraud-predictor-00001'),
      of('fraud-2-a', 'fraud-predictor-00002'),
      aPod({
        name: 'transform',
        tie: transformer,
        containers: [aContainer({ isReady: false })],
        readyCount: 0,
      }),
    );
    assert.equal(
      treeText(tree, 'models', 3),
      golden(`
        + fraud | Ready · 3/4 ready · 10 % : 90 % · KServe · xgboost · ml
          ~ fraud-predictor-00003 | 0 % · latest · not ready · 0/0 ready
          + fraud-predictor-00002 | 10 % · 1/1 ready
            + fraud-2-a | Running · 1/1 ready
          + fraud-predictor-00001 | 90 % · prev · 2/2 ready
            + fraud-1-a | Running · 1/1 ready
            + fraud-1-b | Running · 1/1 ready
          ~ transform | Running · 0/1 ready
            ~ main | Running, not ready
        ~ Loading…
      `),
    );
  });

  test('shows a canary of mode Standard with the Deployment that carries it', () => {
    const { feeds, tree } = aTree();
    feeds.live(
      inferenceServiceKind,
      inferenceServiceKind.toFacts(fixture('models/inferenceServiceCanary.json')),
    );
    const tie = { kind: 'InferenceService', name: 'churn', role: 'predictor', revision: undefined };
    feeds.live(
      podKind,
      aPod({ name: 'old', tie, ...ofDeployment('churn-predictor') }),
      aPod({ name: 'new', tie, ...ofDeployment('churn-v2-predictor') }),
    );
    assert.equal(
      treeText(tree, 'models/model:uid-of-churn', 2),
      golden(`
        x v2 | 25 % · latest · not ready · ModelLoadFailed: no such key · 1/1 ready
          + new | Running · 1/1 ready
        + stable | 75 % · 1/1 ready
          + old | Running · 1/1 ready
      `),
    );
  });

  test('shows Deployments that serve a model, and not those of an InferenceService', () => {
    const { feeds, tree } = aTree();
    feeds.live(inferenceServiceKind);
    const vllm = [{ name: 's', image: 'vllm/vllm-openai:v0.15.0', ports: [8000] }];
    const owner = { kind: 'InferenceService', name: 'iris', uid: 'u' };
    feeds.live(
      deploymentKind,
      aWorkload({ name: 'llama', containers: vllm, wantedCount: 2 }),
      aWorkload({ name: 'iris-predictor', containers: vllm, owner }),
      aWorkload({ name: 'web' }),
    );
    feeds.live(statefulSetKind);
    feeds.live(podKind, aPod({ name: 'llama-a', ...ofDeployment('llama') }));
    assert.equal(
      treeText(tree, 'models', 2),
      golden(`
        ~ llama | Progressing · 1/2 ready · vLLM · ml
          + llama-a | Running · 1/1 ready
      `),
    );
  });

  test('shows a model without pods that may sleep as asleep, and wakes it with its first pod', () => {
    const { feeds, tree } = aTree();
    const service = anInferenceService();
    const asleep = { ...service, predictor: { ...service.predictor, minReplicas: 0 } };
    feeds.live(inferenceServiceKind, asleep);
    feeds.live(podKind);
    assert.equal(tree.row('models')?.description, '1 asleep');
    feeds
      .feed(podKind)
      .put(aPod({ tie: { kind: 'InferenceService', name: 'iris', role: 'predictor', revision: undefined } }));
    assert.equal(tree.row('models')?.description, '1 ready');
  });
});
