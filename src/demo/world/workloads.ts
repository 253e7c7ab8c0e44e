import type { JsonObject } from '../api/kubeObject.ts';

export interface ServerShape {
  readonly image: string;
  readonly replicas?: number;
  readonly ports?: Readonly<Record<string, number>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** On the pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resources?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly volumes?: readonly object[];
  readonly volumeMounts?: readonly object[];
}

/** A pod template with one container of the workload's name. */
export function podTemplate(name: string, shape: ServerShape): JsonObject {
  const { resources } = shape;
  const gpus = Object.fromEntries(Object.entries(resources ?? {}).filter(([key]) => key.includes('/')));
  const container = {
    name,
    image: shape.image,
    ...(shape.args ? { args: shape.args } : {}),
    ...(shape.env ? { env: Object.entries(shape.env).map(([key, value]) => ({ name: key, value })) } : {}),
    ...(shape.ports
      ? { ports: Object.entries(shape.ports).map(([key, containerPort]) => ({ name: key, containerPort })) }
      : {}),
    ...(resources
      ? { resources: { requests: resources, ...(Object.keys(gpus).length > 0 ? { limits: gpus } : {}) } }
      : {}),
    ...(shape.volumeMounts ? { volumeMounts: shape.volumeMounts } : {}),
  };
  return {
    metadata: {
      labels: { 'app.kubernetes.io/name': name, ...shape.labels },
      ...(shape.annotations ? { annotations: shape.annotations } : {}),
    },
    spec: {
      containers: [container],
      ...(shape.tolerations ? { tolerations: shape.tolerations } : {}),
      ...(shape.nodeSelector ? { nodeSelector: shape.nodeSelector } : {}),
      ...(shape.volumes ? { volumes: shape.volumes } : {}),
    },
  };
}

export function deployment(name: string, shape: ServerShape): JsonObject {
  return {
    metadata: { name, labels: { 'app.kubernetes.io/name': name, ...shape.labels } },
    spec: {
      replicas: shape.replicas ?? 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: podTemplate(name, shape),
    },
  };
}

/** An InferenceService of one of the two modes. */
export function inferenceService(
  name: string,
  mode: 'Standard' | 'Knative',
  predictor: JsonObject,
  annotations: Readonly<Record<string, string>> = {},
): JsonObject {
  return {
    metadata: { name, annotations: { 'serving.kserve.io/deploymentMode': mode, ...annotations } },
    spec: { predictor },
  };
}
