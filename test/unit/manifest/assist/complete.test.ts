import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { begins, chosen, completions, labels, offers, withholds } from './marked.ts';

const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
const containers = `${deployment}spec:\n  template:\n    spec:\n      containers:\n`;

suite('keys are completed', () => {
  test('required ones first', () =>
    begins(`${deployment}spec:\n  <|>\n`, 'selector', 'template', 'replicas', 'strategy'));

  test('at the root, without the status that the server writes', () => {
    assert.deepEqual(labels(`${deployment}<|>\n`), ['metadata', 'spec']);
  });

  test('not twice, wherever the other one stands', () => {
    withholds(`${containers}        - name: a\n          <|>\n          image: x\n`, 'name', 'image');
  });

  test('behind a dash', () => begins(`${containers}        - <|>\n`, 'name', 'image', 'command', 'args'));

  test('behind a glued dash, with a blank', () => {
    assert.equal(chosen(`${containers}        -<|>\n`, 'name').split('\n').at(-2), '        - name: $1');
  });

  test('below a dash by the key column', () =>
    begins(`${containers}        - name: a\n          <|>\n`, 'image'));

  test('of the outer map by a smaller indentation', () =>
    offers(`${containers}        - name: a\n      <|>\n`, 'volumes', 'restartPolicy'));

  test('of the outermost by none', () => {
    assert.deepEqual(labels(`${containers}        - name: a\n<|>\n`), ['metadata']);
  });

  test('in lists that stand in the column of their key', () =>
    begins(`${containers}      - name: a\n        <|>\n`, 'image'));

  test('of the key beside such a list', () => offers(`${containers}      - name: a\n      <|>\n`, 'volumes'));

  test('half-typed between other fields', () =>
    begins(
      `${containers}        - name: a\n          ima<|>\n          resources:\n            limits:\n`,
      'image',
    ));

  test('in text that is broken above and below', () =>
    begins(
      `${deployment}spec:\n  replicas: "3\n  : :\n  template:\n    spec:\n      containers:\n        - na<|>\n   ] }`,
      'name',
    ));

  test('by replacing the name alone where the colon stands', () => {
    assert.equal(
      chosen(`${containers}        - name: a\n          imag<|>: x\n`, 'image'),
      `${containers}        - name: a\n          image: x\n`,
    );
  });

  test('in flow maps', () => {
    begins(`${containers}        - {name: a, <|>}\n`, 'image', 'command');
    assert.equal(
      chosen(`${containers}        - {name: a, res<|>}\n`, 'resources').split('\n').at(-2),
      '        - {name: a, resources: {$1}}',
    );
  });

  test('in flow maps over several lines', () => {
    withholds(`${containers}        - {name: a,\n           <|>\n           image: x}\n`, 'name', 'image');
    offers(`${containers}        - {name: a,\n           <|>\n           image: x}\n`, 'ports');
  });

  test('in flow maps within flow lists', () =>
    begins(`${containers}        - {name: a, ports: [{<|>}]}\n`, 'containerPort', 'name'));

  test('in items of a List', () =>
    offers(
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  spec:\n    <|>\n',
      'selector',
      'ports',
    ));

  test('of the second document', () =>
    offers(`${deployment}---\napiVersion: v1\nkind: Service\nspec:\n  <|>\n`, 'ports'));

  test('of an object inside another', () =>
    offers(
      'apiVersion: kubeflow.org/v1beta1\nkind: Experiment\nspec:\n  trialTemplate:\n    trialSpec:\n      apiVersion: batch/v1\n      kind: Job\n      spec:\n        <|>\n',
      'backoffLimit',
      'template',
    ));

  test('nowhere in comments, block text or below a scalar', () => {
    assert.deepEqual(labels(`${deployment}# <|>`), []);
    assert.deepEqual(labels('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    <|>\n'), []);
    assert.deepEqual(labels(`${deployment}spec:\n  replicas: 1\n      <|>\n`), []);
  });
});

suite('a key brings what it requires', () => {
  test('children with stops, indented', () => {
    assert.equal(
      chosen(`${deployment}spec:\n  <|>\n`, 'template'),
      `${deployment}spec:\n  template:\n    spec:\n      containers:\n        - name: $1\n          image: $2\n`,
    );
  });

  test('lists in the style of the file', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n  <|>\n', 'containers'),
      'apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n  containers:\n  - name: $1\n    image: $2\n',
    );
  });

  test('an item where the dash is missing', () => {
    assert.equal(
      chosen(`${containers}        <|>`, '- name'),
      `${containers}        - name: $1\n          image: $2`,
    );
  });

  test('allowed values as a choice', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Pod\nspec:\n  <|>\n', 'dnsPolicy').split('\n').at(-2),
      `  dnsPolicy: \${1|ClusterFirst,ClusterFirstWithHostNet,Default,None|}`,
    );
  });
});

suite('headers are completed', () => {
  test('in items of a List that have just begun', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n';
    begins(`${list}- <|>\n`, 'apiVersion', 'kind', 'metadata');
    assert.equal(
      chosen(`${list}- kind: Dep<|>\n`, 'Deployment'),
      `${list}- apiVersion: apps/v1\n  kind: Deployment\n`,
    );
  });

  test('an empty document gets fields and whole objects', () => {
    begins('<|>', 'apiVersion', 'kind', 'metadata', 'Deployment');
    assert.equal(
      chosen('<|>', 'InferenceService'),
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: $1\nspec:\n  $2',
    );
  });

  test('a kind writes its missing apiVersion', () => {
    assert.equal(chosen('kind: Dep<|>\n', 'Deployment'), 'apiVersion: apps/v1\nkind: Deployment\n');
  });

  test('a kind corrects the apiVersion beside it', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Train<|>\nmetadata:\n', 'TrainJob'),
      'apiVersion: trainer.kubeflow.org/v1alpha1\nkind: TrainJob\nmetadata:\n',
    );
  });

  test('kinds of the apiVersion come first', () =>
    begins('apiVersion: batch/v1\nkind: <|>\n', 'Job', 'CronJob'));

  test('versions of the kind beside it are the only ones', () => {
    assert.equal(labels('kind: Deployment\napiVersion: <|>\n')[0], 'apps/v1');
    withholds('kind: Deployment\napiVersion: <|>\n', 'v1', 'batch/v1');
  });

  test('a version brings a choice of its kinds', () => {
    assert.equal(
      chosen('apiVersion: <|>', 'trainer.kubeflow.org/v1alpha1'),
      `apiVersion: trainer.kubeflow.org/v1alpha1\nkind: \${1|TrainJob,ClusterTrainingRuntime,OptimizationJob,TrainingRuntime|}`,
    );
  });

  test('versions that are gone are crossed out', () => {
    const gone = completions('kind: Deployment\napiVersion: <|>\n').find(
      ({ label }) => label === 'extensions/v1beta1',
    );
    assert.equal(gone?.isDeprecated, true);
  });
});
