import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { WorkloadFacts } from '../../../src/cluster/workload.ts';
import { imageRepository, servedByWorkload } from '../../../src/models/serving.ts';
import { aWorkload } from '../../support/facts.ts';

const withImage = (image: string, ports: readonly number[] = []) =>
  servedByWorkload(aWorkload({ containers: [{ name: 'c', image, ports }] }))?.system;
const modelOf = (given: Partial<WorkloadFacts>) => servedByWorkload(aWorkload({ modelName: 'm', ...given }));

suite('imageRepository', () => {
  for (const [image, repository] of [
    ['nginx', 'nginx'],
    ['nginx:1.29', 'nginx'],
    ['tensorflow/serving:2.19-gpu', 'tensorflow/serving'],
    ['registry.example.com:5000/team/tritonserver:1', 'team/tritonserver'],
    ['localhost/x@sha256:abc', 'x'],
    ['ghcr.io/a/b/c:v1@sha256:abc', 'a/b/c'],
    ['', ''],
  ] as const) {
    test(`of ${image} is ${repository}`, () => assert.equal(imageRepository(image), repository));
  }
});

suite('servedByWorkload, system', () => {
  for (const [image, system] of [
    ['vllm/vllm-openai:v0.15.0', 'vLLM'],
    ['public.ecr.example.com/q9t5s3a7/vllm-cpu-release-repo:v0.11', 'vLLM'],
    ['ghcr.io/huggingface/text-generation-inference:3.3', 'Hugging Face TGI'],
    ['ghcr.io/huggingface/text-embeddings-inference:1.8', 'Hugging Face TEI'],
    ['lmsysorg/sglang:latest', 'SGLang'],
    ['ollama/ollama', 'Ollama'],
    ['nvcr.io/nvidia/tritonserver:26.02-py3', 'Triton'],
    ['tensorflow/serving:2.19.1', 'TensorFlow Serving'],
    ['pytorch/torchserve-kfs:0.12.0', 'TorchServe'],
    ['docker.io/seldonio/mlserver:1.7.1-sklearn', 'MLServer'],
    ['kserve/sklearnserver:v0.20.0', 'KServe server'],
    ['kserve/huggingfaceserver:v0.20.0-gpu', 'KServe server'],
    ['docker.io/seldonio/seldon-core-executor:1.18.2', 'Seldon'],
    ['openvino/model_server:2026.0', 'OpenVINO'],
  ] as const) {
    test(`knows ${image}`, () => assert.equal(withImage(image), system));
  }

  for (const image of [
    'nginx:1.29',
    'tensorflow/tensorflow:2.19',
    'pytorch/pytorch:2.9',
    'rayproject/ray:2.50',
    'redis',
    'example/evllmx/web',
    '',
  ]) {
    test(`passes over ${image || 'no image'}`, () => assert.equal(withImage(image), undefined));
  }

  test('knows servers of unknown images by their set of ports', () => {
    assert.equal(withImage('team/own', [8500, 8501]), 'TensorFlow Serving');
    assert.equal(withImage('team/own', [8002, 8001, 8000]), 'Triton');
    assert.equal(withImage('team/own', [8000]), undefined);
    assert.equal(withImage('team/own', [8080, 8081]), undefined);
  });

  test('takes the label for enough', () => {
    const model = modelOf({ name: 'svc' });
    assert.deepEqual([model?.name, model?.objectName, model?.system], ['m', 'svc', 'Deployment']);
  });

  test('leaves to their models what an InferenceService or a revision owns', () => {
    for (const kind of ['InferenceService', 'Revision', 'LLMInferenceService']) {
      assert.equal(modelOf({ owner: { kind, name: 'x', uid: 'u' } }), undefined);
    }
    assert.ok(modelOf({ owner: { kind: 'SeldonDeployment', name: 'x', uid: 'u' } }));
  });

  test('looks at Deployments and StatefulSets alone', () => {
    assert.equal(modelOf({ kind: 'DaemonSet' }), undefined);
    assert.equal(modelOf({ kind: 'ReplicaSet' }), undefined);
    assert.equal(modelOf({ kind: 'StatefulSet' })?.kind, 'StatefulSet');
  });
});

suite('servedByWorkload, state', () => {
  test('is ready with all its pods', () => assert.equal(modelOf({})?.state, 'ready'));
  test('is on its way with fewer', () => assert.equal(modelOf({ wantedCount: 2 })?.state, 'progressing'));
  test('is on its way while old pods still serve', () =>
    assert.equal(modelOf({ updatedCount: 0 })?.state, 'progressing'));
  test('is on its way until the controller has seen the newest spec', () => {
    assert.equal(modelOf({ isObserved: false })?.state, 'progressing');
  });
  test('is stopped when scaled to zero', () => {
    const model = modelOf({ wantedCount: 0, readyCount: 0, problem: 'old' });
    assert.deepEqual([model?.state, model?.problem], ['stopped', undefined]);
  });
  test('fails with its conditions', () => {
    const model = modelOf({ problem: 'quota exceeded', readyCount: 0 });
    assert.deepEqual([model?.state, model?.problem], ['failing', 'quota exceeded']);
  });
  test('says how many pods are wanted and ready', () => {
    const { scale } = modelOf({ wantedCount: 3, readyCount: 2 }) ?? {};
    assert.deepEqual([scale?.wanted, scale?.ready], [3, 2]);
  });
});
