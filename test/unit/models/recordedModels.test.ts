import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jobKind } from '../../../src/cluster/job.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { deploymentKind } from '../../../src/cluster/workload.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { servedByWorkload } from '../../../src/models/serving.ts';
import { runOfJob } from '../../../src/training/job.ts';
import { describeObject } from '../../../src/tree/describe.ts';
import { aTree } from '../../support/aTree.ts';
import { recorded, withoutCorpus } from '../../support/corpus.ts';
import { golden, treeText } from '../../support/treeText.ts';

const kserve = 'live/kserve-standard.json';

suite('what real controllers wrote', { skip: withoutCorpus(kserve) }, () => {
  test('is the tree of models that a person would expect', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({ kind: 'live' });
    feeds.live(
      inferenceServiceKind,
      ...recorded(kserve, 'InferenceService').map(inferenceServiceKind.toFacts),
    );
    feeds.live(deploymentKind, ...recorded(kserve, 'Deployment').map(deploymentKind.toFacts));
    feeds.live(podKind, ...recorded(kserve, 'Pod').map(podKind.toFacts));
    const text = treeText(tree, 'models', 2).replaceAll(/-[0-9a-f]{8,10}-\w{5} /g, '-… ');
    assert.equal(
      text,
      golden(`
        + custom-triton | Ready · 1/1 ready · KServe · onnx · ml
          + custom-triton-predictor-… | Running · 1/1 ready
        + iris-ready | Ready · 2/2 ready · KServe · sklearn · ml
          + iris-ready-predictor-… | Running · 1/1 ready
          + iris-ready-predictor-… | Running · 1/1 ready
        ~ llm-pending | Progressing · 0/1001 nodes are available: 1001 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/1001 nodes are… · 0/1 ready · KServe · huggingface · ml
          ! llm-pending-predictor-… | Pending · 0/1 ready · 16 GPUs · 0/1001 nodes are available: 1001 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/1001 nodes are…
        x no-runtime | Failing · NoSupportingRuntime: No runtime found to support specified framework/version · 0/0 ready · KServe · unheard-of · ml
        - stopped | Stopped · KServe · xgboost · ml
        + with-transformer | Ready · 2/2 ready · KServe · pytorch · ml
          + with-transformer-predictor-… | Running · 1/1 ready
          + with-transformer-transformer-… | Running · 1/1 ready
      `),
    );
  });

  test('has no model twice: the Deployments of InferenceServices are not models of their own', () => {
    const deployments = recorded(kserve, 'Deployment').map(deploymentKind.toFacts);
    assert.ok(deployments.length > 0);
    assert.deepEqual(
      deployments.map(servedByWorkload).filter(model => model !== undefined),
      [],
    );
  });

  test('ties every pod to its model', () => {
    const models = new Set(
      recorded(kserve, 'InferenceService').map(wire => inferenceServiceKind.toFacts(wire).name),
    );
    for (const pod of recorded(kserve, 'Pod').map(podKind.toFacts)) {
      if (pod.tie?.kind === 'InferenceService') assert.ok(models.has(pod.tie.name), pod.name);
      else assert.equal(pod.tie?.kind, 'InferenceGraph', pod.name);
    }
  });

  test('can be described whole, with events', () => {
    const events = recorded(kserve, 'Event');
    for (const wire of recorded(kserve)) assert.match(describeObject(wire, events.slice(0, 3)), /^Name: +\S/);
  });
});

suite('what real training controllers wrote', { skip: withoutCorpus('live/trainer-v2.json') }, () => {
  test('gives every Job a state', () => {
    const jobs = recorded('live/trainer-v2.json', 'Job').map(jobKind.toFacts).map(runOfJob);
    assert.deepEqual(
      jobs.map(run => [run.name, run.state, run.parent?.kind]),
      [
        ['bert-node-0', 'ok', 'JobSet'],
        ['held-node-0', 'queued', 'JobSet'],
        ['too-big-node-0', 'running', 'JobSet'],
      ],
    );
  });
  test('ties pods to their JobSet, or to their training job', () => {
    const kindsOf = (path: string) => [
      ...new Set(recorded(path, 'Pod').map(wire => podKind.toFacts(wire).tie?.kind)),
    ];
    assert.deepEqual(kindsOf('live/trainer-v2.json'), ['JobSet']);
    assert.deepEqual(kindsOf('live/training-operator.json'), ['TrainingJob']);
  });
});
