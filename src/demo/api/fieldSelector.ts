import { isJsonObject, type KubeObject } from './kubeObject.ts';
import { refusals } from './status.ts';

const always = ['metadata.name', 'metadata.namespace'];
const byKind: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Secret: ['type'],
  Job: ['status.successful'],
  ReplicaSet: ['status.replicas'],
  Service: ['spec.clusterIP', 'spec.type'],
};

/** Reads `spec.nodeName=a,status.phase!=Running`; only the fields that the real server indexes are allowed. */
export function parseFieldSelector(text: string, kind: string): (object: KubeObject) => boolean {
  const requirements = text
    .split(',')
    .filter(part => part.trim() !== '')
    .map(part => parseRequirement(part.trim(), kind));
  return object => requirements.every(fits => fits(object));
}

function parseRequirement(text: string, kind: string): (object: KubeObject) => boolean {
  const [, path, sign, value] = /^([^!=]+?)\s*(==|!=|=)\s*(.*)$/.exec(text) ?? [];
  if (path === undefined || value === undefined) {
    throw refusals.badRequest(`invalid selector: '${text}'; can't understand '${text}'`);
  }
  if (!always.includes(path) && !byKind[kind]?.includes(path)) {
    throw refusals.badRequest(
      byKind[kind]
        ? `field label not supported: ${path}`
        : `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  }
  return object => (fieldText(object, path) === value) === (sign !== '!=');
}

function fieldText(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.')) value = isJsonObject(value) ? value[step] : undefined;
  return value === undefined || value === null ? '' : String(value);
}
