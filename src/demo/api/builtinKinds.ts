import { kindFields } from '../schema/coreSchemas.ts';
import { kserveFields } from '../schema/kserveSchemas.ts';
import { objectSchema } from '../schema/metadata.ts';
import type { Schema } from '../schema/schema.ts';
import type { ServedKind } from './servedKind.ts';

interface Traits {
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly isClusterWide?: boolean;
  readonly hasNoStatus?: boolean;
  readonly hasScale?: boolean;
  readonly isCustom?: boolean;
  readonly isReview?: boolean;
}

function served(apiVersion: string, plural: string, kind: string, traits: Traits = {}): ServedKind {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return {
    group,
    version,
    plural,
    kind,
    isNamespaced: !traits.isClusterWide,
    singular: kind.toLowerCase(),
    shortNames: traits.shortNames ?? [],
    categories: traits.categories ?? [],
    hasStatus: !traits.hasNoStatus,
    hasScale: traits.hasScale ?? false,
    isCustom: traits.isCustom ?? false,
    schema: schemaOf(group === '' ? plural : `${plural}.${group}`),
    ...(traits.isReview ? { isReview: true } : {}),
  };
}

/** Kinds whose fields are not written down may hold anything. */
function schemaOf(name: string): Schema {
  const fields = kindFields[name] ?? kserveFields[name];
  const schema = objectSchema(fields ?? {});
  return fields ? schema : { ...schema, 'x-kubernetes-preserve-unknown-fields': true };
}

const all = ['all'];

/** Every kind that the demo cluster serves from the start. */
export const builtinKinds: readonly ServedKind[] = [
  served('v1', 'namespaces', 'Namespace', { shortNames: ['ns'], isClusterWide: true }),
  served('v1', 'nodes', 'Node', { shortNames: ['no'], isClusterWide: true }),
  served('v1', 'pods', 'Pod', { shortNames: ['po'], categories: all }),
  served('v1', 'services', 'Service', { shortNames: ['svc'], categories: all }),
  served('v1', 'endpoints', 'Endpoints', { shortNames: ['ep'], hasNoStatus: true }),
  served('v1', 'configmaps', 'ConfigMap', { shortNames: ['cm'], hasNoStatus: true }),
  served('v1', 'secrets', 'Secret', { hasNoStatus: true }),
  served('v1', 'events', 'Event', { shortNames: ['ev'], hasNoStatus: true }),
  served('v1', 'serviceaccounts', 'ServiceAccount', { shortNames: ['sa'], hasNoStatus: true }),
  served('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', { shortNames: ['pvc'] }),
  served('v1', 'persistentvolumes', 'PersistentVolume', { shortNames: ['pv'], isClusterWide: true }),
  served('v1', 'resourcequotas', 'ResourceQuota', { shortNames: ['quota'] }),
  served('v1', 'limitranges', 'LimitRange', { shortNames: ['limits'], hasNoStatus: true }),
  served('apps/v1', 'deployments', 'Deployment', { shortNames: ['deploy'], categories: all, hasScale: true }),
  served('apps/v1', 'replicasets', 'ReplicaSet', { shortNames: ['rs'], categories: all, hasScale: true }),
  served('apps/v1', 'statefulsets', 'StatefulSet', { shortNames: ['sts'], categories: all, hasScale: true }),
  served('apps/v1', 'daemonsets', 'DaemonSet', { shortNames: ['ds'], categories: all }),
  served('apps/v1', 'controllerrevisions', 'ControllerRevision', { hasNoStatus: true }),
  served('batch/v1', 'jobs', 'Job', { categories: all }),
  served('batch/v1', 'cronjobs', 'CronJob', { shortNames: ['cj'], categories: all }),
  served('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
    shortNames: ['hpa'],
    categories: all,
  }),
  served('networking.k8s.io/v1', 'ingresses', 'Ingress', { shortNames: ['ing'] }),
  served('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', {
    shortNames: ['netpol'],
    hasNoStatus: true,
  }),
  served('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', { shortNames: ['pdb'] }),
  served('rbac.authorization.k8s.io/v1', 'roles', 'Role', { hasNoStatus: true }),
  served('rbac.authorization.k8s.io/v1', 'rolebindings', 'RoleBinding', { hasNoStatus: true }),
  served('rbac.authorization.k8s.io/v1', 'clusterroles', 'ClusterRole', {
    isClusterWide: true,
    hasNoStatus: true,
  }),
  served('rbac.authorization.k8s.io/v1', 'clusterrolebindings', 'ClusterRoleBinding', {
    isClusterWide: true,
    hasNoStatus: true,
  }),
  served('storage.k8s.io/v1', 'storageclasses', 'StorageClass', {
    shortNames: ['sc'],
    isClusterWide: true,
    hasNoStatus: true,
  }),
  served('scheduling.k8s.io/v1', 'priorityclasses', 'PriorityClass', {
    shortNames: ['pc'],
    isClusterWide: true,
    hasNoStatus: true,
  }),
  served('coordination.k8s.io/v1', 'leases', 'Lease', { hasNoStatus: true }),
  served('apiextensions.k8s.io/v1', 'customresourcedefinitions', 'CustomResourceDefinition', {
    shortNames: ['crd', 'crds'],
    isClusterWide: true,
  }),
  served('authorization.k8s.io/v1', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', {
    isClusterWide: true,
    isReview: true,
  }),
  served('authorization.k8s.io/v1', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', {
    isClusterWide: true,
    isReview: true,
  }),
  served('serving.knative.dev/v1', 'revisions', 'Revision', { shortNames: ['rev'], isCustom: true }),
  served('serving.kserve.io/v1beta1', 'inferenceservices', 'InferenceService', {
    shortNames: ['isvc'],
    isCustom: true,
  }),
  served('serving.kserve.io/v1alpha1', 'servingruntimes', 'ServingRuntime', {
    isCustom: true,
  }),
  served('serving.kserve.io/v1alpha1', 'clusterservingruntimes', 'ClusterServingRuntime', {
    isClusterWide: true,
    isCustom: true,
  }),
  served('serving.kserve.io/v1alpha1', 'inferencegraphs', 'InferenceGraph', {
    shortNames: ['ig'],
    isCustom: true,
  }),
  served('serving.kserve.io/v1alpha1', 'trainedmodels', 'TrainedModel', {
    shortNames: ['tm'],
    isCustom: true,
  }),
];
