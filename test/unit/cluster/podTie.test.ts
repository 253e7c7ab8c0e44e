import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { defaultContainer, podTie } from '../../../src/cluster/podTie.ts';

const tieOf = (labels: object) => {
  const tie = podTie({ metadata: { labels } });
  return tie === undefined ? undefined : [tie.kind, tie.name, tie.role, tie.revision];
};

suite('podTie', () => {
  test('is nothing for a pod of no model and no run', () => {
    assert.equal(tieOf({ app: 'web' }), undefined);
    assert.equal(podTie({}), undefined);
  });
  test('prefers KServe to Knative, whose labels the pod carries too', () => {
    const labels = {
      'serving.kserve.io/inferenceservice': 'bert',
      component: 'predictor',
      'serving.knative.dev/service': 'bert-predictor',
      'serving.knative.dev/revision': 'bert-predictor-00001',
    };
    assert.deepEqual(tieOf(labels), ['InferenceService', 'bert', 'predictor', 'bert-predictor-00001']);
  });
  test('knows a plain Knative service', () => {
    const labels = { 'serving.knative.dev/service': 'web', 'serving.knative.dev/revision': 'web-1' };
    assert.deepEqual(tieOf(labels), ['KnativeService', 'web', undefined, 'web-1']);
  });
  test('knows an LLMInferenceService by its parts', () => {
    const labels = {
      'app.kubernetes.io/part-of': 'llminferenceservice',
      'app.kubernetes.io/name': 'llama',
      'llm-d.ai/role': 'decode',
    };
    assert.deepEqual(tieOf(labels), ['LLMInferenceService', 'llama', 'decode', undefined]);
  });
  test('prefers a pipeline run to the Argo workflow that carries it', () => {
    const labels = { 'workflows.argoproj.io/workflow': 'wf', 'pipeline/runid': 'run-1' };
    assert.deepEqual(tieOf(labels), ['KfpRun', 'run-1', undefined, undefined]);
  });
  test('knows the role in a training job', () => {
    const labels = {
      'training.kubeflow.org/job-name': 'mnist',
      'training.kubeflow.org/replica-type': 'worker',
      'batch.kubernetes.io/job-name': 'other',
    };
    assert.deepEqual(tieOf(labels), ['TrainingJob', 'mnist', 'worker', undefined]);
  });
  test('knows Jobs by the new label and by the old one', () => {
    assert.deepEqual(tieOf({ 'batch.kubernetes.io/job-name': 'a', 'job-name': 'b' }), [
      'Job',
      'a',
      undefined,
      undefined,
    ]);
    assert.deepEqual(tieOf({ 'job-name': 'b' }), ['Job', 'b', undefined, undefined]);
  });
});

suite('defaultContainer', () => {
  const annotated = (name: string) => ({
    metadata: { annotations: { 'kubectl.kubernetes.io/default-container': name } },
  });

  test("follows kubectl's annotation, unless it names nothing", () => {
    assert.equal(defaultContainer(annotated('b'), ['a', 'b'], 'Running'), 'b');
    assert.equal(defaultContainer(annotated('gone'), ['a', 'b'], 'Running'), 'a');
  });
  test('prefers the model server to its companions', () => {
    assert.equal(
      defaultContainer({}, ['queue-proxy', 'kserve-container', 'agent'], 'Running'),
      'kserve-container',
    );
  });
  test('passes over known companions', () => {
    assert.equal(defaultContainer({}, ['istio-proxy', 'wait', 'main'], 'Running'), 'main');
    assert.equal(defaultContainer({}, ['istio-proxy'], 'Running'), 'istio-proxy');
  });
  test('shows the download of the model while the pod hangs in it', () => {
    const wire = { spec: { initContainers: [{ name: 'storage-initializer' }] } };
    assert.equal(defaultContainer(wire, ['kserve-container'], 'Init:0/1'), 'storage-initializer');
    assert.equal(defaultContainer(wire, ['kserve-container'], 'Running'), 'kserve-container');
  });
  test('is nothing for a pod without containers', () => {
    assert.equal(defaultContainer({}, [], 'Pending'), undefined);
  });
});
