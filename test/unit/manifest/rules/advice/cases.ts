/** A text that a rule speaks about, and one like it that it is silent about. */
export interface AdviceCase {
  readonly rule: string;
  readonly told: string;
  /** Severity and words. */
  readonly words: string;
  readonly silent: readonly string[];
  /** Whether the first fix leaves nothing for the rule to say. */
  readonly isMended: boolean;
}

const indented = (lines: readonly string[], columns: number) =>
  lines.map(line => `${' '.repeat(columns)}${line}\n`).join('');

/** A Deployment of one container; `container` and `spec` are further lines. */
export function deployment(
  container: readonly string[] = [],
  spec: readonly string[] = [],
  pod: readonly string[] = [],
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: serve
spec:
${indented(spec, 2)}  selector:
    matchLabels:
      app: serve
  template:
    metadata:
      labels:
        app: serve
    spec:
${indented(pod, 6)}      containers:
        - name: main
          image: registry.example/model:1
${indented(container, 10)}`;
}

/** A training Job. */
export function job(
  container: readonly string[] = [],
  spec: readonly string[] = [],
  pod: readonly string[] = [],
): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
${indented(spec, 2)}  template:
    spec:
      restartPolicy: Never
${indented(pod, 6)}      containers:
        - name: main
          image: registry.example/torch:2
${indented(container, 10)}`;
}

const gpus = ['resources:', '  limits:', '    nvidia.com/gpu: 8'];
const port = ['ports:', '  - containerPort: 8080'];
const liveness = ['livenessProbe:', '  httpGet:', '    path: /health', '    port: 8080'];
const env = (name: string, value: string) => ['env:', `  - name: ${name}`, `    value: ${value}`];

const isvc = (predictor: readonly string[]) =>
  `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: iris\nspec:\n  predictor:\n${indented(predictor, 4)}`;
const model = ['model:', '  modelFormat:', '    name: sklearn'];
const cron = (more: readonly string[]) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: 0 3 * * *\n${indented(more, 2)}  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: main\n              image: registry.example/batch:1\n`;
const budget = (line: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: serve\nspec:\n  ${line}\n  selector:\n    matchLabels:\n      app: serve\n`;

export const podCases: readonly AdviceCase[] = [
  {
    rule: 'advice/no-resources',
    told: deployment(),
    words: 'hint: The container main says neither how much cpu nor how much memory it needs.',
    silent: [deployment(['resources:', '  requests:', '    cpu: 1']), isvc(model)],
    isMended: true,
  },
  {
    rule: 'advice/image-tag',
    told: deployment().replace('model:1', 'model'),
    words:
      'hint: registry.example/model means another image from day to day; a version or digest makes runs repeatable.',
    silent: [
      deployment(),
      deployment().replace('registry.example/model:1', '"{{image}}"'),
      deployment().replace('registry.example/model:1', 'ko://example.com/cmd'),
    ],
    isMended: false,
  },
  {
    rule: 'advice/pull-always',
    told: deployment(['imagePullPolicy: Always']).replace('model:1', `model@sha256:${'0'.repeat(64)}`),
    words: 'hint: The image is named by its digest, which never changes; IfNotPresent saves the pull.',
    silent: [deployment(['imagePullPolicy: Always'])],
    isMended: true,
  },
  {
    rule: 'advice/no-readiness-probe',
    told: deployment(port),
    words: 'hint: The container main gets requests before it can answer; a readiness probe holds them back.',
    silent: [
      deployment(),
      deployment([...port, ...liveness.map(line => line.replace('liveness', 'readiness'))]),
    ],
    isMended: true,
  },
  {
    rule: 'advice/liveness-before-loading',
    told: deployment([...gpus, ...liveness]),
    words: 'hint: This probe restarts main while it loads its model; a startup probe gives it time.',
    silent: [deployment(liveness), deployment([...gpus, ...liveness, '  initialDelaySeconds: 300'])],
    isMended: true,
  },
  {
    rule: 'advice/secret-in-environment',
    told: deployment(env('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI')),
    words:
      'information: The value of AWS_SECRET_ACCESS_KEY is readable for everyone who reads this file; a Secret keeps it apart.',
    silent: [
      deployment(env('AWS_SECRET_ACCESS_KEY', '$(KEY)')),
      deployment(env('TOKEN_PATH', '/var/run/token')),
      deployment(env('HF_TOKEN', '/var/run/token')),
      deployment(env('USE_TOKEN', '"true"')),
    ],
    isMended: true,
  },
  {
    rule: 'advice/visible-devices',
    told: deployment(env('NVIDIA_VISIBLE_DEVICES', 'all')),
    words:
      'information: NVIDIA_VISIBLE_DEVICES shows the pod GPUs that the scheduler may have given to others; the limit nvidia.com/gpu is enough.',
    silent: [deployment(env('NVIDIA_VISIBLE_DEVICES', 'none'))],
    isMended: true,
  },
  {
    rule: 'advice/host-path',
    told: deployment([], [], ['volumes:', '  - name: models', '    hostPath:', '      path: /data/models']),
    words:
      'hint: /data/models is another directory on every node; a PersistentVolumeClaim moves along with the pod.',
    silent: [
      deployment([], [], ['volumes:', '  - name: dev', '    hostPath:', '      path: /dev/infiniband']),
      deployment([], [], ['volumes:', '  - name: m', '    hostPath:', '      path: /data']).replace(
        'Deployment',
        'DaemonSet',
      ),
    ],
    isMended: true,
  },
  {
    rule: 'advice/memory-volume',
    told: deployment([], [], ['volumes:', '  - name: shm', '    emptyDir:', '      medium: Memory']),
    words: "hint: This volume takes the container's memory without a limit.",
    silent: [deployment([], [], ['volumes:', '  - name: tmp', '    emptyDir: {}'])],
    isMended: true,
  },
  {
    rule: 'advice/host-network-dns',
    told: job([], [], ['hostNetwork: true']),
    words:
      'hint: In the network of the node, names of Services are not found without dnsPolicy: ClusterFirstWithHostNet.',
    silent: [job(), job([], [], ['hostNetwork: true', 'dnsPolicy: Default'])],
    isMended: true,
  },
];

export const runCases: readonly AdviceCase[] = [
  {
    rule: 'advice/shared-memory',
    told: job(gpus),
    words: "hint: PyTorch's data loaders share memory through /dev/shm, which holds 64 MiB here.",
    silent: [
      job(),
      job(gpus).replace('torch:2', 'jax:1'),
      job(gpus, [], ['hostIPC: true']),
      job([...gpus, 'volumeMounts:', '  - name: shm', '    mountPath: /dev/shm']),
    ],
    isMended: true,
  },
  {
    rule: 'advice/no-checkpoint-volume',
    told: job(gpus, ['parallelism: 4']),
    words:
      'hint: Nothing that main writes outlives its pod; a volume for checkpoints lets training go on after a restart.',
    silent: [
      job(gpus),
      job([...gpus, 'args: [--out, s3://bucket/run]'], ['parallelism: 4']),
      job(
        gpus,
        ['parallelism: 4'],
        ['volumes:', '  - name: out', '    persistentVolumeClaim:', '      claimName: out'],
      ),
    ],
    isMended: true,
  },
  {
    rule: 'advice/job-ttl',
    told: job(),
    words: 'hint: The finished Job and its pods stay until somebody deletes them.',
    silent: [
      job([], ['ttlSecondsAfterFinished: 60']),
      job().replace('  name: train\n', '  name: train\n  annotations:\n    helm.sh/hook: pre-install\n'),
    ],
    isMended: true,
  },
  {
    rule: 'advice/gpu-job-deadline',
    told: job(gpus),
    words: 'hint: A run that hangs holds its accelerators for ever; a deadline ends it.',
    silent: [job(), job(gpus, ['activeDeadlineSeconds: 3600'])],
    isMended: true,
  },
  {
    rule: 'advice/gpu-job-retries',
    told: job(gpus),
    words: 'hint: A run that fails is tried six times more, on accelerators; backoffLimit says how often.',
    silent: [job(), job(gpus, ['backoffLimit: 0'])],
    isMended: true,
  },
  {
    rule: 'advice/spot-without-retry',
    told: job([], ['backoffLimit: 0'], ['nodeSelector:', '  cloud.google.com/gke-spot: "true"']),
    words:
      'information: Spot nodes are taken away at any time; with backoffLimit 0 the first time ends the run.',
    silent: [
      job([], ['backoffLimit: 2'], ['nodeSelector:', '  cloud.google.com/gke-spot: "true"']),
      job([], ['backoffLimit: 0'], ['nodeSelector:', '  karpenter.sh/capacity-type: on-demand']),
    ],
    isMended: true,
  },
  {
    rule: 'advice/cron-overlap',
    told: cron([]),
    words: 'hint: A run that takes too long meets the next one; Forbid waits for its end.',
    silent: [cron(['concurrencyPolicy: Forbid']), cron(['concurrencyPolicy: Replace'])],
    isMended: true,
  },
];

export const servingCases: readonly AdviceCase[] = [
  {
    rule: 'advice/gpu-cold-start',
    told: isvc(['minReplicas: 0', ...model, '  resources:', '    limits:', '      nvidia.com/gpu: 1']),
    words:
      'hint: Scaled to zero, the first request waits for a GPU, the image and the model; 1 keeps one ready.',
    silent: [isvc(['minReplicas: 0', ...model]), isvc(model)],
    isMended: true,
  },
  {
    rule: 'advice/gpu-surge',
    told: deployment(gpus),
    words: 'hint: The new pod waits for GPUs that the old one holds; Recreate stops the old one first.',
    silent: [
      deployment(),
      deployment(gpus, ['replicas: 3']),
      deployment(gpus, ['strategy:', '  type: Recreate']),
      deployment(gpus, ['strategy:', '  rollingUpdate:', '    maxSurge: 0']),
    ],
    isMended: true,
  },
  {
    rule: 'advice/plain-http',
    told: isvc([...model, '  storageUri: http://models.example/iris']),
    words: 'hint: The model is downloaded without encryption, and may be exchanged on the way.',
    silent: [
      isvc([...model, '  storageUri: https://models.example/iris']),
      isvc([...model, '  storageUri: http://minio.storage.svc/iris']),
    ],
    isMended: true,
  },
  {
    rule: 'advice/budget-blocks-drains',
    told: budget('maxUnavailable: 0'),
    words: 'information: No pod may ever go, so that nodes with such a pod cannot be drained.',
    silent: [budget('maxUnavailable: 1'), budget('minAvailable: 50%')],
    isMended: true,
  },
];
