const dotted: ReadonlySet<string> = new Set(
  [
    'admissionregistration',
    'apiextensions',
    'apiregistration',
    'authentication',
    'authorization',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'flowcontrol.apiserver',
    'internal.apiserver',
    'networking',
    'node',
    'rbac.authorization',
    'resource',
    'scheduling',
    'storage',
    'storagemigration',
  ].map(name => `${name}.k8s.io`),
);

/** Whether the API server knows the kinds of a group as types of its own, and not by custom resource definitions. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || dotted.has(group);
}
