import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chosen, completions, labels } from './marked.ts';

const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
const containers = `${deployment}spec:\n  template:\n    spec:\n      containers:\n`;
const job = 'apiVersion: batch/v1\nkind: Job\n';

function begins(text: string, ...expected: readonly string[]): void {
  assert.deepEqual(labels(text).slice(0, expected.length), expected);
}

function offers(text: string, ...expected: readonly string[]): void {
  const found = labels(text);
  assert.deepEqual(
    expected.filter(label => !found.includes(label)),
    [],
    found.join(' '),
  );
}

function withholds(text: string, ...unwanted: readonly string[]): void {
  const found = labels(text);
  assert.ok(found.length > 0);
  assert.deepEqual(
    unwanted.filter(label => found.includes(label)),
    [],
  );
}

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

suite('values are completed', () => {
  test('allowed ones', () => {
    assert.deepEqual(labels('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: <|>\n'), [
      'Always',
      'OnFailure',
      'Never',
    ]);
  });

  test('booleans', () => offers(`${job}spec:\n  suspend: <|>\n`, 'true', 'false'));

  test('with the blank that a colon lacks', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy:<|>\n', 'Never').split('\n').at(-2),
      '  restartPolicy: Never',
    );
  });

  test('inside quotes', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: "<|>"\n', 'Never').split('\n').at(-2),
      '  restartPolicy: "Never"',
    );
  });

  test('in place of the whole old value', () => {
    assert.equal(
      chosen('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Al<|>ways # x\n', 'Never')
        .split('\n')
        .at(-2),
      '  restartPolicy: Never # x',
    );
  });

  test('in flow maps', () =>
    offers(`${containers}        - {name: a, imagePullPolicy: <|>}\n`, 'IfNotPresent'));

  test('items of a list', () =>
    offers(
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n  - <|>\n',
      'ReadWriteOnce',
      'ReadWriteMany',
    ));

  test('items of a flow list', () =>
    offers('apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: [<|>]\n', 'ReadWriteOnce'));

  test('resources as keys of limits, GPUs and their slices among them', () => {
    const limits = `${containers}        - name: a\n          resources:\n            limits:\n              <|>\n`;
    begins(limits, 'cpu', 'memory', 'nvidia.com/gpu');
    offers(limits, 'nvidia.com/mig-1g.5gb', 'amd.com/gpu');
    assert.equal(
      chosen(limits, 'nvidia.com/gpu').split('\n').at(-2),
      `              nvidia.com/gpu: \${1:1}`,
    );
  });

  test('resources that the cluster has', () => {
    const node = {
      name: 'n',
      labels: { 'example.com/rack': 'a' },
      taints: [],
      isSchedulable: true,
      allocatable: { cpu: 4, 'example.com/npu': 2 },
      free: {},
    };
    const found = labels(`${containers}        - name: a\n          resources: {limits: {<|>}}\n`, {
      nodes: [node],
    });
    assert.ok(found.includes('example.com/npu'));
  });

  test('quantities by their resource', () => {
    const at = (resource: string) =>
      `${containers}        - name: a\n          resources:\n            limits:\n              ${resource}: <|>\n`;
    offers(at('cpu'), '500m', '2');
    offers(at('memory'), '1Gi', '64Gi');
    offers(at('nvidia.com/gpu'), '1', '8');
  });

  test('storage schemes, with blanks to fill in', () => {
    const uri =
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec:\n  predictor:\n    model:\n      storageUri: <|>\n';
    offers(uri, 's3://', 'gs://', 'hf://', 'pvc://', 'oci://');
    assert.equal(chosen(uri, 's3://').split('\n').at(-2), `      storageUri: s3://\${1:bucket}/\${2:path}`);
  });

  test('labels and annotations that controllers read, by kind', () => {
    offers(
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  annotations:\n    <|>\n',
      'serving.kserve.io/deploymentMode',
      'serving.kserve.io/autoscalerClass',
    );
    offers(`${job}metadata:\n  labels:\n    <|>\n`, 'kueue.x-k8s.io/queue-name');
    withholds('apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    <|>\n', 'kueue.x-k8s.io/queue-name');
    offers(
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  annotations:\n    serving.kserve.io/deploymentMode: <|>\n',
      'Standard',
      'Knative',
    );
  });
});

suite('open maps are completed', () => {
  const web =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: web, tier: front}}}}\n';

  test('with the labels that pods carry, in selectors', () => {
    const service = 'apiVersion: v1\nkind: Service\nspec:\n  selector:\n    <|>\n';
    assert.deepEqual(labels({ 'w.yaml': web, 's.yaml': service }), ['app', 'tier']);
    assert.equal(chosen({ 'w.yaml': web, 's.yaml': service }, 'app').split('\n').at(-2), '    app: web');
    assert.deepEqual(labels({ 'w.yaml': web, 's.yaml': service.replace('<|>', 'tier: <|>') }), ['front']);
  });

  test("with the object's own labels, in matchLabels", () =>
    assert.deepEqual(
      labels(
        'apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector:\n    matchLabels:\n      <|>\n  template:\n    metadata:\n      labels: {own: "1"}\n',
      ),
      ['own'],
    ));

  test('with the settings of a trigger by its type', () => {
    const scaled =
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nspec:\n  triggers:\n  - type: prometheus\n    metadata:\n      <|>\n';
    begins(scaled, 'serverAddress', 'query', 'threshold');
    assert.deepEqual(labels(scaled.replace('prometheus', 'unheard-of')), []);
  });
});

suite('the cursor before a key', () => {
  test('gets no completion that would take the key away', () =>
    assert.deepEqual(labels(`${deployment}spec:\n <|> template:\n`), []));
});

suite('names that exist are completed', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  a.yaml: x\n  b: y\n';
  const env = (ref: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - name: X\n      valueFrom:\n        ${ref}`;

  test('of a ConfigMap and its keys', () => {
    assert.deepEqual(labels({ 'c.yaml': config, 'p.yaml': env('configMapKeyRef:\n          name: <|>\n') }), [
      'settings',
    ]);
    assert.deepEqual(
      labels({ 'c.yaml': config, 'p.yaml': env('configMapKeyRef: {name: settings, key: <|>}\n') }),
      ['a.yaml', 'b'],
    );
  });

  test('of the namespace alone', () => {
    const other =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: bot, namespace: other}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: own, namespace: prod}\n';
    assert.deepEqual(
      labels({
        'o.yaml': other,
        'p.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {namespace: prod}\nspec:\n  serviceAccountName: <|>\n',
      }),
      ['own'],
    );
  });

  test('of runtimes, formats and queues', () => {
    const runtime =
      'apiVersion: serving.kserve.io/v1alpha1\nkind: ClusterServingRuntime\nmetadata: {name: mine}\nspec: {supportedModelFormats: [{name: special}], containers: []}\n';
    const isvc =
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec:\n  predictor:\n    model:\n';
    assert.deepEqual(labels({ 'r.yaml': runtime, 'i.yaml': `${isvc}      runtime: <|>\n` }), ['mine']);
    assert.deepEqual(
      labels({ 'r.yaml': runtime, 'i.yaml': `${isvc}      modelFormat:\n        name: <|>\n` }).slice(0, 2),
      ['special', 'sklearn'],
    );
    const queue =
      'apiVersion: kueue.x-k8s.io/v1beta2\nkind: LocalQueue\nmetadata: {name: research}\nspec: {clusterQueue: all}\n';
    assert.deepEqual(
      labels({
        'q.yaml': queue,
        'j.yaml': `${job}metadata:\n  labels:\n    kueue.x-k8s.io/queue-name: <|>\n`,
      }),
      ['research'],
    );
  });

  test('of a scale target by the kind beside it', () => {
    const workloads =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\n';
    const hpa =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: StatefulSet\n    name: <|>\n';
    assert.deepEqual(labels({ 'w.yaml': workloads, 'h.yaml': hpa }), ['db']);
  });

  test('of what the object itself defines', () => {
    const pod = (mount: string, port: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{name: data}, {name: cache}]\n  containers:\n  - name: a\n    ports: [{name: http, containerPort: 80}]\n    livenessProbe: {httpGet: {port: ${port}}}\n    volumeMounts:\n    - name: ${mount}\n`;
    assert.deepEqual(labels(pod('<|>', 'x')), ['data', 'cache']);
    assert.deepEqual(labels(pod('x', '<|>')), ['http']);
    const workflow = (last: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  templates:\n  - name: main\n    dag:\n      tasks:\n      - name: one\n      - name: two\n${last}  - name: fit\n`;
    assert.deepEqual(labels(workflow('        template: <|>\n')), ['main', 'fit']);
    assert.deepEqual(labels(workflow('        dependencies: [<|>]\n')), ['one']);
    assert.deepEqual(labels(workflow('').replace('  templates:', '  entrypoint: <|>\n  templates:')), [
      'main',
      'fit',
    ]);
  });

  test('of templates that another file stores', () => {
    const library =
      'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {templates: [{name: fit}]}\n';
    const task =
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {templates: [{name: m, dag: {tasks: [{name: a, templateRef: {name: lib, template: <|>}}]}}]}\n';
    assert.deepEqual(labels({ 'l.yaml': library, 't.yaml': task }), ['fit']);
  });

  test('of ports of a Service', () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: http, port: 80}]}\n';
    const ingress = (port: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  defaultBackend:\n    service:\n      name: web\n      port:\n        ${port}: <|>\n`;
    assert.deepEqual(labels({ 's.yaml': service, 'i.yaml': ingress('number') }), ['80']);
    assert.deepEqual(labels({ 's.yaml': service, 'i.yaml': ingress('name') }), ['http']);
  });
});

suite('expressions are completed', () => {
  const workflow = (args: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  arguments: {parameters: [{name: data}]}\n  templates:\n  - name: main\n    dag:\n      tasks:\n      - name: prep\n        template: prep\n      - name: fit\n        arguments: {parameters: [{name: x, value: "{{tasks.<|>}}"}]}\n  - name: prep\n    outputs: {parameters: [{name: rows}]}\n    inputs: {parameters: [{name: lr}]}\n    container:\n      args: [${args}]\n`.replace(
      args === '' ? '\0' : '{{tasks.<|>}}',
      '',
    );

  test('with tasks and what they give', () =>
    offers(workflow(''), 'tasks.prep.outputs.parameters.rows', 'workflow.parameters.data', 'item'));

  test('with inputs of the template around', () => {
    begins(workflow('"{{inp<|>"'), 'inputs.parameters.lr');
    assert.match(
      chosen(workflow('"--lr={{inp<|>"'), 'inputs.parameters.lr'),
      /"--lr=\{\{inputs\.parameters\.lr\}\}"/,
    );
  });

  test('of a Katib trial', () =>
    assert.deepEqual(
      labels(
        'apiVersion: kubeflow.org/v1beta1\nkind: Experiment\nspec:\n  trialTemplate:\n    trialParameters:\n    - name: lr\n    trialSpec:\n      x: "${tri<|>"\n',
      ),
      ['trialParameters.lr'],
    ));
});
