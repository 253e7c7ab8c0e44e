import { qualifiedNameFlaw } from '../../structure/names.ts';

const ofContainers = new Set(['cpu', 'memory', 'ephemeral-storage']);

const countable = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const measurable = ['cpu', 'memory', 'ephemeral-storage'].flatMap(name => [
  name,
  `requests.${name}`,
  `limits.${name}`,
]);

const ofQuotas = new Set([...countable, ...measurable, 'requests.storage']);

/** Whether a resource is one of Kubernetes' own: no prefix, or one of kubernetes.io. */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether requests may be below limits. Devices and huge pages cannot be promised twice. */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePages(name);
}

/** A device or another resource that a plugin offers, as `nvidia.com/gpu`. */
export function isExtendedResource(name: string): boolean {
  return (
    !isNativeResource(name) &&
    !name.startsWith('requests.') &&
    qualifiedNameFlaw(`requests.${name}`) === undefined
  );
}

/** Resources that come in whole numbers only. */
export function isCounted(name: string): boolean {
  return countable.includes(name) || isExtendedResource(name);
}

/** Whether a container can ask for a resource of this name. */
export function isContainerResource(name: string): boolean {
  if (qualifiedNameFlaw(name) !== undefined) return false;
  if (!name.includes('/')) return ofContainers.has(name) || isHugePages(name);
  return isNativeResource(name) || isExtendedResource(name);
}

/** Whether a quota can bound a resource of this name. */
export function isQuotaResource(name: string): boolean {
  if (qualifiedNameFlaw(name) !== undefined) return false;
  return (
    name.includes('/') || ofQuotas.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-')
  );
}

/** The names that a container may have meant. */
export const containerResources: readonly string[] = [...ofContainers];
