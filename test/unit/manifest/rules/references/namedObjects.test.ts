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
const told = (text: string, world?: World) => toldOf(problems(text, world));

function tells(text: string, world: World, ...expected: readonly string[]): void {
  deepStrictEqual(told(text, world), expected);
}

/** A pod that takes its environment as told: `envFrom` of a ConfigMap, and one variable of it by its key. */
function pod(config: string, key = 'a', more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: train}
spec:
  containers:
    - name: main
      image: train:1
      env:
        - name: A
          valueFrom: {configMapKeyRef: {name: ${config}, key: ${key}${more}}}
`;
}

const configMap = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: {a: b, steps: "10"}\n`;
const complete = (...kinds: readonly string[]) => kinds.map(kind => ({ kind, namespaces: 'all' as const }));

suite('names, with a cluster that lists the kind', () => {
  const cluster = clusterFacts({
    objects: [known('/ConfigMap settings', { keys: ['a'] })],
    complete: complete('/ConfigMap'),
  });
  test('lead to the cluster or to a file', () => {
    tells(pod('settings'), { cluster });
    tells(pod('other'), { cluster, files: { 'ws/config.yaml': configMap('other') } });
    tells(`${pod('other')}---\n${configMap('other')}`, { cluster });
  });
  test('that lead nowhere are told, with the name that was meant', () => {
    const text = pod('setings');
    tells(
      text,
      { cluster },
      'references/missing-object warning: Neither the workspace nor the cluster has the ConfigMap "setings" in the namespace default.',
    );
    strictEqual(mendedText(text, problems(text, { cluster })), pod('settings'));
  });
  test('that are optional are not told', () => tells(pod('nothing', 'a', ', optional: true'), { cluster }));
  test('of objects in another namespace lead nowhere', () =>
    tells(
      pod('settings').replace('{name: train}', '{name: train, namespace: prod}'),
      { cluster },
      'references/missing-object warning: Neither the workspace nor the cluster has the ConfigMap "settings" in the namespace prod.',
    ));
  test('that every namespace has are known', () => tells(pod('kube-root-ca.crt'), { cluster }));
  test('that kustomize gave a hash are known', () => {
    const objects = [known('/ConfigMap tuning-5f2k9h7bd2')];
    tells(pod('tuning'), { cluster: { ...cluster, objects } });
  });
  test('are not judged while charts or remote bases may bring them', () => {
    const open =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nhelmCharts: [{name: a}]\n';
    tells(pod('nothing'), { cluster, files: { 'ws/kustomization.yaml': open } });
  });
  test('of cluster-wide kinds are told without a namespace', () =>
    tells(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {priorityClassName: urgent}\n',
      { cluster: clusterFacts({ complete: complete('scheduling.k8s.io/PriorityClass') }) },
      'references/missing-object warning: Neither the workspace nor the cluster has the PriorityClass "urgent".',
    ));
  for (const [what, text] of [
    [
      'the account that every namespace has',
      'apiVersion: v1\nkind: Pod\nspec: {serviceAccountName: default}\n',
    ],
    [
      'a priority class of the system',
      'apiVersion: v1\nkind: Pod\nspec: {priorityClassName: system-node-critical}\n',
    ],
    [
      'a training runtime that is shipped',
      'apiVersion: trainer.kubeflow.org/v1alpha1\nkind: TrainJob\nspec: {runtimeRef: {name: torch-distributed}}\n',
    ],
    [
      'a role of the system',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:auth-delegator"}\n',
    ],
  ] as const)
    test(`know ${what}`, () => {
      const kinds = [
        '/ServiceAccount',
        'scheduling.k8s.io/PriorityClass',
        'rbac.authorization.k8s.io/ClusterRole',
      ];
      tells(text, {
        cluster: clusterFacts({
          complete: complete(...kinds, 'trainer.kubeflow.org/ClusterTrainingRuntime'),
        }),
      });
    });
});

suite('names, with files alone', () => {
  test('are not told where files do not keep such objects', () => {
    tells(pod('settings'), {});
    tells(pod('settings'), { files: { 'ws/a.yaml': configMap('unlike') } });
  });
  test('near to one that is there are told, and mended', () => {
    const world = { files: { 'ws/config.yaml': configMap('settings') } };
    tells(
      pod('setings'),
      world,
      'references/missing-object information: No file has the ConfigMap "setings"; "settings" is the nearest name.',
    );
    strictEqual(mendedText(pod('setings'), problems(pod('setings'), world)), pod('settings'));
  });
  test('that differ by a number are names of their own', () =>
    tells(pod('settings-2'), { files: { 'ws/config.yaml': configMap('settings-1') } }));
  test('are a hint where the folder keeps several objects of the kind', () =>
    tells(
      pod('nothing'),
      { files: { 'ws/a.yaml': configMap('first'), 'ws/b.yaml': configMap('second') } },
      'references/missing-object hint: No file of the workspace has the ConfigMap "nothing".',
    ));
  test('are not measured by another folder', () =>
    tells(pod('nothing'), {
      files: { 'other/a.yaml': configMap('first'), 'other/b.yaml': configMap('second') },
    }));
  test('that kustomize generates lead there', () => {
    const generator =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator: [{name: setings, literals: [a=1]}]\n';
    tells(pod('setings'), {
      files: { 'ws/kustomization.yaml': generator, 'ws/a.yaml': configMap('settings') },
    });
  });
  test('that a controller makes lead there', () => {
    const secrets = ['first', 'second'].map(
      name => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n`,
    );
    const external =
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: login}\nspec: {}\n';
    const text = pod('login').replace('configMapKeyRef', 'secretKeyRef');
    strictEqual(told(text, { files: { 'ws/s.yaml': secrets.join('---\n') } }).length, 1);
    tells(text, { files: { 'ws/s.yaml': [...secrets, external].join('---\n') } });
  });
  test('within an address are told and mended there', () => {
    const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: models}\n';
    const text =
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: a}\nspec: {predictor: {model: {modelFormat: {name: sklearn}, storageUri: pvc://modles/iris}}}\n';
    const world = { files: { 'ws/claim.yaml': claim } };
    strictEqual(mendedText(text, problems(text, world)), text.replace('modles', 'models'));
  });
});

suite('parts of what is named', () => {
  const files = { 'ws/config.yaml': configMap('settings') };
  test('that are there are not told', () => tells(pod('settings', 'steps'), { files }));
  test('that are not: keys', () => {
    tells(
      pod('settings', 'step'),
      { files },
      'references/missing-key warning: The ConfigMap "settings" has no key "step", only a, steps.',
    );
    strictEqual(
      mendedText(pod('settings', 'step'), problems(pod('settings', 'step'), { files })),
      pod('settings', 'steps'),
    );
    tells(pod('settings', 'step', ', optional: true'), { files });
  });
  test('are not judged where one of several overlays does not tell its keys', () => {
    const merged =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator: [{name: settings, behavior: merge}]\n';
    tells(pod('settings', 'step'), { files: { ...files, 'ws/kustomization.yaml': merged } });
  });
  test('that are not: ports of Services', () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, name: http}]}\n';
    const ingress = (port: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {defaultBackend: {service: {name: web, port: {${port}}}}}\n`;
    tells(ingress('number: 80'), { files: { 'ws/s.yaml': service } });
    tells(ingress('name: http'), { files: { 'ws/s.yaml': service } });
    tells(ingress('name: use-annotation'), { files: { 'ws/s.yaml': service } });
    tells(
      ingress('number: 8080'),
      { files: { 'ws/s.yaml': service } },
      'references/missing-port warning: The Service "web" has no port "8080", only 80, http.',
    );
  });
  test('that are not: templates of workflows', () => {
    const stored =
      'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: steps}\nspec: {templates: [{name: train}]}\n';
    const workflow = (template: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {templates: [{name: m, dag: {tasks: [{name: t, templateRef: {name: steps, template: ${template}}}]}}]}\n`;
    tells(workflow('train'), { files: { 'ws/t.yaml': stored } });
    tells(
      workflow('trian'),
      { files: { 'ws/t.yaml': stored } },
      'references/missing-part warning: The WorkflowTemplate "steps" has no template "trian", only train.',
    );
  });
});
