import { mapAt, numberAt, stringAt } from '../syntax/lookup.ts';
import type { Immutable, Pair, Pattern } from './immutable.ts';
import { hasCondition, liveAt, liveString } from './live.ts';

const selector: Immutable = { path: ['spec', 'selector'], isAtomic: true };

/** Scheduling and resources may change while a Job is suspended and none of its pods runs. */
const mutableInSuspendedTemplate: readonly string[] = [
  'metadata.labels',
  'metadata.annotations',
  'spec.affinity.nodeAffinity',
  'spec.nodeSelector',
  'spec.tolerations',
  'spec.schedulingGates',
  'spec.containers.*.resources',
  'spec.initContainers.*.resources',
];

function isSuspended({ live }: Pair): boolean {
  const isIdle = liveAt(live, 'status', 'startTime') === undefined || hasCondition(live, 'Suspended');
  return liveAt(live, 'spec', 'suspend') === true && isIdle;
}

function isIndexed({ object, live }: Pair): boolean {
  const mode = stringAt(object.node, 'spec', 'completionMode') ?? liveString(live, 'spec', 'completionMode');
  return mode === 'Indexed';
}

const job: readonly Immutable[] = [
  { path: ['spec', 'completions'], unless: isIndexed, wayOut: 'rename' },
  ...['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'].map(
    (name): Immutable => ({ path: ['spec', name], wayOut: 'rename' }),
  ),
  { path: ['spec', 'selector'], isAtomic: true, wayOut: 'rename' },
  {
    path: ['spec', 'template'],
    mayChange: pair => (isSuspended(pair) ? mutableInSuspendedTemplate : []),
    wayOut: 'rename',
  },
];

function serviceType({ object, live }: Pair): readonly (string | undefined)[] {
  const before = liveString(live, 'spec', 'type');
  return [stringAt(object.node, 'spec', 'type') ?? before, before];
}

function isExternal(pair: Pair): boolean {
  return serviceType(pair).includes('ExternalName');
}

function isHeadless({ object, live }: Pair): boolean {
  const before = liveString(live, 'spec', 'clusterIP');
  return before === 'None' || stringAt(object.node, 'spec', 'clusterIP') === 'None';
}

const service: readonly Immutable[] = [
  { path: ['spec', 'clusterIP'], unless: isExternal },
  { path: ['spec', 'clusterIPs', 0], unless: isExternal },
  { path: ['spec', 'ipFamilies', 0], unless: pair => isExternal(pair) || isHeadless(pair) },
  {
    path: ['spec', 'loadBalancerClass'],
    unless: pair => serviceType(pair).some(type => type !== 'LoadBalancer'),
  },
];

function changeableOfClaim({ live }: Pair): readonly string[] {
  const isBound = liveString(live, 'status', 'phase') === 'Bound';
  return [
    ...(isBound ? ['resources.requests.storage', 'volumeAttributesClassName'] : []),
    ...['volumeName', 'storageClassName'].filter(name => liveAt(live, 'spec', name) === undefined),
  ];
}

/** Everything of a volume's spec that is not the way to its storage. */
const changeableOfVolume: readonly string[] = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
];

function isNotFrozen({ live }: Pair): boolean {
  return liveAt(live, 'immutable') !== true;
}

const frozen = (...names: readonly string[]): readonly Immutable[] =>
  names.map(name => ({ path: [name], unless: isNotFrozen, wayOut: 'rename' }));

function hasRaisedDeadline({ object, live }: Pair): boolean {
  const before = liveAt(live, 'spec', 'activeDeadlineSeconds');
  const after = numberAt(object.node, 'spec', 'activeDeadlineSeconds');
  return typeof before === 'number' && after !== undefined && after > before;
}

/** A pod that is held back by gates may still be told more closely where to go. */
function changeableOfGated({ object, live }: Pair): readonly Pattern[] {
  if (liveAt(live, 'spec', 'schedulingGates') === undefined) return [];
  const entries = mapAt(object.node, 'spec', 'nodeSelector')?.entries ?? [];
  const added = entries.filter(({ name }) => liveAt(live, 'spec', 'nodeSelector', name) === undefined);
  return ['affinity.nodeAffinity', ...added.map(({ name }) => ['nodeSelector', name])];
}

const pod: Immutable = {
  path: ['spec'],
  mayChange: pair => [
    'containers.*.image',
    'initContainers.*.image',
    'tolerations',
    'ephemeralContainers',
    ...(hasRaisedDeadline(pair) ? [] : ['activeDeadlineSeconds']),
    ...changeableOfGated(pair),
  ],
  wayOut: 'pod',
};

const roleRef: readonly Immutable[] = [{ path: ['roleRef'] }];

/** What the API server refuses to change, by `group/Kind`: as its update validation has it in Kubernetes 1.36. */
export const coreImmutables: Readonly<Record<string, readonly Immutable[]>> = {
  'apps/Deployment': [selector],
  'apps/DaemonSet': [selector],
  'apps/ReplicaSet': [selector],
  'apps/StatefulSet': [
    selector,
    {
      path: ['spec'],
      mayChange: [
        'selector',
        'replicas',
        'ordinals',
        'template',
        'updateStrategy',
        'revisionHistoryLimit',
        'persistentVolumeClaimRetentionPolicy',
        'minReadySeconds',
      ],
    },
  ],
  'apps/ControllerRevision': [{ path: ['data'] }],
  'batch/Job': job,
  '/Pod': [pod],
  '/Service': service,
  '/PersistentVolumeClaim': [{ path: ['spec'], mayChange: changeableOfClaim, wayOut: 'new claim' }],
  '/PersistentVolume': [
    {
      path: ['spec'],
      mayChange: ({ live }) => [
        ...changeableOfVolume,
        ...['csi.controllerExpandSecretRef', 'nodeAffinity'].filter(
          name => liveAt(live, 'spec', ...name.split('.')) === undefined,
        ),
      ],
    },
  ],
  '/ConfigMap': frozen('immutable', 'data', 'binaryData'),
  '/Secret': [{ path: ['type'] }, ...frozen('immutable')],
  '/ResourceQuota': [{ path: ['spec', 'scopes'] }],
  'storage.k8s.io/StorageClass': ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'].map(
    name => ({ path: [name] }),
  ),
  'storage.k8s.io/VolumeAttributesClass': [{ path: ['driverName'] }, { path: ['parameters'] }],
  'storage.k8s.io/CSIDriver': [
    { path: ['spec', 'attachRequired'] },
    { path: ['spec', 'volumeLifecycleModes'] },
  ],
  'storage.k8s.io/VolumeAttachment': [{ path: ['spec'] }],
  'scheduling.k8s.io/PriorityClass': [{ path: ['value'] }, { path: ['preemptionPolicy'] }],
  'rbac.authorization.k8s.io/RoleBinding': roleRef,
  'rbac.authorization.k8s.io/ClusterRoleBinding': roleRef,
  'networking.k8s.io/IngressClass': [{ path: ['spec', 'controller'] }],
  'networking.k8s.io/IPAddress': [{ path: ['spec', 'parentRef'] }],
  'node.k8s.io/RuntimeClass': [{ path: ['handler'] }],
  'discovery.k8s.io/EndpointSlice': [{ path: ['addressType'] }],
  'certificates.k8s.io/CertificateSigningRequest': [{ path: ['spec'] }],
  'resource.k8s.io/ResourceClaim': [{ path: ['spec'] }],
  'resource.k8s.io/ResourceClaimTemplate': [{ path: ['spec'], wayOut: 'rename' }],
};
