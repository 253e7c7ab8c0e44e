import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { Problem } from '../../../../../src/manifest/problem.ts';
import { referenceRuleSets } from '../../../../../src/manifest/rules/references/table.ts';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { clusterFacts, problemsAround, type World } from '../../../../support/surroundings.ts';

const folder = new URL('../../../../../../shared/corpus/', import.meta.url);

function over(
  part: string,
  world: World = {},
): readonly { readonly file: string; readonly problem: Problem }[] {
  const files = readdirSync(new URL(part, folder)).filter(file => /\.ya?ml$/.test(file));
  return files.flatMap(file =>
    problemsAround(referenceRuleSets, readFileSync(new URL(part + file, folder), 'utf8'), world).map(
      problem => ({
        file,
        problem,
      }),
    ),
  );
}

suite('references over the corpus, each file a workspace of its own', {
  skip: withoutCorpus('valid/INDEX.tsv'),
}, () => {
  const found = over('valid/');

  test('raise no error in files that upstream holds to be valid', () =>
    deepStrictEqual(
      found.filter(({ problem }) => problem.severity === 'error').map(({ file }) => file),
      [],
    ));
  test('warn where the file itself shows the target without the part, and nowhere else', () =>
    deepStrictEqual(
      found
        .filter(({ problem }) => problem.severity === 'warning')
        .map(({ file, problem }) => `${problem.rule} ${file}`),
      [
        'references/missing-part gateway-api__conformance-tests-listenerset-dual-parentref-independence.yaml',
        'references/missing-part gateway-api__conformance-tests-listenerset-gateway-parent-section-name-not-found.yaml',
        'references/missing-key keda-docs__content-docs-2.21-scalers-pulsar_md-block5.yaml',
      ],
    ));
  test('say little altogether', () => ok(found.length <= 20, `${found.length} problems`));
  test('find selectors and parts that are broken on purpose', () => {
    const broken = new Set(over('invalid/').map(({ file }) => file));
    for (const file of [
      'argo-rollouts__pkg-kubectl-argo-rollouts-cmd-lint-testdata-invalid-service-labels.yml',
      'gateway-api__conformance-tests-tlsroute-invalid-no-matching-listener.yaml',
      'istio__pkg-config-analysis-analyzers-testdata-virtualservice_destinationhosts.yaml',
      'istio__pkg-config-analysis-analyzers-testdata-virtualservice_gateways.yaml',
    ])
      ok(broken.has(file), file);
  });
  test('find an analysis template that a cluster does not have', () => {
    const complete = [{ kind: 'argoproj.io/AnalysisTemplate', namespaces: 'all' as const }];
    const broken = over('invalid/', { cluster: clusterFacts({ complete }) });
    ok(
      broken.some(
        ({ file, problem }) =>
          file === 'argo-rollouts__test-e2e-expectedfailures-experiment-error-template-missing.yaml' &&
          problem.rule === 'references/missing-object',
      ),
    );
  });
});
