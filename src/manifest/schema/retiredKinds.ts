import type { IndexedKind } from './fileCatalog.ts';

/** Versions of some kinds that Kubernetes no longer serves. */
interface Removal {
  /** Kubernetes version that first went without them; undefined for what was never more than alpha. */
  readonly since: string | undefined;
  readonly apiVersion: string;
  /** `Kind plural`, and `!` after the plural where the kind is cluster-wide. */
  readonly kinds: readonly string[];
  /** What serves the kinds today; absent where nothing does. */
  readonly heir?: Heir;
}

interface Heir {
  /** `group/version`. */
  readonly apiVersion: string;
  /** True where it has the same fields, so that its schema helps with the old text too. */
  readonly isAlike: boolean;
}

const workloads = ['DaemonSet daemonsets', 'Deployment deployments', 'ReplicaSet replicasets'];
const roles = [
  'ClusterRole clusterroles!',
  'ClusterRoleBinding clusterrolebindings!',
  'Role roles',
  'RoleBinding rolebindings',
];
const policies = [
  'ValidatingAdmissionPolicy validatingadmissionpolicies!',
  'ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings!',
];
const webhooks = [
  'MutatingWebhookConfiguration mutatingwebhookconfigurations!',
  'ValidatingWebhookConfiguration validatingwebhookconfigurations!',
];
const reviews = [
  'LocalSubjectAccessReview localsubjectaccessreviews',
  'SelfSubjectAccessReview selfsubjectaccessreviews!',
  'SelfSubjectRulesReview selfsubjectrulesreviews!',
  'SubjectAccessReview subjectaccessreviews!',
];
const flow = ['FlowSchema flowschemas!', 'PriorityLevelConfiguration prioritylevelconfigurations!'];
const autoscaler = ['HorizontalPodAutoscaler horizontalpodautoscalers'];

/** Source: Kubernetes' deprecated API migration guide, and the release notes for what was never more than alpha. */
const removals: readonly Removal[] = [
  removed('1.16', 'extensions/v1beta1', workloads, alike('apps/v1')),
  removed('1.16', 'extensions/v1beta1', ['NetworkPolicy networkpolicies'], alike('networking.k8s.io/v1')),
  removed('1.16', 'extensions/v1beta1', ['PodSecurityPolicy podsecuritypolicies!']),
  removed('1.22', 'extensions/v1beta1', ['Ingress ingresses'], unlike('networking.k8s.io/v1')),
  removed(
    '1.16',
    'apps/v1beta1',
    ['ControllerRevision controllerrevisions', 'Deployment deployments', 'StatefulSet statefulsets'],
    alike('apps/v1'),
  ),
  removed(
    '1.16',
    'apps/v1beta2',
    ['ControllerRevision controllerrevisions', ...workloads, 'StatefulSet statefulsets'],
    alike('apps/v1'),
  ),
  removed('1.19', 'auditregistration.k8s.io/v1alpha1', ['AuditSink auditsinks!']),
  removed('1.20', 'settings.k8s.io/v1alpha1', ['PodPreset podpresets']),
  removed('1.21', 'batch/v2alpha1', ['CronJob cronjobs'], alike('batch/v1')),
  removed(
    '1.22',
    'admissionregistration.k8s.io/v1beta1',
    webhooks,
    unlike('admissionregistration.k8s.io/v1'),
  ),
  removed(
    '1.22',
    'apiextensions.k8s.io/v1beta1',
    ['CustomResourceDefinition customresourcedefinitions!'],
    unlike('apiextensions.k8s.io/v1'),
  ),
  removed(
    '1.22',
    'apiregistration.k8s.io/v1beta1',
    ['APIService apiservices!'],
    alike('apiregistration.k8s.io/v1'),
  ),
  removed(
    '1.22',
    'authentication.k8s.io/v1beta1',
    ['TokenReview tokenreviews!'],
    alike('authentication.k8s.io/v1'),
  ),
  removed('1.22', 'authorization.k8s.io/v1beta1', reviews, unlike('authorization.k8s.io/v1')),
  removed(
    '1.22',
    'certificates.k8s.io/v1beta1',
    ['CertificateSigningRequest certificatesigningrequests!'],
    unlike('certificates.k8s.io/v1'),
  ),
  removed('1.22', 'coordination.k8s.io/v1beta1', ['Lease leases'], alike('coordination.k8s.io/v1')),
  removed('1.22', 'networking.k8s.io/v1beta1', ['Ingress ingresses'], unlike('networking.k8s.io/v1')),
  removed(
    '1.22',
    'networking.k8s.io/v1beta1',
    ['IngressClass ingressclasses!'],
    alike('networking.k8s.io/v1'),
  ),
  removed('1.23', 'rbac.authorization.k8s.io/v1alpha1', roles, unlike('rbac.authorization.k8s.io/v1')),
  removed('1.22', 'rbac.authorization.k8s.io/v1beta1', roles, alike('rbac.authorization.k8s.io/v1')),
  removed(
    '1.22',
    'scheduling.k8s.io/v1beta1',
    ['PriorityClass priorityclasses!'],
    alike('scheduling.k8s.io/v1'),
  ),
  removed(
    '1.22',
    'storage.k8s.io/v1beta1',
    [
      'CSIDriver csidrivers!',
      'CSINode csinodes!',
      'StorageClass storageclasses!',
      'VolumeAttachment volumeattachments!',
    ],
    alike('storage.k8s.io/v1'),
  ),
  removed('1.25', 'autoscaling/v2beta1', autoscaler, unlike('autoscaling/v2')),
  removed('1.25', 'batch/v1beta1', ['CronJob cronjobs'], alike('batch/v1')),
  removed(
    '1.25',
    'discovery.k8s.io/v1beta1',
    ['EndpointSlice endpointslices'],
    unlike('discovery.k8s.io/v1'),
  ),
  removed('1.25', 'events.k8s.io/v1beta1', ['Event events'], unlike('events.k8s.io/v1')),
  removed('1.25', 'node.k8s.io/v1beta1', ['RuntimeClass runtimeclasses!'], alike('node.k8s.io/v1')),
  removed('1.25', 'policy/v1beta1', ['PodDisruptionBudget poddisruptionbudgets'], alike('policy/v1')),
  removed('1.25', 'policy/v1beta1', ['PodSecurityPolicy podsecuritypolicies!']),
  removed('1.26', 'autoscaling/v2beta2', autoscaler, alike('autoscaling/v2')),
  removed('1.26', 'flowcontrol.apiserver.k8s.io/v1beta1', flow, unlike('flowcontrol.apiserver.k8s.io/v1')),
  removed(
    '1.27',
    'storage.k8s.io/v1beta1',
    ['CSIStorageCapacity csistoragecapacities'],
    alike('storage.k8s.io/v1'),
  ),
  removed('1.29', 'flowcontrol.apiserver.k8s.io/v1beta2', flow, unlike('flowcontrol.apiserver.k8s.io/v1')),
  removed('1.32', 'flowcontrol.apiserver.k8s.io/v1beta3', flow, unlike('flowcontrol.apiserver.k8s.io/v1')),
  removed(
    undefined,
    'admissionregistration.k8s.io/v1alpha1',
    policies,
    alike('admissionregistration.k8s.io/v1'),
  ),
  removed(
    undefined,
    'admissionregistration.k8s.io/v1beta1',
    policies,
    alike('admissionregistration.k8s.io/v1'),
  ),
  removed(
    undefined,
    'resource.k8s.io/v1alpha2',
    ['ResourceClaim resourceclaims', 'ResourceClaimTemplate resourceclaimtemplates'],
    unlike('resource.k8s.io/v1'),
  ),
  removed(undefined, 'resource.k8s.io/v1alpha2', ['ResourceClass resourceclasses!']),
  removed(
    undefined,
    'resource.k8s.io/v1alpha3',
    [
      'ResourceClaim resourceclaims',
      'ResourceClaimTemplate resourceclaimtemplates',
      'DeviceClass deviceclasses!',
      'ResourceSlice resourceslices!',
    ],
    unlike('resource.k8s.io/v1'),
  ),
];

function removed(
  since: string | undefined,
  apiVersion: string,
  kinds: readonly string[],
  heir?: Heir,
): Removal {
  return { since, apiVersion, kinds, ...(heir && { heir }) };
}

function alike(apiVersion: string): Heir {
  return { apiVersion, isAlike: true };
}

function unlike(apiVersion: string): Heir {
  return { apiVersion, isAlike: false };
}

/**
 * Kinds of Kubernetes itself in versions that no supported server has any more, as rows of the catalogue. A row's schema
 * is the successor's where that has the same fields; else it has none, and `file` is empty.
 */
export function retiredKinds(current: readonly IndexedKind[]): readonly IndexedKind[] {
  return removals.flatMap(removal => removal.kinds.map(kind => rowOf(removal, kind, current)));
}

function rowOf(removal: Removal, words: string, current: readonly IndexedKind[]): IndexedKind {
  const [group = '', version = ''] = removal.apiVersion.split('/');
  const [kind = '', plural = ''] = words.split(' ');
  const { since, heir } = removal;
  const page = current.find(row => row.kind === kind)?.link;
  const shown =
    heir?.isAlike === true &&
    current.find(row => row.kind === kind && `${row.group}/${row.version}` === heir.apiVersion);
  return {
    group,
    version,
    kind,
    plural: plural.replace('!', ''),
    isNamespaced: !plural.endsWith('!'),
    origin: 'core',
    isBuiltIn: true,
    retirement: {
      state: 'removed',
      ...(since === undefined ? {} : { since }),
      ...(heir === undefined ? {} : { successor: heir.apiVersion }),
    },
    ...(page === undefined ? {} : { link: page }),
    file: shown ? shown.file : '',
    definition: shown ? shown.definition : '',
  };
}

/**
 * Since which version of Kubernetes a kind is deprecated though it is still served, by `group/version/Kind`. Source: the
 * warnings that a kube-apiserver 1.36 sends.
 */
export const deprecatedSince: Readonly<Record<string, string>> = {
  '/v1/Endpoints': '1.33',
};
