import { byKind, type ReferenceRow, type TargetKind, target } from './referenceRow.ts';

const configMap = target('ConfigMap');
const secret = target('Secret');
const service = target('Service');
const serviceAccount = target('ServiceAccount');
const claim = target('PersistentVolumeClaim');
const storageClass = target('storage.k8s.io/StorageClass');
const role = target('rbac.authorization.k8s.io/Role');
const deployment = target('apps/Deployment');
const snapshot = target('snapshot.storage.k8s.io/VolumeSnapshot');

/** `pvc://claim/path`: KServe, Seldon and Tensorboard read models off a volume claim. */
function claimOfUri(text: string): string | undefined {
  return /^pvc:\/\/([^/]+)/.exec(text)?.[1];
}

function everywhere(path: string, to: TargetKind, more: Partial<ReferenceRow> = {}): ReferenceRow {
  return { path: `**.${path}`, to: [to], ...more };
}

function ofKinds(
  kinds: string,
  path: string,
  to: TargetKind,
  more: Partial<ReferenceRow> = {},
): ReferenceRow {
  return { kinds: kinds.split(' '), path, to: [to], ...more };
}

/**
 * Fields that name the same kind of object wherever they stand: those of pod specs, containers and volumes, which the ML
 * kinds embed at many places and under many names, so that the field's own name is the surest mark.
 */
const embedded: readonly ReferenceRow[] = [
  everywhere('configMapKeyRef.name', configMap, { parts: { key: 'key' } }),
  everywhere('secretKeyRef.name', secret, { parts: { key: 'key' } }),
  everywhere('configMapRef.name', configMap),
  everywhere('secretRef.name', secret, { namespace: 'namespace' }),
  everywhere('imagePullSecrets[].name', secret),
  everywhere('serviceAccountName', serviceAccount),
  everywhere('priorityClassName', target('scheduling.k8s.io/PriorityClass')),
  everywhere('runtimeClassName', target('node.k8s.io/RuntimeClass')),
  everywhere('persistentVolumeClaim.claimName', claim),
  everywhere('volumes[].configMap.name', configMap, { parts: { 'items[].key': 'key' } }),
  everywhere('volumes[].secret.secretName', secret, { parts: { 'items[].key': 'key' } }),
  everywhere('sources[].configMap.name', configMap, { parts: { 'items[].key': 'key' } }),
  everywhere('sources[].secret.name', secret, { parts: { 'items[].key': 'key' } }),
  everywhere('storageClassName', storageClass),
  everywhere('volumeAttributesClassName', target('storage.k8s.io/VolumeAttributesClass')),
  everywhere('resourceClaims[].resourceClaimName', target('resource.k8s.io/ResourceClaim')),
  everywhere('resourceClaims[].resourceClaimTemplateName', target('resource.k8s.io/ResourceClaimTemplate')),
  everywhere('deviceClassName', target('resource.k8s.io/DeviceClass')),
  everywhere('storageUri', claim, { nameIn: claimOfUri }),
  everywhere('modelUri', claim, { nameIn: claimOfUri }),
  everywhere('storageUris[].uri', claim, { nameIn: claimOfUri }),
];

const bindings = 'rbac.authorization.k8s.io/RoleBinding rbac.authorization.k8s.io/ClusterRoleBinding';
const webhooks =
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration admissionregistration.k8s.io/MutatingWebhookConfiguration';
const ingress = 'networking.k8s.io/Ingress';
const servicePort = { parts: { 'port.name': 'port', 'port.number': 'port' } } as const;

const kinds: readonly ReferenceRow[] = [
  ofKinds('autoscaling/HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', deployment, {
    choose: byKind(deployment, 'apiVersion'),
  }),
  ofKinds('apps/StatefulSet', 'spec.serviceName', service),
  ofKinds(ingress, 'spec.rules[].http.paths[].backend.service.name', service, servicePort),
  ofKinds(ingress, 'spec.defaultBackend.service.name', service, servicePort),
  ofKinds(ingress, 'spec.tls[].secretName', secret),
  ofKinds(ingress, 'spec.ingressClassName', target('networking.k8s.io/IngressClass')),
  ofKinds(bindings, 'roleRef.name', role, { choose: byKind(role, 'apiGroup') }),
  ofKinds(bindings, 'subjects[].name', serviceAccount, {
    choose: sibling => (sibling('kind') === 'ServiceAccount' ? serviceAccount : undefined),
    namespace: 'namespace',
  }),
  ofKinds('/ServiceAccount', 'secrets[].name', secret),
  ofKinds('/PersistentVolume', 'spec.claimRef.name', claim, { namespace: 'namespace' }),
  ofKinds('/PersistentVolumeClaim', 'spec.volumeName', target('PersistentVolume')),
  ofKinds('/PersistentVolumeClaim', 'spec.dataSource.name', claim, { choose: byKind(claim, 'apiGroup') }),
  ofKinds('/PersistentVolumeClaim', 'spec.dataSourceRef.name', claim, {
    choose: byKind(claim, 'apiGroup'),
    namespace: 'namespace',
  }),
  ofKinds('snapshot.storage.k8s.io/VolumeSnapshot', 'spec.source.persistentVolumeClaimName', claim),
  ofKinds('snapshot.storage.k8s.io/VolumeSnapshotContent', 'spec.volumeSnapshotRef.name', snapshot, {
    namespace: 'namespace',
  }),
  ofKinds(webhooks, 'webhooks[].clientConfig.service.name', service, { namespace: 'namespace' }),
  ofKinds('apiregistration.k8s.io/APIService', 'spec.service.name', service, { namespace: 'namespace' }),
];

/** What the fields of the core kinds name, and those of the parts that other kinds take from them. */
export const coreReferences: readonly ReferenceRow[] = [...embedded, ...kinds];
