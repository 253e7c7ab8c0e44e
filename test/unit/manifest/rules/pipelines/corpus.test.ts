import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { judgedText } from './judging.ts';

const folder = new URL('../../../../../../shared/corpus/', import.meta.url);

/** Samples that the controller or webhook refuses although they stand among the valid ones, and why. */
const refused: Readonly<Record<string, string>> = {
  'argo-workflows__docs-memoization_md-block1.yaml': 'a part of a template, without what it runs',
  'katib__examples-v1beta1-tekton-pipeline-run.yaml':
    'a trial parameter that nothing reads: the place is written as Tekton would',
  'kaito__docs-proposals-20250808-gpt-oss-20b_md-block1.yaml': 'neither inference nor tuning',
  'ai-on-eks__blueprints-training-raytrain-llama2-pretrain-trn1-1-llama2-pretrain-trn1-rayjob-create-test-data.yaml':
    'a lifetime without shutdownAfterJobFinishes',
  'ai-on-eks__blueprints-inference-llama3-8b-instruct-rayserve-inf2-ray-service-llama3.yaml':
    'names the head service of a RayService',
  'ai-on-eks__blueprints-inference-mistral-7b-rayserve-inf2-ray-service-mistral-ft.yaml':
    'names the head service of a RayService',
  'ai-on-eks__blueprints-inference-mistral-7b-rayserve-inf2-ray-service-mistral.yaml':
    'names the head service of a RayService',
  'ai-on-eks__blueprints-inference-vllm-ray-gpu-deepseek-ray-vllm-deepseek.yml':
    'names the head service of a RayService',
  'ai-on-eks__blueprints-inference-vllm-rayserve-gpu-ray-service-vllm.yaml':
    'names the head service of a RayService',
  'volcano__docs-user-guide-how_to_use_cdp_plugin_md-block2.yaml': 'volumes with no claim, and with two',
  'volcano__docs-user-guide-how_to_use_cdp_plugin_md-block5.yaml': 'volumes with no claim, and with two',
};

interface Sample {
  readonly file: string;
  readonly kinds: string;
  /** What upstream's structure check says of a valid sample, or the class of an invalid one. */
  readonly note: string;
}

function samples(part: 'valid' | 'invalid'): readonly Sample[] {
  const lines = readFileSync(new URL(`${part}/INDEX.tsv`, folder), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map(line => {
    const [file = '', , , , , kinds = '', note = ''] = line.split('\t');
    return { file, kinds, note };
  });
}

function errorsIn(part: string, file: string): readonly string[] {
  return judgedText(readFileSync(new URL(`${part}/${file}`, folder), 'utf8'))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path }) => `${rule} ${path}`);
}

suite('samples of pipelines and training', () => {
  test('that upstream holds to be valid are free of errors', { skip: withoutCorpus('valid') }, () => {
    const broken = samples('valid')
      .filter(({ note, file }) => note === '' && !Object.hasOwn(refused, file))
      .map(({ file }) => ({ file, errors: errorsIn('valid', file) }))
      .filter(({ errors }) => errors.length > 0);
    assert.deepEqual(broken, []);
  });

  test('that are refused on purpose are refused', { skip: withoutCorpus('valid') }, () => {
    const silent = Object.keys(refused).filter(file => errorsIn('valid', file).length === 0);
    assert.deepEqual(silent, []);
  });

  /** What another object, the definition of the kind or only the run would tell. */
  const untold = [
    'argo-workflows__test-e2e-functional-missing-steps.yaml',
    'argo-workflows__workflow-validate-validate_test_go-invalidRealtimeMetricGauge.yaml',
    'argo-workflows__workflow-validate-validate_test_go-nestedTemplateRefWithError.yaml',
    'argo-workflows__workflow-validate-validate_test_go-specBadSequenceCountAndEnd.yaml',
    'argo-workflows__workflow-validate-validate_test_go-templateRefWithPlaceholderInName.yaml',
    'argo-workflows__workflow-validate-validate_test_go-undefinedTemplateRef.yaml',
  ];

  test('that break a rule across fields are objected to', { skip: withoutCorpus('invalid') }, () => {
    const ours =
      /argoproj\.io\/v1alpha1 (Cluster)?(Cron)?Workflow|batch\.volcano|kubeflow\.org\/v1beta1 Experiment/;
    const silent = samples('invalid')
      .filter(({ kinds, note }) => ours.test(kinds) && note === 'semantic')
      .map(({ file }) => file)
      .filter(file => judgedText(readFileSync(new URL(`invalid/${file}`, folder), 'utf8')).length === 0);
    assert.deepEqual(silent, untold);
  });
});
