import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { type Found, judged } from './judging.ts';

const folder = new URL('../../../../../../shared/corpus/', import.meta.url);
const skip = withoutCorpus('valid/INDEX.tsv');

/** Upstream samples that a webhook or controller really refuses, with the rule that each breaks. */
const broken: Readonly<Record<string, string>> = {
  // The name holds a dot; KServe's webhook refused it when it was asked.
  'kserve__python-huggingfaceserver-README_md-block6.yaml': 'kserve/name',
  // Ping-pong on ALB without a root service: a fragment of the documentation that shows the other fields.
  'argo-rollouts__docs-features-traffic-management-alb_md-block7.yaml': 'rollouts/ping-pong',
  // A mark that readers are to replace stands where a URL is wanted; the API server refused it too.
  'seldon-core__docs-gb-models-securing-endpoints_md-block1.yaml': 'istio/url',
};

interface Row {
  readonly file: string;
  readonly suspect: string;
}

function rows(part: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(new URL(`${part}/INDEX.tsv`, folder), 'utf8')
    .trimEnd()
    .split('\n');
  const suspectAt = head.split('\t').indexOf('suspect');
  return lines.map(line => {
    const cells = line.split('\t');
    return { file: cells[0] ?? '', suspect: suspectAt === -1 ? '' : (cells[suspectAt] ?? '') };
  });
}

function foundIn(part: string, file: string): readonly Found[] {
  const url = new URL(`${part}/${file}`, folder);
  if (!existsSync(url)) return [];
  return parseManifestText(readFileSync(url, 'utf8'))
    .flatMap(document => document.objects)
    .flatMap(judged);
}

suite('the serving rules on upstream manifests', { skip }, () => {
  test('find no error in what upstream holds to be valid', () => {
    const errors = rows('valid')
      .filter(row => row.suspect === '')
      .flatMap(({ file }) =>
        foundIn('valid', file)
          .filter(found => found.severity === 'error' && broken[file] !== found.rule)
          .map(found => `${file}: ${found.rule} ${found.path}`),
      );
    assert.deepEqual(errors, []);
  });

  test('find the errors that are there', () => {
    for (const [file, rule] of Object.entries(broken))
      assert.ok(
        foundIn('valid', file).some(found => found.rule === rule),
        file,
      );
  });

  const negative: Readonly<Record<string, readonly string[]>> = {
    'argo-rollouts__pkg-kubectl-argo-rollouts-cmd-lint-testdata-invalid-multiple-docs.yml': [
      'rollouts/surge',
    ],
    'argo-rollouts__pkg-kubectl-argo-rollouts-info-testdata-rollout-invalid-rollout-invalid.yaml': [
      'rollouts/selector',
    ],
    'argo-rollouts__test-e2e-expectedfailures-experiment-invalid.yaml': ['rollouts/experiment-template'],
    'prometheus-operator__pkg-admission-testdata-badRulesNoAnnotations.golden.yaml': [
      'promql/query',
      'prometheus/template',
    ],
    'seldon-core__examples-models-metadata-model-metadata-invalid-environ-metadata.yaml': [
      'seldon/model-metadata',
    ],
    'seldon-core__samples-pipelines-error-empty-input.yaml': ['seldon/step-reference'],
    'seldon-core__samples-pipelines-error-step-name.yaml': ['seldon/step-name'],
    'istio__pkg-config-analysis-analyzers-testdata-virtualservice_internal_gateway_ref.yaml': [
      'istio/internal-gateway',
    ],
    'istio__pkg-config-analysis-analyzers-testdata-destinationrule-simple-port.yaml': [
      'istio/unverified-server',
    ],
  };
  for (const [file, rules] of Object.entries(negative))
    test(`find what is wrong in ${file}`, () =>
      assert.deepEqual([...new Set(foundIn('invalid', file).map(found => found.rule))], rules));
});

suite('the serving rules beside KServe’s webhooks', { skip }, () => {
  interface Verdict {
    readonly part: string;
    readonly file: string;
    readonly index: number;
    readonly status: string;
    readonly message: string;
  }
  const verdictsOf = (): readonly Verdict[] =>
    readFileSync(new URL('server-verdicts/kserve-webhooks.tsv', folder), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.split('\t'))
      .map(cells => ({
        part: cells[0] ?? '',
        file: cells[1] ?? '',
        index: Number(cells[2]),
        status: cells[5] ?? '',
        message: cells[8] ?? '',
      }));

  function errorsOf({ part, file, index }: Verdict): readonly string[] {
    const documents = parseManifestText(readFileSync(new URL(`${part}/${file}`, folder), 'utf8'));
    const objects = documents[index]?.objects ?? [];
    return objects
      .flatMap(judged)
      .filter(found => found.severity === 'error')
      .map(found => found.rule);
  }

  test('refuse nothing that they accepted', () => {
    const refused = verdictsOf()
      .filter(verdict => verdict.status === '201' || verdict.status === '409')
      .filter(verdict => errorsOf(verdict).length > 0);
    assert.deepEqual(
      refused.map(verdict => verdict.file),
      [],
    );
  });

  test('refuse the name that they refused', () => {
    const refused = verdictsOf().filter(verdict =>
      verdict.message.includes('InferenceService name must consist'),
    );
    assert.ok(refused.length > 0);
    for (const verdict of refused) assert.deepEqual(errorsOf(verdict), ['kserve/name']);
  });
});
