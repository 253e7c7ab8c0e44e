import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { begins, chosen, labels, offers, withholds } from './marked.ts';

const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
const containers = `${deployment}spec:\n  template:\n    spec:\n      containers:\n`;
const job = 'apiVersion: batch/v1\nkind: Job\n';

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
