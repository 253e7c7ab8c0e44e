import type { ManifestObject } from '../object.ts';
import type { KnownObject } from '../surroundings.ts';
import { itemsAt, stringAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';

/** Kind and name of an object that a controller makes. */
type Made = readonly [kind: string, name: string | undefined];

/** By `group/Kind`: what its controller makes by names that are sure, so that other manifests may lean on them. */
const makers: Readonly<Record<string, (name: string, node: MapNode) => readonly Made[]>> = {
  'bitnami.com/SealedSecret': (name, node) => [
    ['/Secret', stringAt(node, 'spec', 'template', 'metadata', 'name') ?? name],
  ],
  'external-secrets.io/ExternalSecret': (name, node) => [
    ['/Secret', stringAt(node, 'spec', 'target', 'name') ?? name],
  ],
  'cert-manager.io/Certificate': (_, node) => [['/Secret', stringAt(node, 'spec', 'secretName')]],
  'certmanager.k8s.io/Certificate': (_, node) => [['/Secret', stringAt(node, 'spec', 'secretName')]],
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (_, node) =>
    itemsAt(node, 'spec', 'secretObjects').map(item => ['/Secret', stringAt(item, 'secretName')]),
  'kafka.strimzi.io/KafkaUser': name => [['/Secret', name]],
  'kafka.strimzi.io/Kafka': name => [
    ['/Service', `${name}-kafka-bootstrap`],
    ['/Service', `${name}-kafka-brokers`],
    ['/Secret', `${name}-cluster-ca-cert`],
  ],
  'postgresql.cnpg.io/Cluster': name => [
    ...['rw', 'ro', 'r'].map((role): Made => ['/Service', `${name}-${role}`]),
    ...['app', 'superuser'].map((role): Made => ['/Secret', `${name}-${role}`]),
  ],
  'serving.kserve.io/InferenceService': name => [
    ['/Service', name],
    ...['predictor', 'transformer', 'explainer'].flatMap((part): Made[] => [
      ['/Service', `${name}-${part}`],
      ['/Service', `${name}-${part}-default`],
      ['apps/Deployment', `${name}-${part}`],
    ]),
  ],
  'serving.kserve.io/InferenceGraph': name => [['/Service', name]],
  'serving.kserve.io/LLMInferenceService': name => [
    ['/Service', `${name}-kserve-workload-svc`],
    ['inference.networking.k8s.io/InferencePool', `${name}-inference-pool`],
  ],
  'serving.knative.dev/Service': name => [['/Service', name]],
  'machinelearning.seldon.io/SeldonDeployment': (name, node) =>
    itemsAt(node, 'spec', 'predictors').flatMap((item): Made[] => [
      ['/Service', `${name}-${stringAt(item, 'name') ?? 'default'}`],
    ]),
  'mlops.seldon.io/Server': name => [['apps/StatefulSet', name]],
  'ray.io/RayCluster': name => [['/Service', `${name}-head-svc`]],
  'ray.io/RayService': name => [
    ['/Service', `${name}-head-svc`],
    ['/Service', `${name}-serve-svc`],
  ],
  'jobset.x-k8s.io/JobSet': (name, node) => [
    ['/Service', stringAt(node, 'spec', 'network', 'subdomain') ?? name],
  ],
  'kubeflow.org/Notebook': name => [
    ['/Service', name],
    ['apps/StatefulSet', name],
  ],
  'kubeflow.org/Profile': name => [['/Namespace', name]],
  'monitoring.coreos.com/Prometheus': () => [['/Service', 'prometheus-operated']],
  'monitoring.coreos.com/Alertmanager': () => [['/Service', 'alertmanager-operated']],
};

/**
 * The objects that a controller makes out of an object in a file, by name alone: the Service of an InferenceService, the
 * Secret of an ExternalSecret. Whoever names them names nothing that is missing.
 */
export function generatedBy(object: ManifestObject, uri: string): readonly KnownObject[] {
  const { name } = object;
  const make = makers[`${object.group}/${object.kind}`];
  if (make === undefined || name === undefined) return [];
  return make(name, object.node).flatMap(([kind, made]): KnownObject[] => {
    if (made === undefined) return [];
    const slash = kind.indexOf('/');
    return [
      {
        origin: 'workspace',
        group: kind.slice(0, slash),
        kind: kind.slice(slash + 1),
        name: made,
        namespace: object.namespace,
        isGenerated: true,
        manifest: { uri, object },
      },
    ];
  });
}
