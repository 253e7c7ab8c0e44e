import type { ManifestObject } from '../../object.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { annotationOf } from './given.ts';

/** The older way to name a model's format: a block of that name in the predictor. */
export const frameworks: readonly string[] = [
  'sklearn',
  'xgboost',
  'lightgbm',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'paddle',
];

/** Names of InferenceServices, InferenceGraphs and TrainedModels, as KServe's webhooks want them. */
export const serviceNamePattern = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** Whether the API server itself takes a name for an object; where it does not, it says so, and no webhook is asked. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(name);
}

/** One of the parts of an InferenceService that run as pods of their own. */
export interface Component {
  readonly name: string;
  readonly node: MapNode;
}

/** The components that a v1beta1 InferenceService has, the predictor first. */
export function componentsOf(object: ManifestObject): readonly Component[] {
  return ['predictor', 'transformer', 'explainer'].flatMap(name => {
    const node = mapAt(object.node, 'spec', name);
    return node === undefined ? [] : [{ name, node }];
  });
}

/** How an InferenceService runs, in today's words; undefined where the cluster's configuration decides. */
export function deploymentModeOf(object: ManifestObject): 'Standard' | 'Knative' | undefined {
  const mode = annotationOf(object, 'serving.kserve.io/deploymentMode')?.text;
  if (mode === 'Standard' || mode === 'RawDeployment') return 'Standard';
  return mode === 'Knative' || mode === 'Serverless' ? 'Knative' : undefined;
}
