const gateway = 'gateway.networking.k8s.io v1 Gateway';
const route = 'gateway.networking.k8s.io v1 HTTPRoute';
const llm = 'serving.kserve.io v1alpha2 LLMInferenceService';
const queue = 'kueue.x-k8s.io v1beta2 ClusterQueue';
const flavor = 'kueue.x-k8s.io v1beta2 ResourceFlavor';
const workflow = 'argoproj.io v1alpha1 Workflow';
/** The kind whose name is judged too. */
export const job = 'trainer.kubeflow.org v1alpha1 TrainJob';
const runtime = 'trainer.kubeflow.org v1alpha1 TrainingRuntime';
const rayJob = 'ray.io v1 RayJob';

/** Specs that break conditions, and what is said about them. */
export const broken: readonly (readonly [kind: string, spec: string, ...lines: string[]])[] = [
  [
    gateway,
    '{ listeners: [{ name: a, port: 80, protocol: HTTP, tls: { options: { a: b } } }] }',
    'gateway/listeners spec.listeners: A listener for HTTP has no use for tls; take it out or choose HTTPS or TLS.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { mode: Passthrough } }] }',
    'gateway/listeners spec.listeners: An HTTPS listener has to end TLS itself; set tls.mode to Terminate.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 443, protocol: TLS }] }',
    'gateway/listeners spec.listeners: A TLS listener needs tls.mode, Terminate or Passthrough.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 9, protocol: UDP, hostname: b.c }] }',
    'gateway/listeners spec.listeners: A listener for UDP sees no host names; take hostname out.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 80, protocol: HTTP }, { name: a, port: 81, protocol: HTTP }] }',
    'gateway/listeners spec.listeners: Two listeners are named a; routes could not tell them apart.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP }] }',
    'gateway/listeners spec.listeners: Two listeners take the same port, protocol and host name (80 HTTP); change one of the three.',
  ],
  [
    gateway,
    '{ listeners: [{ name: a, port: 443, protocol: HTTPS, tls: {} }] }',
    'gateway/tls spec.listeners[0].tls: TLS ends here, but there is no certificate; name its Secret in certificateRefs, or give options.',
  ],
  [
    gateway,
    '{ addresses: [{ value: 1.2.3.4 }, { value: 1.2.3.4 }] }',
    'gateway/addresses spec.addresses: The address 1.2.3.4 comes twice.',
  ],
  [
    gateway,
    '{ addresses: [{ type: Hostname, value: A_b }] }',
    'gateway/addresses spec.addresses[0]: "A_b" is no host name; use small letters, digits, dots and dashes, with *. in front at most.',
  ],
  [
    gateway,
    '{ infrastructure: { labels: { "-x": a } } }',
    'gateway/infrastructure spec.infrastructure.labels: "-x" is no key of a label or annotation; write name or domain/name, the name of at most 63 letters, digits, dots and dashes.',
  ],
  [
    route,
    '{ parentRefs: [{ name: g }, { name: g, group: gateway.networking.k8s.io }] }',
    'gateway/parents spec.parentRefs: The parent g comes twice with the same section and port.',
  ],
  [
    route,
    '{ parentRefs: [{ name: g }, { name: g, sectionName: a }] }',
    'gateway/parents spec.parentRefs: The parent g comes several times; each time it has to name a section or a port, as the others do.',
  ],
  [route, '{ rules: [{ name: a }, { name: a }] }', 'gateway/route-rules spec.rules: Two rules are named a.'],
  [
    route,
    '{ rules: [{ matches: [{ path: { value: a//b } }] }] }',
    'gateway/path-match spec.rules[0].matches[0].path: The path "a//b" has to begin with a slash.',
    'gateway/path-match spec.rules[0].matches[0].path: A path to match may not hold //.',
  ],
  [
    route,
    '{ rules: [{ matches: [{ path: { type: Exact, value: /a/.. } }] }] }',
    'gateway/path-match spec.rules[0].matches[0].path: A path to match may not end with /...',
  ],
  [
    route,
    '{ rules: [{ matches: [{ path: { value: "/a b" } }] }] }',
    'gateway/path-match spec.rules[0].matches[0].path: The path "/a b" holds a character that a URL writes as an escape such as %20.',
  ],
  [
    route,
    '{ rules: [{ filters: [{ type: URLRewrite }] }] }',
    'gateway/filters spec.rules[0].filters[0]: A filter of type URLRewrite needs urlRewrite.',
  ],
  [
    route,
    '{ rules: [{ filters: [{ type: CORS, cors: { allowMethods: ["*", GET] } }] }] }',
    'gateway/filters spec.rules[0].filters[0].cors.allowMethods: * stands for everything, so the other entries say nothing; keep * alone or take it out.',
  ],
  [
    route,
    '{ rules: [{ backendRefs: [{ name: s }] }] }',
    'gateway/backends spec.rules[0].backendRefs[0]: A reference to a Service needs its port.',
  ],
  [
    route,
    '{ rules: [{ timeouts: { request: 1s, backendRequest: 2s } }] }',
    "gateway/route-rules spec.rules[0].timeouts: The timeout of a backend's answer is longer than that of the whole request, so it would never be reached.",
  ],
  [
    llm,
    '{ replicas: 2, scaling: { maxReplicas: 3, keda: { triggers: [{ type: cpu }] } } }',
    'kserve/llm-autoscaler spec: Both replicas and scaling are set; take replicas out to let the autoscaler decide, or scaling to fix the number.',
  ],
  [
    llm,
    '{ scaling: { maxReplicas: 3 } }',
    'kserve/llm-autoscaler spec.scaling: There is no autoscaler; set wva or keda.',
  ],
  [
    llm,
    '{ scaling: { minReplicas: 4, maxReplicas: 3, keda: {} } }',
    'kserve/llm-autoscaler spec.scaling: KEDA has nothing to scale by; name at least one trigger in keda.triggers.',
    'kserve/llm-autoscaler spec.scaling: minReplicas (4) is above maxReplicas (3).',
  ],
  [
    llm,
    '{ scaling: { maxReplicas: 3, keda: { idleReplicaCount: 1, triggers: [{}] } } }',
    'kserve/llm-autoscaler spec.scaling: idleReplicaCount (1) has to be below minReplicas (1).',
  ],
  [
    queue,
    '{ resourceGroups: [{ coveredResources: [cpu, memory], flavors: [{ name: f, resources: [{ name: cpu, borrowingLimit: 1 }] }] }] }',
    'kueue/cluster-queue spec: A borrowingLimit means nothing without a cohort to borrow from; name the cohort or take the limit out.',
    'kueue/cluster-queue spec.resourceGroups[0]: The flavor f has quotas for other resources than the group covers (1 instead of 2).',
  ],
  [
    queue,
    '{ preemption: { borrowWithinCohort: { policy: LowerPriority } } }',
    'kueue/cluster-queue spec.preemption: Preempting while borrowing needs reclaimWithinCohort to be other than Never.',
  ],
  [
    flavor,
    '{ topologyName: t }',
    'kueue/resource-flavor spec: A flavor with a topology needs nodeLabels, which say what nodes it is made of.',
  ],
  [
    flavor,
    '{ tolerations: [{ operator: Exists, value: a, key: b }] }',
    'kueue/resource-flavor spec.tolerations: The operator Exists compares with no value; take value out or choose Equal.',
  ],
  [
    flavor,
    '{ nodeTaints: [{ key: a, effect: Never }] }',
    'kueue/resource-flavor spec.nodeTaints: The effect of a taint is NoSchedule, PreferNoSchedule or NoExecute.',
  ],
  [
    workflow,
    '{ templates: [{ name: t, container: {}, script: {} }] }',
    'argo/template-form spec.templates: The template t is of several forms (container, script); keep one of them.',
  ],
  [
    workflow,
    '{ templates: [{ name: t, timeout: 5s, dag: { tasks: [{ name: 1a, depends: b, dependencies: [b] }] } }] }',
    'argo/template-deadline spec.templates: The template t calls others and may have no timeout; set it on what they run, or on the workflow.',
    'argo/task-order spec.templates[0].dag.tasks[0]: The task says what it waits for in depends and in dependencies; keep one of them.',
    'argo/task-order spec.templates[0].dag.tasks[0]: The name 1a begins with a digit, and tasks that wait for others may not; put a letter in front.',
  ],
  [
    workflow,
    '{ arguments: { artifacts: [{ name: a, s3: {}, gcs: {} }] } }',
    'argo/artifact-store spec.arguments.artifacts[0]: An artifact lies in one store, and this one names s3, gcs; keep one of them.',
  ],
  [
    'argoproj.io v1alpha1 CronWorkflow',
    '{ workflowSpec: { templates: [{ name: t, resource: { manifest: a, manifestFrom: {} } }] } }',
    'argo/resource-manifest spec.workflowSpec.templates[0].resource: The manifest is given twice; keep manifest or manifestFrom.',
  ],
  [
    job,
    '{ initializer: { model: { storageUri: model } }, managedBy: me, trainer: { numProcPerNode: 0 } }',
    'trainer/storage-uri spec.initializer.model.storageUri: "model" is no URI with a scheme, such as hf://organization/model or s3://bucket/path.',
    'trainer/managed-by spec.managedBy: Nobody called "me" would manage it; write trainer.kubeflow.org/trainjob-controller or kueue.x-k8s.io/multikueue, or leave managedBy out.',
    'trainer/processes spec.trainer.numProcPerNode: At least one process has to run on each node.',
  ],
  [
    runtime,
    '{ mlPolicy: { torch: {}, mpi: {} } }',
    'trainer/runtime spec.mlPolicy: A runtime is for one framework, and this one configures torch, mpi; keep one of them.',
  ],
  [
    runtime,
    '{ template: { spec: { startupPolicy: { startupPolicyOrder: InOrder }, replicatedJobs: [{ dependsOn: [{}] }] } } }',
    'jobset/conditions spec.template.spec: startupPolicyOrder InOrder and dependsOn both order the jobs; keep one of them.',
  ],
  [
    'jobset.x-k8s.io v1alpha2 JobSet',
    '{ volumeClaimPolicies: [{ templates: [{ metadata: { namespace: a } }] }] }',
    'jobset/conditions spec.volumeClaimPolicies[0]: Volume claims stand in the namespace of the job set; take metadata.namespace out of the template.',
  ],
  [
    rayJob,
    '{ deletionStrategy: { onSuccess: {} } }',
    'ray/deletion spec.deletionStrategy: The strategy says too little; give deletionRules, or both onSuccess and onFailure.',
  ],
  [
    rayJob,
    '{ deletionStrategy: { deletionRules: [{ condition: {} }] } }',
    'ray/deletion spec.deletionStrategy.deletionRules[0].condition: The condition waits for nothing; set jobStatus or jobDeploymentStatus.',
  ],
  [
    'networking.istio.io v1 VirtualService',
    '{ http: [{ timeout: 10us, retries: { perTryTimeout: soon } }] }',
    'istio/duration spec.http[0].retries.perTryTimeout: "soon" is no duration such as 500ms, 5s or 1h30m.',
    'istio/duration spec.http[0].timeout: The duration 10us is below a millisecond.',
  ],
  [
    'networking.istio.io v1 DestinationRule',
    '{ workloadSelector: { matchLabels: { app: "a*" } } }',
    'istio/selector spec.workloadSelector.matchLabels.app: The value a* holds a *, and a selector knows no wildcards.',
  ],
  [
    'inference.networking.k8s.io v1 InferencePool',
    '{ endpointPickerRef: { name: e }, targetPorts: [{ number: 1 }, { number: 1 }] }',
    'gateway/pool spec.endpointPickerRef: The endpoint picker is a Service, so its port is needed.',
    'gateway/pool spec.targetPorts: Port 1 comes twice among the target ports.',
  ],
  [
    'keda.sh v1alpha1 ScaledObject',
    '{ minReplicaCount: 101 }',
    'keda/replica-bounds spec: minReplicaCount (101) is above maxReplicaCount (100).',
  ],
  [
    'kaito.sh v1alpha1 MultiRoleInference',
    '{ roles: [{ type: prefill }], labelSelector: {} }',
    'kaito/roles spec.roles: There is no role of type decode.',
    'kaito/roles spec.labelSelector: The selector selects nothing; give matchLabels or matchExpressions.',
  ],
];

/** Specs that come close, and are well. */
export const fine: readonly (readonly [kind: string, spec: string])[] = [
  [
    gateway,
    '{ listeners: [{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP, hostname: x.y }] }',
  ],
  [gateway, '{ listeners: [{ name: a, port: 443, protocol: TLS, tls: { mode: Passthrough } }] }'],
  [
    route,
    '{ parentRefs: [{ name: g, sectionName: a }, { name: g, sectionName: b }], rules: [{ backendRefs: [{ name: s, port: 80 }] }] }',
  ],
  [
    route,
    '{ rules: [{ matches: [{ path: { type: RegularExpression, value: "a//b#" } }] }, { timeouts: { request: 0s, backendRequest: 5s } }] }',
  ],
  [
    route,
    '{ rules: [{ filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }] }] }',
  ],
  [
    llm,
    '{ replicas: null, scaling: { minReplicas: 1, maxReplicas: 3, keda: { triggers: [{ type: cpu }] } } }',
  ],
  [
    queue,
    '{ cohortName: all, resourceGroups: [{ coveredResources: [cpu], flavors: [{ name: f, resources: [{ name: cpu, borrowingLimit: 1 }] }] }] }',
  ],
  [
    workflow,
    '{ templates: [{ name: t, timeout: 5s, container: {} }, { name: d, dag: { tasks: [{ name: 1a }, { name: b, depends: 1a }] } }] }',
  ],
  [job, '{ initializer: { model: { storageUri: hf://a/b } }, trainer: { numProcPerNode: 2 } }'],
  [rayJob, '{ deletionStrategy: { onSuccess: {}, onFailure: {} } }'],
  ['networking.istio.io v1 VirtualService', '{ http: [{ timeout: 0.5s }] }'],
];
