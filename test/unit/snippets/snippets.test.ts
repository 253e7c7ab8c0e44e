import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'node:test';
import { Judge } from '../../../src/manifest/judge.ts';
import { apiVersionOf } from '../../../src/manifest/object.ts';
import { problemRange } from '../../../src/manifest/problemRange.ts';
import { allRules } from '../../../src/manifest/rules/table.ts';
import { wordsOf } from '../../../src/manifest/say.ts';
import { parseManifestText } from '../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../support/schemas.ts';
import { allSnippets, expansions, type Snippet, tabStops } from '../../support/snippets.ts';
import { readSource } from '../../support/sources.ts';

const snippets = allSnippets();

/** Advice is for whoever fills a snippet in; much of it at once would say that the snippet is poor. */
const fewHints = 1;

/** The kinds that every writer of ML manifests may want to begin with. */
const wanted: Readonly<Record<string, string>> = {
  '': 'Service ConfigMap Secret PersistentVolumeClaim PersistentVolume ResourceQuota Namespace ServiceAccount',
  apps: 'Deployment StatefulSet DaemonSet',
  batch: 'Job CronJob',
  autoscaling: 'HorizontalPodAutoscaler',
  policy: 'PodDisruptionBudget',
  'networking.k8s.io': 'NetworkPolicy Ingress',
  'scheduling.k8s.io': 'PriorityClass',
  'serving.kserve.io':
    'InferenceService ServingRuntime ClusterServingRuntime InferenceGraph TrainedModel LLMInferenceService LLMInferenceServiceConfig ClusterStorageContainer LocalModelCache LocalModelNodeGroup',
  'machinelearning.seldon.io': 'SeldonDeployment',
  'mlops.seldon.io': 'Model Pipeline Experiment Server ServerConfig',
  'trainer.kubeflow.org': 'TrainJob TrainingRuntime ClusterTrainingRuntime',
  'kubeflow.org': 'PyTorchJob TFJob MPIJob XGBoostJob PaddleJob JAXJob Experiment Notebook ScheduledWorkflow',
  'argoproj.io':
    'Workflow CronWorkflow WorkflowTemplate ClusterWorkflowTemplate Rollout AnalysisTemplate ClusterAnalysisTemplate AnalysisRun',
  'sparkoperator.k8s.io': 'SparkApplication ScheduledSparkApplication',
  'ray.io': 'RayCluster RayJob RayService',
  'kueue.x-k8s.io': 'ClusterQueue LocalQueue ResourceFlavor WorkloadPriorityClass',
  'jobset.x-k8s.io': 'JobSet',
  'leaderworkerset.x-k8s.io': 'LeaderWorkerSet',
  'batch.volcano.sh': 'Job',
  'scheduling.volcano.sh': 'Queue',
  'keda.sh': 'ScaledObject ScaledJob TriggerAuthentication',
  'monitoring.coreos.com': 'ServiceMonitor PodMonitor PrometheusRule',
  'serving.knative.dev': 'Service',
  'gateway.networking.k8s.io': 'Gateway HTTPRoute',
  'inference.networking.k8s.io': 'InferencePool',
  'networking.istio.io': 'VirtualService DestinationRule',
  'kaito.sh': 'Workspace',
};

suite('the snippets', () => {
  const judge = new Judge(allRules());
  const catalog = builtInCatalog();

  for (const snippet of snippets)
    test(`${snippet.prefixes[0]} is a good manifest, whatever is chosen`, () => {
      const found = new Set<string>();
      const hints = new Set<string>();
      for (const text of expansions(snippet.body))
        for (const document of parseManifestText(text))
          for (const problem of judge.document(document, catalog)) {
            const line = text.slice(0, problemRange(problem).start).split('\n').length;
            const told = `${problem.severity} ${problem.rule}, line ${line}: ${wordsOf(problem.message)}`;
            if (problem.severity === 'hint') hints.add(told);
            else if (problem.rule !== 'schema/retired-version') found.add(told);
          }
      deepStrictEqual([...found], []);
      ok(hints.size <= fewHints, [...hints].join('\n'));
    });

  test('are there for every kind that is wanted', () => {
    const own = snippets.filter(({ prefixes }) => !prefixes[0]?.startsWith('tm-'));
    const given = new Set(own.flatMap(objectsOf).map(({ group, kind }) => `${group}/${kind}`));
    const names = Object.entries(wanted).flatMap(([group, kinds]) =>
      kinds.split(' ').map(kind => `${group}/${kind}`),
    );
    deepStrictEqual(
      names.filter(name => !given.has(name)),
      [],
    );
  });

  test('hold objects of known kinds only', () => {
    const unknown = snippets.flatMap(snippet =>
      objectsOf(snippet).filter(object => catalog.schema(object) === undefined),
    );
    deepStrictEqual(unknown.map(apiVersionOf), []);
  });

  test('have prefixes and names of their own', () => {
    deepStrictEqual(repeated(snippets.flatMap(({ prefixes }) => prefixes)), []);
    deepStrictEqual(repeated(snippets.map(({ name }) => name)), []);
  });

  test('go by the name of their kind, or as a pattern', () => {
    const wrong = snippets.filter(snippet => {
      const [prefix = ''] = snippet.prefixes;
      const [first] = objectsOf(snippet);
      return !prefix.startsWith('tm-') && prefix.split('-')[0] !== first?.kind.toLowerCase();
    });
    deepStrictEqual(
      wrong.map(({ name }) => name),
      [],
    );
  });

  test('are told in a sentence', () =>
    deepStrictEqual(
      snippets
        .filter(({ description }) => !/^\p{Lu}[^\n]{10,120}\.$/u.test(description))
        .map(({ name }) => name),
      [],
    ));

  test('number their tab stops as they stand, without gaps', () => {
    for (const { name, body } of snippets) {
      const numbers = [...new Set(tabStops(body).map(({ number }) => number))];
      deepStrictEqual(
        numbers,
        numbers.map((_, index) => index + 1),
        name,
      );
    }
  });

  test('are written with blanks, in lines that fit', () => {
    for (const { name, body } of snippets) {
      ok(!body.includes('\t'), name);
      ok(
        body.split('\n').every(line => line.length <= 140 && line === line.trimEnd()),
        name,
      );
    }
  });

  test('name no image by its newest version', () => {
    for (const { name, body } of snippets)
      for (const text of expansions(body))
        for (const [, image = ''] of text.matchAll(/^\s*(?:- )?image: (\S+)/gm))
          ok(/[^/]:[\w.-]+$/.test(image) && !image.endsWith(':latest'), `${name}: ${image}`);
  });
});

suite('the snippets in the editor', () => {
  const manifest = JSON.parse(readSource('package.json')) as {
    readonly contributes: {
      readonly snippets: readonly { readonly language: string; readonly path: string }[];
    };
  };

  test('are contributed for YAML, every file', () => {
    const files = [...new Set(snippets.map(({ file }) => `./${file}`))];
    deepStrictEqual(
      manifest.contributes.snippets.map(({ path }) => path),
      files,
    );
    ok(manifest.contributes.snippets.every(({ language }) => language === 'yaml'));
  });

  test('come along with the extension', () => {
    ok(readSource('.vscodeignore').includes('!snippets/**/*.json'));
    ok(existsSync(new URL('../../../snippets', import.meta.url)));
  });
});

suite('the reading of snippets', () => {
  test('fills in defaults, also where they are repeated and nested', () => {
    deepStrictEqual(expansions(`a: ${stop('1:x')} $1 ${stop('2:$1-y')} ${stop('2')}`), ['a: x x x-y x-y']);
  });
  test('gives a text for each choice', () => {
    deepStrictEqual(expansions(`${stop('1|a,b,c|')}-$1`), ['a-a', 'b-b', 'c-c']);
  });
  test('keeps what is escaped', () => {
    deepStrictEqual(expansions(`\\$labels ${stop('1:\\{x\\}')}`), ['$labels \\{x}']);
  });
  test('tells the tab stops', () => {
    deepStrictEqual(
      tabStops(`${stop(`1:a${stop('2:b')}`)} $1`).map(({ number }) => number),
      [1, 2, 1],
    );
  });
  test('knows no variables', () => {
    strictEqual(
      throws(() => expansions('$labels')),
      true,
    );
    strictEqual(
      throws(() => expansions(stop('1:open').slice(0, -1))),
      true,
    );
  });
});

function objectsOf(snippet: Snippet) {
  return parseManifestText(expansions(snippet.body)[0] ?? '').flatMap(document => document.objects);
}

function repeated(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

/** A tab stop in braces, which would read as JavaScript's own placeholder if it were written out. */
function stop(content: string): string {
  return `$\{${content}}`;
}
