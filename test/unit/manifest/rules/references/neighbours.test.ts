import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { referenceRuleSets } from '../../../../../src/manifest/rules/references/table.ts';
import {
  clusterFacts,
  known,
  mendedText,
  problemsAround,
  toldOf,
  type World,
} from '../../../../support/surroundings.ts';

const problems = (text: string, world?: World) => problemsAround(referenceRuleSets, text, world);

function tells(text: string, world: World, ...expected: readonly string[]): void {
  deepStrictEqual(toldOf(problems(text, world)), expected);
}

const service = (selector: string, kind = 'Service') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: web}\nspec:\n  selector: {${selector}}\n`;
const deployment = (labels: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: serve}\nspec: {template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: a, image: b}]}}}\n`;

suite('selectors', () => {
  test('that find pods are right, whatever the workload', () => {
    tells(service('app: web'), { files: { 'ws/d.yaml': deployment('app: web, tier: front') } });
    tells(service('app: web'), { files: { 'elsewhere/d.yaml': deployment('app: web') } });
  });
  test('that miss by one label are told, and mended', () => {
    const files = { 'ws/d.yaml': deployment('app: web, tier: front') };
    const text = service('app: web, tier: fornt');
    tells(
      text,
      { files },
      'references/selects-nothing information: This Service selects nothing that is known; Deployment "serve" comes closest, with tier: front.',
    );
    strictEqual(mendedText(text, problems(text, { files })), service('app: web, tier: front'));
  });
  test('that have nothing in common with the pods beside them are a hint', () =>
    tells(
      service('app: portal'),
      { files: { 'ws/d.yaml': deployment('app: web') } },
      'references/selects-nothing hint: This Service selects nothing that is known; Deployment "serve" comes closest, with app: web.',
    ));
  test('by labels that nobody here writes are left to controllers', () =>
    tells(service('ray.io/cluster: a'), { files: { 'ws/d.yaml': deployment('app: web') } }));
  test('are not judged without pods', () => tells(service('app: web'), {}));
  test('of monitors look for Services', () => {
    const monitor = (app: string, more = '') =>
      `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\nspec: {selector: {matchLabels: {app: ${app}}}${more}}\n`;
    const labelled =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {app: webapp}}\nspec: {}\n';
    tells(monitor('webapp'), { files: { 'ws/s.yaml': labelled } });
    tells(
      monitor('webap'),
      { files: { 'ws/s.yaml': labelled } },
      'references/selects-nothing hint: This ServiceMonitor selects nothing that is known; Service "web" comes closest, with app: webapp.',
    );
    tells(monitor('webap', ', namespaceSelector: {any: true}'), { files: { 'ws/s.yaml': labelled } });
  });
});

suite('autoscalers', () => {
  const hpa = (name: string, target = 'serve') =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}}\nspec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${target}}}\n`;
  const scaled = (target: string) =>
    `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: s}\nspec: {scaleTargetRef: {name: ${target}}}\n`;
  test('of different targets get along', () =>
    tells(hpa('a'), { files: { 'ws/b.yaml': hpa('b', 'other') } }));
  test('of one target undo each other', () => {
    tells(
      hpa('a'),
      { files: { 'ws/b.yaml': scaled('serve') } },
      `references/scaled-twice warning: The ScaledObject "s" scales the Deployment "serve" as well; they undo each other's decisions.`,
    );
    tells(
      scaled('serve'),
      { files: { 'ws/b.yaml': hpa('b') } },
      `references/scaled-twice warning: The HorizontalPodAutoscaler "b" scales the Deployment "serve" as well; they undo each other's decisions.`,
    );
  });
  test('are the same in a base, an overlay and the cluster', () =>
    tells(hpa('a'), {
      files: { 'ws/overlay/a.yaml': hpa('a') },
      cluster: clusterFacts({
        objects: [
          known('autoscaling/HorizontalPodAutoscaler a', {
            scales: { group: 'apps', kind: 'Deployment', name: 'serve' },
          }),
        ],
      }),
    }));
  test('that KEDA made are its own', () =>
    tells(scaled('serve'), {
      cluster: clusterFacts({
        objects: [
          known('autoscaling/HorizontalPodAutoscaler keda-hpa-s', {
            scales: { group: 'apps', kind: 'Deployment', name: 'serve' },
          }),
        ],
      }),
    }));
  test('that KServe makes count in Standard mode', () => {
    const isvc = (mode: string, more = '') =>
      `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: iris, annotations: {serving.kserve.io/deploymentMode: ${mode}${more}}}\nspec: {predictor: {}}\n`;
    const text = hpa('a', 'iris-predictor');
    strictEqual(problems(text, { files: { 'ws/i.yaml': isvc('Standard') } }).length, 1);
    tells(text, { files: { 'ws/i.yaml': isvc('Knative') } });
    tells(text, {
      files: { 'ws/i.yaml': isvc('Standard', ', serving.kserve.io/autoscalerClass: external') },
    });
  });
});

suite('model formats', () => {
  const isvc = (format: string, more = '') =>
    `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: iris}\nspec: {predictor: {model: {modelFormat: {name: ${format}}${more}}}}\n`;
  const runtime = (formats: string) =>
    `apiVersion: serving.kserve.io/v1alpha1\nkind: ServingRuntime\nmetadata: {name: mine}\nspec: {supportedModelFormats: [${formats}]}\n`;
  const complete = ['serving.kserve.io/ServingRuntime', 'serving.kserve.io/ClusterServingRuntime'].map(
    kind => ({
      kind,
      namespaces: 'all' as const,
    }),
  );
  const cluster = clusterFacts({
    complete,
    objects: [
      known('serving.kserve.io/ClusterServingRuntime sk', {
        namespace: undefined,
        modelFormats: [
          { name: 'sklearn', version: '1', autoSelect: true },
          { name: 'onnx', version: '1', autoSelect: false },
        ],
      }),
    ],
  });
  test('that a shipped runtime knows need no cluster', () => tells(isvc('sklearn'), {}));
  test('that nobody knows are let be without a cluster', () => tells(isvc('my-own-format'), {}));
  test('that are misspelt are told', () => {
    tells(
      isvc('sklern'),
      {},
      'references/no-runtime information: No runtime that KServe ships knows "sklern"; "sklearn" is the nearest format.',
    );
    strictEqual(mendedText(isvc('sklern'), problems(isvc('sklern'))), isvc('sklearn'));
  });
  test('that the named runtime does not support are told', () => {
    tells(
      isvc('onnx', ', runtime: kserve-sklearnserver'),
      {},
      'references/runtime-format warning: The runtime kserve-sklearnserver does not support onnx, only sklearn.',
    );
    tells(isvc('onnx', ', runtime: mine'), { files: { 'ws/r.yaml': runtime('{name: onnx}') } });
  });
  test('have versions, which are weighed letter by letter', () =>
    tells(
      isvc('sklearn, version: "0.24"', ', runtime: kserve-sklearnserver'),
      {},
      'references/runtime-format warning: The runtime kserve-sklearnserver supports sklearn in version 1, not 0.24.',
    ));
  test('are picked by a runtime of the cluster, or by none', () => {
    tells(isvc('sklearn'), { cluster });
    tells(
      isvc('xgboost'),
      { cluster },
      'references/no-runtime warning: No runtime in the cluster serves xgboost, only sklearn, onnx.',
    );
    tells(
      isvc('onnx'),
      { cluster },
      'references/no-runtime warning: The runtimes for onnx in the cluster are not picked by themselves; name one with runtime.',
    );
    tells(
      isvc('sklearn, version: "2"'),
      { cluster },
      'references/no-runtime warning: No runtime in the cluster picks sklearn in version 2 by itself, only 1.',
    );
  });
});

suite('references across namespaces', () => {
  const route =
    'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: web}\nspec: {rules: [{backendRefs: [{name: api, namespace: models, port: 80}]}]}\n';
  const api =
    'apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: models}\nspec: {ports: [{port: 80}]}\n';
  const grant = (from: string, to: string) =>
    `apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {name: g, namespace: models}\nspec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from}}], to: [{group: "", kind: ${to}}]}\n`;
  test('want a grant', () => {
    tells(
      route,
      { files: { 'ws/a.yaml': api } },
      'references/not-granted warning: The Service "api" is in the namespace models, where no ReferenceGrant permits this HTTPRoute to name it.',
    );
    const count = (written: string) =>
      problems(route, { files: { 'ws/a.yaml': `${api}---\n${written}` } }).length;
    strictEqual(count(grant('web', 'Service')), 0);
    strictEqual(count(grant('web', 'Service, name: api')), 0);
    strictEqual(count(grant('web', 'Service, name: other')), 1);
    strictEqual(count(grant('elsewhere', 'Service')), 1);
    strictEqual(count(grant('web', 'Secret')), 1);
  });
  test('are not judged where the namespace is unknown', () => tells(route, {}));
});
