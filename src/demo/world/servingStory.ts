import { kinds } from '../../cluster/resource.ts';
import { addCanary } from './canaryStory.ts';
import { hourMs, minuteMs, type Timeline } from './timeline.ts';
import { deployment, inferenceService } from './workloads.ts';

/** The namespace `models`: what is served, and what wants to be. */
export function addServing(timeline: Timeline): void {
  addChurn(timeline);
  addInferenceServices(timeline);
  addCanary(timeline);
  // It cannot reach its store, and ends again and again.
  timeline.create(
    2 * hourMs,
    kinds.deployments,
    'models',
    deployment('features', {
      image: 'registry.example/ml/features:2.4.1',
      ports: { http: 8080 },
      annotations: { 'timonel.test/log': 'crash' },
      resources: { cpu: '250m', memory: '256Mi' },
    }),
  );
  // No node has eight GPUs: it waits for one.
  timeline.create(
    40 * minuteMs,
    kinds.deployments,
    'models',
    deployment('ranker-large', {
      image: 'nvcr.io/nvidia/tritonserver:25.06-py3',
      ports: { http: 8000, grpc: 8001, metrics: 8002 },
      resources: { cpu: '4', memory: '32Gi', 'nvidia.com/gpu': '8' },
    }),
  );
}

function addChurn(timeline: Timeline): void {
  timeline.create(60 * hourMs, kinds.configMaps, 'models', {
    metadata: { name: 'churn-config' },
    data: {
      'models.config':
        'model_config_list { config { name: "churn" base_path: "/models/churn" model_platform: "tensorflow" } }\n',
      'monitoring.config': 'prometheus_config { enable: true path: "/monitoring/prometheus/metrics" }\n',
    },
  });
  timeline.create(60 * hourMs, kinds.secrets, 'models', {
    metadata: { name: 'registry-credentials' },
    stringData: { username: 'robot', password: 'demo-password-nobody-uses' },
  });
  timeline.create(60 * hourMs, kinds.persistentVolumeClaims, 'models', {
    metadata: { name: 'model-store' },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '100Gi' } } },
  });
  timeline.create(
    59 * hourMs,
    kinds.deployments,
    'models',
    deployment('churn', {
      image: 'tensorflow/serving:2.19.1',
      replicas: 2,
      ports: { grpc: 8500, http: 8501 },
      env: { MODEL_NAME: 'churn' },
      labels: { 'timonel/model': 'churn' },
      resources: { cpu: '1', memory: '2Gi' },
      volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'model-store' } }],
      volumeMounts: [{ name: 'models', mountPath: '/models', readOnly: true }],
    }),
  );
  timeline.create(59 * hourMs, kinds.services, 'models', {
    metadata: { name: 'churn', labels: { 'app.kubernetes.io/name': 'churn' } },
    spec: {
      selector: { 'app.kubernetes.io/name': 'churn' },
      ports: [
        { name: 'grpc', port: 8500 },
        { name: 'http', port: 8501 },
      ],
    },
  });
  timeline.create(58 * hourMs, kinds.horizontalPodAutoscalers, 'models', {
    metadata: { name: 'churn' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'churn' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
    },
  });
}

function addInferenceServices(timeline: Timeline): void {
  timeline.create(
    30 * hourMs,
    kinds.inferenceServices,
    'models',
    inferenceService('iris', 'Standard', {
      minReplicas: 2,
      maxReplicas: 4,
      scaleTarget: 70,
      scaleMetric: 'cpu',
      model: {
        modelFormat: { name: 'sklearn' },
        storageUri: 'gs://kfserving-examples/models/sklearn/1.0/model',
      },
    }),
  );
  timeline.create(26 * hourMs, kinds.inferenceServices, 'models', {
    ...inferenceService(
      'summarizer',
      'Knative',
      {
        minReplicas: 0,
        maxReplicas: 2,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://facebook/bart-large-cnn',
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      },
      { 'timonel.test/idle': 'true' },
    ),
  });
  timeline.create(
    20 * minuteMs,
    kinds.inferenceServices,
    'models',
    inferenceService('speech', 'Standard', {
      model: { modelFormat: { name: 'whisper' }, storageUri: 's3://models/speech/whisper-large' },
    }),
  );
}
