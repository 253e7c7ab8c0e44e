import { container, type Json, pod, podOf } from './builders.ts';

/** What a rule has to find: its id, the field that it names, and the object that is fine otherwise. */
export type Case = readonly [rule: string, path: string, manifest: Json];

const env = (variable: Json) => podOf({ env: [{ name: 'A', ...variable }] });
const resources = (amounts: Json) => podOf({ resources: amounts });
const probe = (fields: Json, name = 'livenessProbe') =>
  podOf({ [name]: { tcpSocket: { port: 80 }, ...fields } });
const mounts = (...volumeMounts: readonly Json[]) =>
  pod({ volumes: [{ name: 'data', emptyDir: {} }], containers: [container({ volumeMounts })] });
const at = '/data';

/** Containers, environment, probes, mounts and resources. */
export const containerCases: readonly Case[] = [
  ['core/no-image', 'spec.containers[0].image', podOf({ image: undefined })],
  ['core/no-image', 'spec.containers[0].image', podOf({ image: '' })],
  ['core/image-blanks', 'spec.containers[0].image', podOf({ image: 'busybox ' })],
  ['core/empty-value', 'spec.containers[0].name', podOf({ name: '' })],
  ['core/malformed-name', 'spec.containers[0].name', podOf({ name: 'Main_1' })],
  [
    'core/container-name-repeated',
    'spec.containers[1].name',
    pod({ containers: [container(), container()] }),
  ],
  ['core/container-name-repeated', 'spec.initContainers[0].name', pod({ initContainers: [container()] })],
  ['core/no-containers', 'spec.containers', pod({ containers: [] })],
  ['core/no-containers', 'spec.containers', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }],
  [
    'core/malformed-name',
    'spec.containers[0].ports[0].name',
    podOf({ ports: [{ name: 'http-metrics-port', containerPort: 80 }] }),
  ],
  [
    'core/malformed-name',
    'spec.containers[0].ports[0].name',
    podOf({ ports: [{ name: '8080', containerPort: 80 }] }),
  ],
  [
    'core/number-out-of-range',
    'spec.containers[0].ports[0].containerPort',
    podOf({ ports: [{ containerPort: 70000 }] }),
  ],
  [
    'core/number-out-of-range',
    'spec.containers[0].ports[0].hostPort',
    podOf({ ports: [{ containerPort: 80, hostPort: -1 }] }),
  ],
  [
    'core/port-name-repeated',
    'spec.containers[0].ports[1].name',
    podOf({
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'http', containerPort: 81 },
      ],
    }),
  ],
  [
    'core/host-port',
    'spec.containers[0].ports[1].hostPort',
    podOf({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
  ],
  [
    'core/host-port',
    'spec.containers[0].ports[0].hostPort',
    pod({ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80, hostPort: 81 }] })] }),
  ],
  ['core/empty-value', 'spec.containers[0].env[0].name', podOf({ env: [{ name: '', value: '1' }] })],
  ['core/malformed-name', 'spec.containers[0].env[0].name', podOf({ env: [{ name: 'A=B', value: '1' }] })],
  ['core/none-of-many', 'spec.containers[0].env[0].valueFrom', env({ valueFrom: {} })],
  [
    'core/env-value-and-source',
    'spec.containers[0].env[0].valueFrom',
    env({ value: '1', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
  ],
  [
    'core/field-path',
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
    env({ valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } }),
  ],
  [
    'core/field-path',
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
    env({ valueFrom: { fieldRef: { fieldPath: 'spec.node' } } }),
  ],
  [
    'core/resource-field',
    'spec.containers[0].env[0].valueFrom.resourceFieldRef.resource',
    env({ valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }),
  ],
  [
    'core/missing-field',
    'spec.containers[0].env[0].valueFrom.configMapKeyRef.name',
    env({ valueFrom: { configMapKeyRef: { key: 'k' } } }),
  ],
  [
    'core/malformed-name',
    'spec.containers[0].env[0].valueFrom.secretKeyRef.name',
    env({ valueFrom: { secretKeyRef: { name: 'Not_Good', key: 'k' } } }),
  ],
  [
    'core/malformed-name',
    'spec.containers[0].env[0].valueFrom.secretKeyRef.key',
    env({ valueFrom: { secretKeyRef: { name: 's', key: 'a b' } } }),
  ],
  ['core/none-of-many', 'spec.containers[0].envFrom[0]', podOf({ envFrom: [{ prefix: 'A_' }] })],
  [
    'core/missing-field',
    'spec.containers[0].envFrom[0].secretRef.name',
    podOf({ envFrom: [{ secretRef: {} }] }),
  ],
  ['core/no-handler', 'spec.containers[0].livenessProbe', podOf({ livenessProbe: { periodSeconds: 3 } })],
  ['core/one-of-many', 'spec.containers[0].livenessProbe.tcpSocket', probe({ httpGet: { port: 80 } })],
  [
    'core/number-out-of-range',
    'spec.containers[0].livenessProbe.periodSeconds',
    probe({ periodSeconds: -1 }),
  ],
  [
    'core/number-out-of-range',
    'spec.containers[0].livenessProbe.terminationGracePeriodSeconds',
    probe({ terminationGracePeriodSeconds: 0 }),
  ],
  [
    'core/probe-success-threshold',
    'spec.containers[0].livenessProbe.successThreshold',
    probe({ successThreshold: 2 }),
  ],
  [
    'core/probe-success-threshold',
    'spec.containers[0].startupProbe.successThreshold',
    probe({ successThreshold: 2 }, 'startupProbe'),
  ],
  [
    'core/probe-grace-period',
    'spec.containers[0].readinessProbe.terminationGracePeriodSeconds',
    probe({ terminationGracePeriodSeconds: 3 }, 'readinessProbe'),
  ],
  [
    'core/number-out-of-range',
    'spec.containers[0].livenessProbe.httpGet.port',
    podOf({ livenessProbe: { httpGet: { port: 0 } } }),
  ],
  [
    'core/malformed-name',
    'spec.containers[0].livenessProbe.httpGet.port',
    podOf({ livenessProbe: { httpGet: { port: 'HTTP' } } }),
  ],
  [
    'core/malformed-name',
    'spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name',
    podOf({ livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'a b', value: 'x' }] } } }),
  ],
  [
    'core/missing-field',
    'spec.containers[0].livenessProbe.exec.command',
    podOf({ livenessProbe: { exec: {} } }),
  ],
  ['core/no-handler', 'spec.containers[0].lifecycle.preStop', podOf({ lifecycle: { preStop: {} } })],
  [
    'core/one-of-many',
    'spec.containers[0].lifecycle.preStop.httpGet',
    podOf({ lifecycle: { preStop: { exec: { command: ['a'] }, httpGet: { port: 80 } } } }),
  ],
  [
    'core/unknown-volume',
    'spec.containers[0].volumeMounts[0].name',
    podOf({ volumeMounts: [{ name: 'data', mountPath: at }] }),
  ],
  [
    'core/unknown-volume',
    'spec.containers[0].volumeDevices[0].name',
    podOf({ volumeDevices: [{ name: 'data', devicePath: '/dev/x' }] }),
  ],
  [
    'core/mount-path-repeated',
    'spec.containers[0].volumeMounts[1].mountPath',
    mounts({ name: 'data', mountPath: at }, { name: 'data', mountPath: at }),
  ],
  [
    'core/empty-value',
    'spec.containers[0].volumeMounts[0].mountPath',
    mounts({ name: 'data', mountPath: '' }),
  ],
  [
    'core/sub-path',
    'spec.containers[0].volumeMounts[0].subPath',
    mounts({ name: 'data', mountPath: at, subPath: '../x' }),
  ],
  [
    'core/sub-path',
    'spec.containers[0].volumeMounts[0].subPathExpr',
    mounts({ name: 'data', mountPath: at, subPath: 'a', subPathExpr: 'b' }),
  ],
  [
    'core/mount-propagation',
    'spec.containers[0].volumeMounts[0].mountPropagation',
    mounts({ name: 'data', mountPath: at, mountPropagation: 'Bidirectional' }),
  ],
  [
    'core/recursive-read-only',
    'spec.containers[0].volumeMounts[0].recursiveReadOnly',
    mounts({ name: 'data', mountPath: at, recursiveReadOnly: 'Enabled' }),
  ],
  [
    'core/value-not-allowed',
    'spec.containers[0].volumeMounts[0].recursiveReadOnly',
    mounts({ name: 'data', mountPath: at, recursiveReadOnly: 'Yes' }),
  ],
  [
    'core/request-over-limit',
    'spec.containers[0].resources.requests.cpu',
    resources({ requests: { cpu: '2' }, limits: { cpu: '1' } }),
  ],
  [
    'core/device-request',
    'spec.containers[0].resources.requests[nvidia.com/gpu]',
    resources({ requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } }),
  ],
  [
    'core/device-request',
    'spec.containers[0].resources.limits',
    resources({ requests: { 'nvidia.com/gpu': 1 } }),
  ],
  [
    'core/device-fraction',
    'spec.containers[0].resources.limits[nvidia.com/gpu]',
    resources({ limits: { 'nvidia.com/gpu': '0.5' } }),
  ],
  [
    'core/negative-resource',
    'spec.containers[0].resources.limits.memory',
    resources({ limits: { memory: '-1Gi' } }),
  ],
  ['core/resource-name', 'spec.containers[0].resources.limits.gpu', resources({ limits: { gpu: 1 } })],
  [
    'core/resource-name',
    'spec.containers[0].resources.limits.storage',
    resources({ limits: { storage: '1Gi' } }),
  ],
  ['core/huge-pages', 'spec.containers[0].resources', resources({ limits: { 'hugepages-2Mi': '4Mi' } })],
  [
    'core/huge-pages',
    'spec.containers[0].resources.limits.hugepages-2Mi',
    resources({ limits: { cpu: 1, 'hugepages-2Mi': '3Mi' } }),
  ],
  ['core/unknown-claim', 'spec.containers[0].resources.claims[0]', resources({ claims: [{ name: 'gpu' }] })],
  [
    'core/privileged-without-escalation',
    'spec.containers[0].securityContext',
    podOf({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
  ],
  [
    'core/number-out-of-range',
    'spec.containers[0].securityContext.runAsUser',
    podOf({ securityContext: { runAsUser: -1 } }),
  ],
  [
    'core/proc-mount',
    'spec.containers[0].securityContext.procMount',
    podOf({ securityContext: { procMount: 'Unmasked' } }),
  ],
  [
    'core/local-profile',
    'spec.containers[0].securityContext.seccompProfile.localhostProfile',
    podOf({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
  ],
  [
    'core/restart-rules',
    'spec.containers[0].restartPolicy',
    podOf({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [3] } }] }),
  ],
];
