import { container, type Json, pod } from './builders.ts';
import type { Case } from './podCases.ts';

const node = (requirement: Json, list = 'matchExpressions') =>
  pod({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ [list]: [requirement] }] },
      },
    },
  });
const nodePath =
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]';
const pods = (term: Json) =>
  pod({
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: {}, ...term }],
      },
    },
  });
const podsPath = 'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
const toleration = (fields: Json) => pod({ tolerations: [fields] });
const spread = (...constraints: readonly Json[]) =>
  pod({
    topologySpreadConstraints: constraints.map(fields => ({
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: {},
      ...fields,
    })),
  });

/** Where pods may run. */
export const schedulingCases: readonly Case[] = [
  ['core/selector-values', `${nodePath}.matchExpressions[0].values`, node({ key: 'a', operator: 'In' })],
  [
    'core/selector-values',
    `${nodePath}.matchExpressions[0].values`,
    node({ key: 'a', operator: 'Exists', values: ['b'] }),
  ],
  [
    'core/selector-values',
    `${nodePath}.matchExpressions[0].values`,
    node({ key: 'a', operator: 'Gt', values: ['1', '2'] }),
  ],
  [
    'core/label-syntax',
    `${nodePath}.matchExpressions[0].values[0]`,
    node({ key: 'a', operator: 'In', values: ['a b'] }),
  ],
  ['core/malformed-name', `${nodePath}.matchExpressions[0].key`, node({ key: 'a b', operator: 'Exists' })],
  [
    'core/selector-values',
    `${nodePath}.matchFields[0].key`,
    node({ key: 'spec.x', operator: 'In', values: ['n'] }, 'matchFields'),
  ],
  [
    'core/field-selector-operator',
    `${nodePath}.matchFields[0].operator`,
    node({ key: 'metadata.name', operator: 'Exists' }, 'matchFields'),
  ],
  [
    'core/empty-value',
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
    pod({
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
      },
    }),
  ],
  [
    'core/number-out-of-range',
    'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
    pod({
      affinity: {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: {} }] },
      },
    }),
  ],
  ['core/malformed-name', `${podsPath}.topologyKey`, pods({ topologyKey: 'a b' })],
  ['core/empty-value', `${podsPath}.topologyKey`, pods({ topologyKey: '' })],
  ['core/match-label-keys', `${podsPath}.matchLabelKeys[0]`, pods({ matchLabelKeys: ['a b'] })],
  [
    'core/label-syntax',
    `${podsPath}.labelSelector.matchLabels.a`,
    pods({ labelSelector: { matchLabels: { a: 'b c' } } }),
  ],
  ['core/toleration', 'spec.tolerations[0].operator', toleration({ effect: 'NoSchedule' })],
  [
    'core/toleration',
    'spec.tolerations[0].effect',
    toleration({ key: 'a', operator: 'Exists', tolerationSeconds: 3 }),
  ],
  ['core/toleration', 'spec.tolerations[0].value', toleration({ key: 'a', operator: 'Exists', value: 'b' })],
  ['core/toleration', 'spec.tolerations[0].operator', toleration({ key: 'a', operator: 'Gt', value: '1' })],
  ['core/malformed-name', 'spec.tolerations[0].key', toleration({ key: 'a b', operator: 'Exists' })],
  ['core/number-out-of-range', 'spec.topologySpreadConstraints[0].maxSkew', spread({ maxSkew: 0 })],
  [
    'core/min-domains',
    'spec.topologySpreadConstraints[0].minDomains',
    spread({ minDomains: 2, whenUnsatisfiable: 'ScheduleAnyway' }),
  ],
  ['core/spread-repeated', 'spec.topologySpreadConstraints[1]', spread({}, {})],
  ['core/label-syntax', 'spec.nodeSelector.a', pod({ nodeSelector: { a: 'b c' } })],
  ['core/dns-config', 'spec.dnsConfig', pod({ dnsPolicy: 'None' })],
  ['core/dns-config', 'spec.dnsConfig.nameservers', pod({ dnsPolicy: 'None', dnsConfig: {} })],
  [
    'core/dns-config',
    'spec.dnsConfig.nameservers',
    pod({ dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } }),
  ],
  ['core/malformed-name', 'spec.dnsConfig.nameservers[0]', pod({ dnsConfig: { nameservers: ['dns'] } })],
  ['core/malformed-name', 'spec.hostAliases[0].ip', pod({ hostAliases: [{ ip: '1.2.3' }] })],
  [
    'core/gate-repeated',
    'spec.schedulingGates[1].name',
    pod({ schedulingGates: [{ name: 'a' }, { name: 'a' }] }),
  ],
  [
    'core/malformed-name',
    'spec.readinessGates[0].conditionType',
    pod({ readinessGates: [{ conditionType: 'a b' }] }),
  ],
];

/** What pods say of users, namespaces and the like. */
export const securityCases: readonly Case[] = [
  ['core/number-out-of-range', 'spec.activeDeadlineSeconds', pod({ activeDeadlineSeconds: 0 })],
  ['core/malformed-name', 'spec.serviceAccountName', pod({ serviceAccountName: 'Not_Good' })],
  ['core/malformed-name', 'spec.priorityClassName', pod({ priorityClassName: 'a b' })],
  ['core/hostname', 'spec.hostname', pod({ hostname: 'a.b' })],
  ['core/hostname', 'spec.subdomain', pod({ subdomain: 'a.b' })],
  ['core/hostname-override', 'spec.hostnameOverride', pod({ hostnameOverride: 'a', hostNetwork: true })],
  [
    'core/ephemeral-containers',
    'spec.ephemeralContainers',
    pod({ ephemeralContainers: [container({ name: 'debug' })] }),
  ],
  ['core/host-users', 'spec.hostNetwork', pod({ hostUsers: false, hostNetwork: true })],
  [
    'core/process-namespace',
    'spec.shareProcessNamespace',
    pod({ shareProcessNamespace: true, hostPID: true }),
  ],
  [
    'core/sysctl',
    'spec.securityContext.sysctls[1].name',
    pod({
      securityContext: {
        sysctls: [
          { name: 'net.a', value: '1' },
          { name: 'net.a', value: '2' },
        ],
      },
    }),
  ],
  [
    'core/sysctl',
    'spec.securityContext.sysctls[0].name',
    pod({ hostNetwork: true, securityContext: { sysctls: [{ name: 'net.a', value: '1' }] } }),
  ],
  [
    'core/malformed-name',
    'spec.securityContext.sysctls[0].name',
    pod({ securityContext: { sysctls: [{ name: 'Net', value: '1' }] } }),
  ],
  [
    'core/other-system',
    'spec.securityContext.runAsUser',
    pod({ os: { name: 'windows' }, securityContext: { runAsUser: 1 } }),
  ],
  [
    'core/other-system',
    'spec.containers[0].securityContext.windowsOptions',
    pod({ os: { name: 'linux' }, containers: [container({ securityContext: { windowsOptions: {} } })] }),
  ],
  [
    'core/host-process',
    'spec.hostNetwork',
    pod({ securityContext: { windowsOptions: { hostProcess: true } } }),
  ],
  [
    'core/local-profile',
    'spec.securityContext.seccompProfile.localhostProfile',
    pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } }),
  ],
  ['core/none-of-many', 'spec.resourceClaims[0]', pod({ resourceClaims: [{ name: 'gpu' }] })],
  [
    'core/one-of-many',
    'spec.resourceClaims[0].resourceClaimTemplateName',
    pod({ resourceClaims: [{ name: 'gpu', resourceClaimName: 'a', resourceClaimTemplateName: 'b' }] }),
  ],
  [
    'core/claim-name-repeated',
    'spec.resourceClaims[1].name',
    pod({
      resourceClaims: [
        { name: 'gpu', resourceClaimName: 'a' },
        { name: 'gpu', resourceClaimName: 'a' },
      ],
    }),
  ],
  [
    'core/init-container-probe',
    'spec.initContainers[0].livenessProbe',
    pod({ initContainers: [container({ name: 'init', livenessProbe: { tcpSocket: { port: 80 } } })] }),
  ],
  [
    'core/resize-policy',
    'spec.containers[0].resizePolicy[0].restartPolicy',
    pod({
      restartPolicy: 'Never',
      containers: [container({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] })],
    }),
  ],
];
