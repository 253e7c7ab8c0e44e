import { conditions } from './metadata.ts';
import { podSpec, podStatus } from './podSchemas.ts';
import {
  anything,
  atomicList,
  fields,
  flag,
  intOrText,
  listBy,
  quantities,
  type Schema,
  setOf,
  text,
  textMap,
  texts,
  time,
  whole,
  whole32,
} from './schema.ts';
import { claimSpec } from './volumeSchemas.ts';
import {
  autoscaler,
  cronJob,
  daemonSet,
  deployment,
  disruptionBudget,
  job,
  objectReference,
  replicaSet,
  statefulSet,
} from './workloadSchemas.ts';

type Fields = Readonly<Record<string, Schema>>;

const servicePort = fields(
  {
    appProtocol: text,
    name: text,
    nodePort: whole32,
    port: whole32,
    protocol: { type: 'string', default: 'TCP' },
    targetPort: intOrText,
  },
  ['port'],
);

const serviceSpec = fields({
  allocateLoadBalancerNodePorts: flag,
  clusterIP: text,
  clusterIPs: texts,
  externalIPs: texts,
  externalName: text,
  externalTrafficPolicy: text,
  healthCheckNodePort: whole32,
  internalTrafficPolicy: text,
  ipFamilies: texts,
  ipFamilyPolicy: text,
  loadBalancerClass: text,
  loadBalancerIP: text,
  loadBalancerSourceRanges: texts,
  ports: listBy(['port', 'protocol'], servicePort),
  publishNotReadyAddresses: flag,
  selector: { ...textMap, 'x-kubernetes-map-type': 'atomic' },
  sessionAffinity: text,
  sessionAffinityConfig: anything,
  trafficDistribution: text,
  type: text,
});

const nodeSpec = fields({
  configSource: anything,
  externalID: text,
  podCIDR: text,
  podCIDRs: setOf(text),
  providerID: text,
  taints: atomicList(fields({ effect: text, key: text, timeAdded: time, value: text })),
  unschedulable: flag,
});

const volumeSpec = fields({
  accessModes: texts,
  capacity: quantities,
  claimRef: objectReference,
  csi: anything,
  hostPath: anything,
  local: anything,
  mountOptions: texts,
  nfs: anything,
  nodeAffinity: anything,
  persistentVolumeReclaimPolicy: text,
  storageClassName: text,
  volumeAttributesClassName: text,
  volumeMode: text,
});

const event: Fields = {
  action: text,
  count: whole32,
  eventTime: time,
  firstTimestamp: time,
  involvedObject: objectReference,
  lastTimestamp: time,
  message: text,
  reason: text,
  related: objectReference,
  reportingComponent: text,
  reportingInstance: text,
  series: fields({ count: whole32, lastObservedTime: time }),
  source: fields({ component: text, host: text }),
  type: text,
};

const data: Fields = { binaryData: textMap, data: textMap, immutable: flag };

/** What the objects of a kind hold besides `metadata`, by `plural.group`; other kinds may hold anything. */
export const kindFields: Readonly<Record<string, Fields>> = {
  namespaces: {
    spec: fields({ finalizers: atomicList(text) }),
    status: fields({ conditions, phase: text }),
  },
  nodes: { spec: nodeSpec, status: anything },
  pods: { spec: podSpec, status: podStatus },
  services: { spec: serviceSpec, status: fields({ conditions, loadBalancer: anything }) },
  configmaps: data,
  secrets: { data: textMap, immutable: flag, stringData: textMap, type: text },
  events: event,
  serviceaccounts: {
    automountServiceAccountToken: flag,
    imagePullSecrets: atomicList(fields({ name: text })),
    secrets: listBy(['name'], objectReference),
  },
  persistentvolumeclaims: {
    spec: claimSpec,
    status: fields({
      accessModes: texts,
      allocatedResourceStatuses: anything,
      allocatedResources: quantities,
      capacity: quantities,
      conditions,
      currentVolumeAttributesClassName: text,
      modifyVolumeStatus: anything,
      phase: text,
    }),
  },
  persistentvolumes: {
    spec: volumeSpec,
    status: fields({ lastPhaseTransitionTime: time, message: text, phase: text, reason: text }),
  },
  'deployments.apps': { ...deployment },
  'replicasets.apps': { ...replicaSet },
  'statefulsets.apps': { ...statefulSet },
  'daemonsets.apps': { ...daemonSet },
  'controllerrevisions.apps': { data: anything, revision: whole },
  'jobs.batch': { ...job },
  'cronjobs.batch': { ...cronJob },
  'horizontalpodautoscalers.autoscaling': { ...autoscaler },
  'poddisruptionbudgets.policy': { ...disruptionBudget },
};
