import {
  binding,
  claim,
  ingress,
  ingressTo,
  type Json,
  networkPolicy,
  object,
  resourceClaim,
  role,
  service,
  volume,
  webhook,
} from './builders.ts';
import type { Case } from './podCases.ts';

const ports = (...list: readonly Json[]) => service({ ports: list });

/** Services. */
export const serviceCases: readonly Case[] = [
  ['core/service-ports', 'spec.ports', service({ ports: undefined })],
  ['core/service-ports', 'spec.ports', object('v1', 'Service')],
  ['core/service-port-names', 'spec.ports[0].name', ports({ port: 80 }, { name: 'b', port: 81 })],
  ['core/service-port-names', 'spec.ports[1].name', ports({ name: 'a', port: 80 }, { name: 'a', port: 81 })],
  ['core/service-port-names', 'spec.ports[1]', ports({ name: 'a', port: 80 }, { name: 'b', port: 80 })],
  ['core/number-out-of-range', 'spec.ports[0].port', ports({ port: 0 })],
  ['core/number-out-of-range', 'spec.ports[0].targetPort', ports({ port: 80, targetPort: 70000 })],
  ['core/malformed-name', 'spec.ports[0].targetPort', ports({ port: 80, targetPort: 'HTTP_Port' })],
  ['core/malformed-name', 'spec.ports[0].appProtocol', ports({ port: 80, appProtocol: 'a b' })],
  ['core/node-port', 'spec.ports[0].nodePort', ports({ port: 80, nodePort: 30080 })],
  [
    'core/node-port',
    'spec.ports[1].nodePort',
    service({
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80, nodePort: 30080 },
        { name: 'b', port: 81, nodePort: 30080 },
      ],
    }),
  ],
  ['core/cluster-ip', 'spec.clusterIP', service({ clusterIP: 'None', type: 'NodePort' })],
  ['core/cluster-ip', 'spec.clusterIP', service({ clusterIP: 'nothing' })],
  ['core/cluster-ip', 'spec.clusterIPs', service({ clusterIPs: ['None'] })],
  ['core/external-name', 'spec.externalName', service({ type: 'ExternalName' })],
  [
    'core/external-name',
    'spec.externalName',
    service({ type: 'ExternalName', externalName: 'https://example.com' }),
  ],
  [
    'core/service-type-field',
    'spec.allocateLoadBalancerNodePorts',
    service({ allocateLoadBalancerNodePorts: true }),
  ],
  ['core/service-type-field', 'spec.externalTrafficPolicy', service({ externalTrafficPolicy: 'Local' })],
  ['core/service-type-field', 'spec.loadBalancerClass', service({ loadBalancerClass: 'example.com/lb' })],
  [
    'core/service-type-field',
    'spec.healthCheckNodePort',
    service({ type: 'LoadBalancer', healthCheckNodePort: 32000 }),
  ],
  [
    'core/number-out-of-range',
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } }),
  ],
  ['core/ip-families', 'spec.ipFamilies[1]', service({ ipFamilies: ['IPv4', 'IPv4'] })],
  ['core/label-syntax', 'spec.selector.app', service({ selector: { app: 'a b' } })],
  ['core/malformed-name', 'spec.externalIPs[0]', service({ externalIPs: ['1.2.3'] })],
];

const big = 'x'.repeat(1024 * 1024 + 1);
const secret = (type: string, fields: Json) => object('v1', 'Secret', { type, ...fields });

/** ConfigMaps, Secrets, storage. */
export const dataCases: readonly Case[] = [
  ['core/data-key', 'data[a b]', object('v1', 'ConfigMap', { data: { 'a b': 'c' } })],
  [
    'core/data-key-repeated',
    'data.a',
    object('v1', 'ConfigMap', { data: { a: 'c' }, binaryData: { a: 'YQ==' } }),
  ],
  ['core/data-too-large', 'data', object('v1', 'ConfigMap', { data: { a: big } })],
  ['core/data-key', 'data[a/b]', object('v1', 'Secret', { data: { 'a/b': 'YQ==' } })],
  ['core/secret-keys', 'data.tls.key', secret('kubernetes.io/tls', { data: { 'tls.crt': 'YQ==' } })],
  ['core/secret-keys', 'data', secret('kubernetes.io/dockerconfigjson', {})],
  ['core/secret-keys', 'data.password', secret('kubernetes.io/basic-auth', { data: { a: 'YQ==' } })],
  ['core/secret-keys', 'data.ssh-privatekey', secret('kubernetes.io/ssh-auth', { data: { a: 'YQ==' } })],
  ['core/secret-keys', 'metadata.annotations', secret('kubernetes.io/service-account-token', {})],
  [
    'core/secret-json',
    'data[.dockerconfigjson]',
    secret('kubernetes.io/dockerconfigjson', { data: { '.dockerconfigjson': 'YQ==' } }),
  ],
  ['core/access-modes', 'spec.accessModes', claim({ accessModes: [] })],
  ['core/access-modes', 'spec.accessModes', claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] })],
  ['core/storage-size', 'spec.resources.storage', claim({ resources: undefined })],
  [
    'core/storage-size',
    'spec.resources.requests.storage',
    claim({ resources: { requests: { storage: '0' } } }),
  ],
  ['core/malformed-name', 'spec.storageClassName', claim({ storageClassName: 'Fast_Disk' })],
  ['core/data-source', 'spec.dataSourceRef', claim({ dataSourceRef: { kind: 'VolumeSnapshot', name: 'a' } })],
  [
    'core/data-source',
    'spec.dataSource',
    claim({
      dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
      dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
    }),
  ],
  ['core/no-spec', 'spec.accessModes', object('v1', 'PersistentVolumeClaim')],
  ['core/access-modes', 'spec.accessModes', volume({ accessModes: undefined })],
  ['core/storage-size', 'spec.capacity', volume({ capacity: undefined })],
  ['core/none-of-many', 'spec', volume({ hostPath: undefined })],
  ['core/one-of-many', 'spec.nfs', volume({ nfs: { server: 's', path: '/' } })],
  ['core/volume-node-affinity', 'spec.nodeAffinity', volume({ hostPath: undefined, local: { path: '/d' } })],
  ['core/volume-node-affinity', 'spec.nodeAffinity.required', volume({ nodeAffinity: {} })],
  [
    'core/recycle-root',
    'spec.persistentVolumeReclaimPolicy',
    volume({ hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' }),
  ],
  ['core/provisioner', 'provisioner', object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a b' })],
];

const quota = (spec: Json) => object('v1', 'ResourceQuota', { spec });
const limits = (item: Json) =>
  object('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', ...item }] } });
const budget = (spec: Json) =>
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector: {}, ...spec } });

/** Budgets, priorities, quotas, limits. */
export const policyCases: readonly Case[] = [
  ['core/disruption-budget', 'spec', budget({ minAvailable: 1, maxUnavailable: 1 })],
  ['core/number-out-of-range', 'spec.minAvailable', budget({ minAvailable: '120%' })],
  ['core/malformed-name', 'spec.maxUnavailable', budget({ maxUnavailable: 'half' })],
  ['core/priority-value', 'value', object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1_000_000_001 })],
  [
    'core/priority-value',
    'metadata.name',
    { ...object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }), metadata: { name: 'system-a' } },
  ],
  ['core/quota', 'spec.hard.gpu', quota({ hard: { gpu: 1 } })],
  ['core/quota', 'spec.hard.pods', quota({ hard: { pods: '1500m' } })],
  ['core/quota', 'spec.scopes', quota({ hard: { pods: 1 }, scopes: ['BestEffort', 'NotBestEffort'] })],
  ['core/limit-range', 'spec.limits[0].min.cpu', limits({ min: { cpu: 2 }, max: { cpu: 1 } })],
  ['core/limit-range', 'spec.limits[0].default.cpu', limits({ default: { cpu: 2 }, max: { cpu: 1 } })],
  ['core/limit-range', 'spec.limits[0].default', limits({ type: 'Pod', default: { cpu: 2 } })],
  [
    'core/limit-range',
    'spec.limits[0].maxLimitRequestRatio.cpu',
    limits({ maxLimitRequestRatio: { cpu: '500m' } }),
  ],
];

const peer = (from: Json) => networkPolicy({ ingress: [{ from: [from] }] });
const port = (fields: Json) => networkPolicy({ ingress: [{ ports: [fields] }] });
const backend = 'spec.rules[0].http.paths[0].backend';

/** Ingresses and NetworkPolicies. */
export const networkCases: readonly Case[] = [
  ['core/ingress-empty', 'spec', ingress()],
  ['core/malformed-name', 'spec.rules[0].host', ingressTo({}, 'Example.com')],
  ['core/malformed-name', 'spec.rules[0].host', ingressTo({}, '10.0.0.1')],
  ['core/ingress-path', 'spec.rules[0].http.paths[0].path', ingressTo({ path: 'api' })],
  ['core/ingress-path', 'spec.rules[0].http.paths[0].path', ingressTo({ path: '/a//b' })],
  ['core/none-of-many', backend, ingressTo({ backend: {} })],
  ['core/ingress-backend', backend, ingressTo({ backend: { service: { name: 'a' } } })],
  [
    'core/ingress-backend',
    backend,
    ingressTo({ backend: { service: { name: 'a', port: { name: 'http', number: 80 } } } }),
  ],
  [
    'core/malformed-name',
    `${backend}.service.name`,
    ingressTo({ backend: { service: { name: 'a.b', port: { number: 80 } } } }),
  ],
  [
    'core/malformed-name',
    'spec.tls[0].hosts[0]',
    ingress({ defaultBackend: { service: { name: 'a', port: { number: 80 } } }, tls: [{ hosts: ['a_b'] }] }),
  ],
  ['core/network-peer', 'spec.ingress[0].from[0]', peer({})],
  [
    'core/network-peer',
    'spec.ingress[0].from[0]',
    peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
  ],
  ['core/malformed-name', 'spec.ingress[0].from[0].ipBlock.cidr', peer({ ipBlock: { cidr: '10.0.0.1/8' } })],
  [
    'core/network-except',
    'spec.ingress[0].from[0].ipBlock.except[0]',
    peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
  ],
  ['core/network-port-range', 'spec.ingress[0].ports[0].endPort', port({ endPort: 90 })],
  ['core/network-port-range', 'spec.ingress[0].ports[0].endPort', port({ port: 90, endPort: 80 })],
  ['core/network-port-range', 'spec.ingress[0].ports[0].endPort', port({ port: 'http', endPort: 80 })],
  ['core/number-out-of-range', 'spec.ingress[0].ports[0].port', port({ port: 0 })],
];

const account = { kind: 'ServiceAccount', name: 'a', namespace: 'default' };

/** Roles, bindings, devices, webhooks. */
export const accessCases: readonly Case[] = [
  ['core/policy-rule', 'rules[0].apiGroups', role('Role', { apiGroups: undefined })],
  ['core/policy-rule', 'rules[0].resources', role('ClusterRole', { resources: [] })],
  ['core/empty-value', 'rules[0].verbs', role('Role', { verbs: [] })],
  ['core/policy-rule', 'rules[0].nonResourceURLs', role('ClusterRole', { nonResourceURLs: ['/healthz'] })],
  [
    'core/policy-rule',
    'rules[0].nonResourceURLs',
    role('Role', { apiGroups: undefined, resources: undefined, nonResourceURLs: ['/healthz'] }),
  ],
  ['core/role-ref', 'roleRef.kind', binding('ClusterRoleBinding', account, { kind: 'Role' })],
  ['core/role-ref', 'roleRef.apiGroup', binding('RoleBinding', account, { apiGroup: 'v1' })],
  [
    'core/subject',
    'subjects[0].namespace',
    binding('ClusterRoleBinding', { kind: 'ServiceAccount', name: 'a' }),
  ],
  [
    'core/subject',
    'subjects[0].apiGroup',
    binding('RoleBinding', { ...account, apiGroup: 'rbac.authorization.k8s.io' }),
  ],
  ['core/value-not-allowed', 'subjects[0].kind', binding('RoleBinding', { kind: 'Robot', name: 'a' })],
  [
    'core/aggregation-rule',
    'aggregationRule.clusterRoleSelectors',
    object('rbac.authorization.k8s.io/v1', 'ClusterRole', { aggregationRule: {}, rules: [] }),
  ],
  ['core/none-of-many', 'spec.devices.requests[0]', resourceClaim({ requests: [{ name: 'gpu' }] })],
  [
    'core/device-request-name',
    'spec.devices.requests[1].name',
    resourceClaim({
      requests: [
        { name: 'gpu', exactly: { deviceClassName: 'a' } },
        { name: 'gpu', exactly: { deviceClassName: 'a' } },
      ],
    }),
  ],
  [
    'core/device-request-name',
    'spec.devices.constraints[0].requests[0]',
    resourceClaim({
      requests: [{ name: 'gpu', exactly: { deviceClassName: 'a' } }],
      constraints: [{ requests: ['b'], matchAttribute: 'a/b' }],
    }),
  ],
  [
    'core/device-count',
    'spec.devices.requests[0].exactly.count',
    resourceClaim({
      requests: [{ name: 'gpu', exactly: { deviceClassName: 'a', allocationMode: 'All', count: 2 } }],
    }),
  ],
  ['core/webhook-name', 'webhooks[0].name', webhook({ name: 'check' })],
  ['core/webhook-client', 'webhooks[0].clientConfig', webhook({ clientConfig: {} })],
  ['core/number-out-of-range', 'webhooks[0].timeoutSeconds', webhook({ timeoutSeconds: 60 })],
  ['core/webhook-rule', 'webhooks[0].rules[0].operations', webhook({}, { operations: ['*', 'CREATE'] })],
];
