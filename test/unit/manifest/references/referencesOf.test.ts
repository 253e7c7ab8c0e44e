import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { referencesOf } from '../../../../src/manifest/references/referencesOf.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../support/manifests.ts';

/** Each reference in a line: path, target kinds, name, and what else it asks for. */
function told(text: string): string[] {
  return referencesOf(aManifest(text)).map(({ at, to, name, namespace, parts, isOptional }) => {
    const kinds = to.map(({ group, kind }) => `${group}/${kind}`).join(' or ');
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    const asked = parts.map(part => ` ${part.role} ${part.name}`).join('');
    return `${pathOf(at)}: ${kinds} ${place}${asked}${isOptional ? ' optional' : ''}`;
  });
}

function refers(text: string, ...expected: readonly string[]): void {
  assert.deepEqual(told(text), expected);
}

suite('references of pods, wherever they are embedded', () => {
  const pod = (indent: string) =>
    [
      'serviceAccountName: trainer',
      'priorityClassName: high',
      'imagePullSecrets:',
      '- name: registry',
      'containers:',
      '- name: main',
      '  env:',
      '  - name: TOKEN',
      '    valueFrom: {secretKeyRef: {name: hub, key: token, optional: true}}',
      '  envFrom:',
      '  - configMapRef: {name: settings}',
      'volumes:',
      '- name: data',
      '  persistentVolumeClaim: {claimName: data}',
      '- name: files',
      '  configMap: {name: files, items: [{key: a.yaml, path: a}, {key: b.yaml, path: b}]}',
      '- name: all',
      '  projected: {sources: [{secret: {name: certs}}]}',
    ]
      .map(line => indent + line)
      .join('\n');
  const told = (at: string) => [
    `${at}.serviceAccountName: /ServiceAccount trainer`,
    `${at}.priorityClassName: scheduling.k8s.io/PriorityClass high`,
    `${at}.imagePullSecrets[0].name: /Secret registry`,
    `${at}.containers[0].env[0].valueFrom.secretKeyRef.name: /Secret hub key token optional`,
    `${at}.containers[0].envFrom[0].configMapRef.name: /ConfigMap settings`,
    `${at}.volumes[0].persistentVolumeClaim.claimName: /PersistentVolumeClaim data`,
    `${at}.volumes[1].configMap.name: /ConfigMap files key a.yaml key b.yaml`,
    `${at}.volumes[2].projected.sources[0].secret.name: /Secret certs`,
  ];

  test('of a pod', () => refers(`apiVersion: v1\nkind: Pod\nspec:\n${pod('  ')}\n`, ...told('spec')));

  test('of a predictor', () =>
    refers(
      `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec:\n  predictor:\n${pod('    ')}\n`,
      ...told('spec.predictor'),
    ));

  test('of a job inside a Katib experiment, by the kind that is embedded', () =>
    refers(
      [
        'apiVersion: kubeflow.org/v1beta1',
        'kind: Experiment',
        'spec:',
        '  trialTemplate:',
        '    trialSpec:',
        '      apiVersion: kubeflow.org/v1',
        '      kind: PyTorchJob',
        '      spec:',
        '        runPolicy: {schedulingPolicy: {queue: research}}',
        '        pytorchReplicaSpecs:',
        '          Worker: {template: {spec: {serviceAccountName: trainer}}}',
      ].join('\n'),
      'spec.trialTemplate.trialSpec.spec.runPolicy.schedulingPolicy.queue: scheduling.volcano.sh/Queue research',
      'spec.trialTemplate.trialSpec.spec.pytorchReplicaSpecs.Worker.template.spec.serviceAccountName: /ServiceAccount trainer',
    ));
});

suite('references of single kinds', () => {
  const cases: readonly (readonly [what: string, text: string, ...expected: string[]])[] = [
    [
      'a scale target by its kind',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}}',
      'spec.scaleTargetRef.name: argoproj.io/Rollout web',
    ],
    [
      'a scale target without a kind is a Deployment for KEDA',
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nspec: {scaleTargetRef: {name: web}, triggers: [{authenticationRef: {name: a, kind: ClusterTriggerAuthentication}}]}',
      'spec.scaleTargetRef.name: apps/Deployment web',
      'spec.triggers[0].authenticationRef.name: keda.sh/ClusterTriggerAuthentication a',
    ],
    [
      'accounts of a binding, in their namespace, but no users',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nroleRef: {kind: ClusterRole, name: edit, apiGroup: rbac.authorization.k8s.io}\nsubjects: [{kind: ServiceAccount, name: bot, namespace: ci}, {kind: User, name: ann}]',
      'roleRef.name: rbac.authorization.k8s.io/ClusterRole edit',
      'subjects[0].name: /ServiceAccount ci/bot',
    ],
    [
      'a backend and its port',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {rules: [{http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}',
      'spec.rules[0].http.paths[0].backend.service.name: /Service web port 80',
    ],
    [
      'a runtime of either scope, and a claim in an address',
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {runtime: triton, storageUri: "pvc://models/resnet"}}}',
      'spec.predictor.model.runtime: serving.kserve.io/ServingRuntime or serving.kserve.io/ClusterServingRuntime triton',
      'spec.predictor.model.storageUri: /PersistentVolumeClaim models',
    ],
    [
      'nothing in an address of a bucket',
      'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {storageUri: "s3://bucket/resnet"}}}',
    ],
    [
      'steps of a graph under any node name',
      'apiVersion: serving.kserve.io/v1alpha1\nkind: InferenceGraph\nspec: {nodes: {root: {steps: [{serviceName: a}]}, next: {steps: [{serviceName: b}]}}}',
      'spec.nodes.root.steps[0].serviceName: serving.kserve.io/InferenceService a',
      'spec.nodes.next.steps[0].serviceName: serving.kserve.io/InferenceService b',
    ],
    [
      'a runtime of a TrainJob, cluster-wide unless told otherwise',
      'apiVersion: trainer.kubeflow.org/v1alpha1\nkind: TrainJob\nspec: {runtimeRef: {name: torch-distributed}}',
      'spec.runtimeRef.name: trainer.kubeflow.org/ClusterTrainingRuntime torch-distributed',
    ],
    [
      'its own runtime when told',
      'apiVersion: trainer.kubeflow.org/v1alpha1\nkind: TrainJob\nspec: {runtimeRef: {apiGroup: trainer.kubeflow.org, kind: TrainingRuntime, name: mine}}',
      'spec.runtimeRef.name: trainer.kubeflow.org/TrainingRuntime mine',
    ],
    [
      'stored templates of a workflow by their scope',
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {templates: [{dag: {tasks: [{templateRef: {name: lib, template: train}}, {templateRef: {name: shared, template: t, clusterScope: true}}]}}]}',
      'spec.templates[0].dag.tasks[0].templateRef.name: argoproj.io/WorkflowTemplate lib template train',
      'spec.templates[0].dag.tasks[1].templateRef.name: argoproj.io/ClusterWorkflowTemplate shared template t',
    ],
    [
      'services and analyses of a rollout',
      'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {strategy: {canary: {canaryService: c, stableService: s, analysis: {templates: [{templateName: ok}]}}}}',
      'spec.strategy.canary.canaryService: /Service c',
      'spec.strategy.canary.stableService: /Service s',
      'spec.strategy.canary.analysis.templates[0].templateName: argoproj.io/AnalysisTemplate ok',
    ],
    [
      'a queue by its label',
      'apiVersion: batch/v1\nkind: Job\nmetadata: {labels: {kueue.x-k8s.io/queue-name: research, app: x}}',
      'metadata.labels[kueue.x-k8s.io/queue-name]: kueue.x-k8s.io/LocalQueue research',
    ],
    [
      'flavors of a queue',
      'apiVersion: kueue.x-k8s.io/v1beta2\nkind: ClusterQueue\nspec: {cohortName: all, resourceGroups: [{flavors: [{name: a100}]}], admissionChecks: [check]}',
      'spec.cohortName: kueue.x-k8s.io/Cohort all',
      'spec.resourceGroups[0].flavors[0].name: kueue.x-k8s.io/ResourceFlavor a100',
      'spec.admissionChecks[0]: kueue.x-k8s.io/AdmissionCheck check',
    ],
    [
      'parents and backends of a route, in their namespaces',
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nspec: {parentRefs: [{name: edge, namespace: infra, sectionName: https}], rules: [{backendRefs: [{name: web, port: 80}, {group: inference.networking.k8s.io, kind: InferencePool, name: llm}]}]}',
      'spec.parentRefs[0].name: gateway.networking.k8s.io/Gateway infra/edge listener https',
      'spec.rules[0].backendRefs[0].name: /Service web port 80',
      'spec.rules[0].backendRefs[1].name: inference.networking.k8s.io/InferencePool llm',
    ],
    [
      'an account of a Spark driver',
      'apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nspec: {driver: {serviceAccount: spark, envSecretKeyRefs: {TOKEN: {name: hub, key: t}}}, hadoopConfigMap: hdfs}',
      'spec.driver.serviceAccount: /ServiceAccount spark',
      'spec.driver.envSecretKeyRefs.TOKEN.name: /Secret hub key t',
      'spec.hadoopConfigMap: /ConfigMap hdfs',
    ],
    [
      'short hosts of the mesh, since a full one is not judged here',
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {http: [{route: [{destination: {host: web}}, {destination: {host: web.prod.svc.cluster.local}}]}]}',
      'spec.http[0].route[0].destination.host: /Service web',
    ],
    [
      'a service of a stateful set, and its storage class',
      'apiVersion: apps/v1\nkind: StatefulSet\nspec: {serviceName: db, volumeClaimTemplates: [{spec: {storageClassName: fast}}]}',
      'spec.serviceName: /Service db',
      'spec.volumeClaimTemplates[0].spec.storageClassName: storage.k8s.io/StorageClass fast',
    ],
    [
      'models of a pipeline and the server of a model',
      'apiVersion: mlops.seldon.io/v1alpha1\nkind: Pipeline\nspec: {steps: [{name: tf}, {name: torch}]}',
      'spec.steps[0].name: mlops.seldon.io/Model tf',
      'spec.steps[1].name: mlops.seldon.io/Model torch',
    ],
    ['no placeholders', 'apiVersion: v1\nkind: Pod\nspec: {serviceAccountName: "{{workflow.name}}"}'],
    ['nothing in data', 'apiVersion: v1\nkind: ConfigMap\ndata: {serviceAccountName: x}'],
  ];
  for (const [what, text, ...expected] of cases) test(what, () => refers(text, ...expected));

  test('what an alias shares is told once', () =>
    refers(
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - envFrom: &from\n    - configMapRef: {name: a}\n  - envFrom: *from\n',
      'spec.containers[0].envFrom[0].configMapRef.name: /ConfigMap a',
    ));

  test('the same answer is kept for the same text', () => {
    const object = aManifest('apiVersion: v1\nkind: Pod\nspec: {serviceAccountName: a}');
    assert.equal(referencesOf(object), referencesOf(object));
  });
});
