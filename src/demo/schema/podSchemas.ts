import { labelSelector, objectMeta } from './metadata.ts';
import {
  anything,
  atomicFields,
  atomicList,
  fields,
  flag,
  intOrText,
  listBy,
  quantities,
  type Schema,
  text,
  textMap,
  texts,
  time,
  whole,
  whole32,
} from './schema.ts';
import { resourceRequirements, volume } from './volumeSchemas.ts';

const protocol: Schema = { type: 'string', default: 'TCP' };
const headers = atomicList(fields({ name: text, value: text }, ['name', 'value']));
const httpGet = fields({ host: text, httpHeaders: headers, path: text, port: intOrText, scheme: text }, [
  'port',
]);
const actions = {
  exec: fields({ command: texts }),
  httpGet,
  tcpSocket: fields({ host: text, port: intOrText }, ['port']),
};

const probe = fields({
  ...actions,
  grpc: fields({ port: whole32, service: text }, ['port']),
  failureThreshold: whole32,
  initialDelaySeconds: whole32,
  periodSeconds: whole32,
  successThreshold: whole32,
  terminationGracePeriodSeconds: whole,
  timeoutSeconds: whole32,
});

const handler = fields({ ...actions, sleep: fields({ seconds: whole }, ['seconds']) });

const profile = fields({ localhostProfile: text, type: text }, ['type']);
const seLinux = fields({ level: text, role: text, type: text, user: text });
const windows = fields({
  gmsaCredentialSpec: text,
  gmsaCredentialSpecName: text,
  hostProcess: flag,
  runAsUserName: text,
});

const securityContext = fields({
  allowPrivilegeEscalation: flag,
  appArmorProfile: profile,
  capabilities: fields({ add: texts, drop: texts }),
  privileged: flag,
  procMount: text,
  readOnlyRootFilesystem: flag,
  runAsGroup: whole,
  runAsNonRoot: flag,
  runAsUser: whole,
  seLinuxOptions: seLinux,
  seccompProfile: profile,
  windowsOptions: windows,
});

const keySelector = atomicFields({ key: text, name: text, optional: flag });
const envVar = fields(
  {
    name: text,
    value: text,
    valueFrom: fields({
      configMapKeyRef: keySelector,
      fieldRef: atomicFields({ apiVersion: text, fieldPath: text }),
      fileKeyRef: anything,
      resourceFieldRef: atomicFields({ containerName: text, divisor: intOrText, resource: text }),
      secretKeyRef: keySelector,
    }),
  },
  ['name'],
);

const envFrom = fields({
  configMapRef: fields({ name: text, optional: flag }),
  prefix: text,
  secretRef: fields({ name: text, optional: flag }),
});

const volumeMount = fields(
  {
    mountPath: text,
    mountPropagation: text,
    name: text,
    readOnly: flag,
    recursiveReadOnly: text,
    subPath: text,
    subPathExpr: text,
  },
  ['name', 'mountPath'],
);

const containerPort = fields(
  { containerPort: whole32, hostIP: text, hostPort: whole32, name: text, protocol },
  ['containerPort'],
);

const container = fields(
  {
    name: text,
    image: text,
    imagePullPolicy: text,
    command: texts,
    args: texts,
    workingDir: text,
    env: listBy(['name'], envVar),
    envFrom: atomicList(envFrom),
    ports: listBy(['containerPort', 'protocol'], containerPort),
    resources: resourceRequirements,
    resizePolicy: atomicList(fields({ resourceName: text, restartPolicy: text })),
    restartPolicy: text,
    restartPolicyRules: anything,
    volumeMounts: listBy(['mountPath'], volumeMount),
    volumeDevices: listBy(['devicePath'], fields({ devicePath: text, name: text }, ['devicePath', 'name'])),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: fields({ postStart: handler, preStop: handler, stopSignal: text }),
    securityContext,
    stdin: flag,
    stdinOnce: flag,
    tty: flag,
    terminationMessagePath: text,
    terminationMessagePolicy: text,
    targetContainerName: text,
  },
  ['name'],
);

const expressions = atomicList(fields({ key: text, operator: text, values: texts }, ['key', 'operator']));
const nodeTerm = atomicFields({ matchExpressions: expressions, matchFields: expressions });
const podTerm = fields({
  labelSelector,
  matchLabelKeys: texts,
  mismatchLabelKeys: texts,
  namespaceSelector: labelSelector,
  namespaces: texts,
  topologyKey: text,
});
const podAffinity = fields({
  preferredDuringSchedulingIgnoredDuringExecution: atomicList(
    fields({ podAffinityTerm: podTerm, weight: whole32 }),
  ),
  requiredDuringSchedulingIgnoredDuringExecution: atomicList(podTerm),
});

const affinity = fields({
  nodeAffinity: fields({
    preferredDuringSchedulingIgnoredDuringExecution: atomicList(
      fields({ preference: nodeTerm, weight: whole32 }),
    ),
    requiredDuringSchedulingIgnoredDuringExecution: atomicFields({ nodeSelectorTerms: atomicList(nodeTerm) }),
  }),
  podAffinity,
  podAntiAffinity: podAffinity,
});

const toleration = fields({ effect: text, key: text, operator: text, tolerationSeconds: whole, value: text });

const spread = fields({
  labelSelector,
  matchLabelKeys: texts,
  maxSkew: whole32,
  minDomains: whole32,
  nodeAffinityPolicy: text,
  nodeTaintsPolicy: text,
  topologyKey: text,
  whenUnsatisfiable: text,
});

const podSecurityContext = fields({
  appArmorProfile: profile,
  fsGroup: whole,
  fsGroupChangePolicy: text,
  runAsGroup: whole,
  runAsNonRoot: flag,
  runAsUser: whole,
  seLinuxChangePolicy: text,
  seLinuxOptions: seLinux,
  seccompProfile: profile,
  supplementalGroups: atomicList(whole),
  supplementalGroupsPolicy: text,
  sysctls: atomicList(fields({ name: text, value: text })),
  windowsOptions: windows,
});

/** Everything of a pod's `spec`. */
export const podSpecFields: Readonly<Record<string, Schema>> = {
  containers: listBy(['name'], container),
  initContainers: listBy(['name'], container),
  ephemeralContainers: listBy(['name'], container),
  volumes: listBy(['name'], volume),
  nodeName: text,
  nodeSelector: { ...textMap, 'x-kubernetes-map-type': 'atomic' },
  affinity,
  tolerations: atomicList(toleration),
  topologySpreadConstraints: listBy(['topologyKey', 'whenUnsatisfiable'], spread),
  serviceAccountName: text,
  serviceAccount: text,
  automountServiceAccountToken: flag,
  imagePullSecrets: listBy(['name'], atomicFields({ name: text })),
  restartPolicy: text,
  terminationGracePeriodSeconds: whole,
  activeDeadlineSeconds: whole,
  dnsPolicy: text,
  dnsConfig: fields({ nameservers: texts, options: atomicList(anything), searches: texts }),
  hostAliases: listBy(['ip'], fields({ hostnames: texts, ip: text })),
  hostIPC: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostUsers: flag,
  hostname: text,
  hostnameOverride: text,
  subdomain: text,
  setHostnameAsFQDN: flag,
  shareProcessNamespace: flag,
  securityContext: podSecurityContext,
  schedulerName: text,
  schedulingGates: listBy(['name'], fields({ name: text })),
  priority: whole32,
  priorityClassName: text,
  preemptionPolicy: text,
  overhead: quantities,
  enableServiceLinks: flag,
  readinessGates: atomicList(fields({ conditionType: text })),
  runtimeClassName: text,
  os: fields({ name: text }),
  resourceClaims: listBy(
    ['name'],
    fields({ name: text, resourceClaimName: text, resourceClaimTemplateName: text }),
  ),
  resources: resourceRequirements,
  workloadRef: anything,
};

export const podSpec: Schema = fields(podSpecFields, ['containers']);
export const podTemplate: Schema = fields({ metadata: objectMeta, spec: podSpec });

const containerStatuses = atomicList(anything);

export const podStatus: Schema = fields({
  phase: text,
  reason: text,
  message: text,
  conditions: listBy(
    ['type'],
    fields({
      type: text,
      status: text,
      reason: text,
      message: text,
      observedGeneration: whole,
      lastProbeTime: time,
      lastTransitionTime: time,
    }),
  ),
  containerStatuses,
  initContainerStatuses: containerStatuses,
  ephemeralContainerStatuses: containerStatuses,
  hostIP: text,
  hostIPs: atomicList(anything),
  podIP: text,
  podIPs: listBy(['ip'], fields({ ip: text })),
  startTime: time,
  qosClass: text,
  nominatedNodeName: text,
  observedGeneration: whole,
  resize: text,
  resourceClaimStatuses: listBy(['name'], anything),
});
