import type { JsonObject } from '../api/kubeObject.ts';

interface RuntimeShape {
  readonly name: string;
  readonly image: string;
  /** Format, version and priority. */
  readonly formats: readonly (readonly [string, string, number])[];
  readonly protocols: readonly string[];
  readonly args: readonly string[];
}

const shapes: readonly RuntimeShape[] = [
  {
    name: 'kserve-sklearnserver',
    image: 'kserve/sklearnserver:v0.20.0',
    formats: [['sklearn', '1', 1]],
    protocols: ['v1', 'v2'],
    args: ['--model_name={{.Name}}', '--model_dir=/mnt/models', '--http_port=8080'],
  },
  {
    name: 'kserve-xgbserver',
    image: 'kserve/xgbserver:v0.20.0',
    formats: [['xgboost', '3', 1]],
    protocols: ['v1', 'v2'],
    args: ['--model_name={{.Name}}', '--model_dir=/mnt/models', '--http_port=8080'],
  },
  {
    name: 'kserve-mlserver',
    image: 'docker.io/seldonio/mlserver:1.7.1',
    formats: [
      ['lightgbm', '4', 1],
      ['mlflow', '2', 1],
    ],
    protocols: ['v2'],
    args: [],
  },
  {
    name: 'kserve-tensorflow-serving',
    image: 'tensorflow/serving:2.19.1',
    formats: [['tensorflow', '2', 2]],
    protocols: ['v1', 'grpc-v1'],
    args: ['--model_name={{.Name}}', '--port=9000', '--rest_api_port=8080', '--model_base_path=/mnt/models'],
  },
  {
    name: 'kserve-tritonserver',
    image: 'nvcr.io/nvidia/tritonserver:25.06-py3',
    formats: [
      ['onnx', '1', 1],
      ['pytorch', '2', 1],
    ],
    protocols: ['v2', 'grpc-v2'],
    args: ['tritonserver', '--model-store=/mnt/models', '--http-port=8080'],
  },
  {
    name: 'kserve-huggingfaceserver',
    image: 'kserve/huggingfaceserver:v0.20.0-gpu',
    formats: [['huggingface', '1', 1]],
    protocols: ['v2', 'v1'],
    args: ['--model_name={{.Name}}'],
  },
];

/** The ClusterServingRuntimes of the demo world. */
export function runtimeBodies(): readonly JsonObject[] {
  return shapes.map(({ name, image, formats, protocols, args }) => ({
    metadata: { name },
    spec: {
      annotations: { 'prometheus.kserve.io/port': '8080', 'prometheus.kserve.io/path': '/metrics' },
      supportedModelFormats: formats.map(([format, version, priority]) => ({
        name: format,
        version,
        priority,
        autoSelect: true,
      })),
      protocolVersions: protocols,
      containers: [
        {
          name: 'kserve-container',
          image,
          args,
          ports: [{ containerPort: 8080, protocol: 'TCP' }],
          resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
        },
      ],
    },
  }));
}
