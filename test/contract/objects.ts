/** Small objects for the contract; each says only what its test is about. */
import type { Answer, Json } from './rawApi.ts';

export const deploymentsIn = (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/deployments`;
export const podsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;
export const configMapsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`;
export const jobsIn = (namespace: string) => `/apis/batch/v1/namespaces/${namespace}/jobs`;
export const servicesIn = (namespace: string) =>
  `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices`;

/** A Deployment that is paused, so that no controller touches it, unless `spec` says otherwise. */
export function aDeployment(name: string, spec: Json = {}, container: Json = {}): Json {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 1,
      paused: true,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'example/web:1',
              ports: [{ containerPort: 80 }],
              env: [{ name: 'A', value: '1' }],
              ...container,
            },
          ],
        },
      },
      ...spec,
    },
  };
}

export function aConfigMap(name: string, extra: Json = {}): Json {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...extra.metadata },
    data: extra.data ?? { key: 'value' },
  };
}

export function aPod(
  name: string,
  options: { annotations?: Json; containers?: readonly Json[]; spec?: Json; labels?: Json } = {},
): Json {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: options.labels ?? {}, annotations: options.annotations ?? {} },
    spec: { containers: options.containers ?? [{ name: 'main', image: 'example/main:1' }], ...options.spec },
  };
}

export function aJob(name: string, spec: Json = {}, annotations: Json = {}): Json {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      template: {
        metadata: { annotations },
        spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'example/train:1' }] },
      },
      ...spec,
    },
  };
}

export function anInferenceService(name: string, predictor: Json = {}): Json {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, annotations: { 'serving.kserve.io/stop': 'true' } },
    spec: {
      predictor: {
        model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://bucket/model' },
        ...predictor,
      },
    },
  };
}

/** The causes of a refusal: reason, field and message of each. */
export const causesOf = (answer: Answer) =>
  answer.body.details.causes.map((cause: Json) => [cause.reason, cause.field, cause.message]);
