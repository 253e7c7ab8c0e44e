/** A text that is edited over and over, and where. */
export interface BenchText {
  readonly name: string;
  readonly text: string;
  /** What is edited: the last character of each occurrence, by turns. */
  readonly mark: string;
}

/** 100 Deployments in one file of 4,800 lines. */
export function manyDeployments(): BenchText {
  const text = Array.from({ length: 100 }, (_, index) => deployment(`server-${index}`)).join('---\n');
  return { name: '100 Deployments', text, mark: 'registry.example/server:1.4.0' };
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
      - name: server
        image: registry.example/server:1.4.0
        args:
        - --port=8080
        - --model=/models/churn
        env:
        - name: LOG_LEVEL
          value: info
        ports:
        - name: http
          containerPort: 8080
        resources:
          requests:
            cpu: 250m
            memory: 512Mi
          limits:
            cpu: "1"
            memory: 1Gi
        readinessProbe:
          httpGet:
            path: /healthz
            port: http
          periodSeconds: 5
        volumeMounts:
        - name: models
          mountPath: /models
          readOnly: true
      volumes:
      - name: models
        emptyDir:
          sizeLimit: 2Gi
`;
}

/** One InferenceService of some 670 lines. */
export function largeInferenceService(): BenchText {
  const sidecars = Array.from({ length: 30 }, (_, index) => sidecar(index)).join('');
  const text = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: churn-risk
spec:
  predictor:
    minReplicas: 1
    maxReplicas: 4
    model:
      modelFormat:
        name: sklearn
      protocolVersion: v2
      storageUri: s3://models/churn/v1
    containers:
${sidecars}`;
  return { name: 'large InferenceService', text, mark: 'registry.example/sidecar:2.0.0' };
}

function sidecar(index: number): string {
  return `    - name: sidecar-${index}
      image: registry.example/sidecar:2.0.0
      args: ["--port", "${9000 + index}"]
      env:
      - name: MODE
        value: shadow
      - name: NODE
        valueFrom:
          fieldRef:
            fieldPath: spec.nodeName
      ports:
      - name: port-${index}
        containerPort: ${9000 + index}
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          cpu: 200m
          memory: 256Mi
`;
}

/** One Workflow of 20,000 lines: a DAG over 150 templates. */
export function hugeWorkflow(): BenchText {
  const count = 150;
  const tasks = Array.from({ length: count }, (_, index) => task(index)).join('');
  const templates = Array.from({ length: count }, (_, index) => template(index)).join('');
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: train-many-
spec:
  entrypoint: main
  arguments:
    parameters:
    - name: data
      value: s3://data/churn
  templates:
  - name: main
    dag:
      tasks:
${tasks}${templates}`;
  return { name: '20,000-line Workflow', text, mark: 'registry.example/step:3.1.0' };
}

function task(index: number): string {
  const after = index === 0 ? '' : `        dependencies: [task-${index - 1}]\n`;
  return `      - name: task-${index}
        template: step-${index}
${after}        arguments:
          parameters:
          - name: data
            value: "{{workflow.parameters.data}}"
`;
}

function template(index: number): string {
  const env = Array.from(
    { length: 50 },
    (_, n) => `      - name: SETTING_${n}\n        value: "value {{inputs.parameters.data}} ${n}"\n`,
  ).join('');
  return `  - name: step-${index}
    inputs:
      parameters:
      - name: data
    container:
      image: registry.example/step:3.1.0
      command: [python, -m, train]
      args:
      - --data
      - "{{inputs.parameters.data}}"
      resources:
        requests:
          cpu: "1"
          memory: 2Gi
        limits:
          memory: 4Gi
      env:
${env}    outputs:
      parameters:
      - name: loss
        valueFrom:
          path: /tmp/loss
`;
}
