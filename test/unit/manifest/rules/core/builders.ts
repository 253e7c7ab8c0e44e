/** Plain JSON, as it is sent to an API server. */
export type Json = Readonly<Record<string, unknown>>;

const metadata = { name: 'a' };
const labels = { app: 'a' };

/** A container that is fine but for what is given. A field that is undefined is left out. */
export function container(fields: Json = {}): Json {
  return { name: 'main', image: 'busybox', ...fields };
}

export function podSpec(fields: Json = {}): Json {
  return { containers: [container()], ...fields };
}

export function pod(fields: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec(fields) };
}

/** A pod whose only container is fine but for what is given. */
export function podOf(fields: Json): Json {
  return pod({ containers: [container(fields)] });
}

/** A pod with one volume `data`, which its container mounts. */
export function podWithVolume(source: Json): Json {
  return pod({
    volumes: [{ name: 'data', ...source }],
    containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })],
  });
}

export function template(spec: Json = {}): Json {
  return { metadata: { labels }, spec: podSpec(spec) };
}

/** A workload of apps/v1. */
export function workload(kind: string, spec: Json = {}, pods: Json = {}): Json {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: { selector: { matchLabels: labels }, template: template(pods), ...spec },
  };
}

export function deployment(spec: Json = {}, pods: Json = {}): Json {
  return workload('Deployment', spec, pods);
}

export function jobSpec(spec: Json = {}, pods: Json = {}): Json {
  return { template: { spec: podSpec({ restartPolicy: 'Never', ...pods }) }, ...spec };
}

export function job(spec: Json = {}, pods: Json = {}): Json {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: jobSpec(spec, pods) };
}

export function cronJob(spec: Json = {}, jobs: Json = {}): Json {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: jobSpec(jobs) }, ...spec },
  };
}

export function service(spec: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }], ...spec } };
}

export function autoscaler(spec: Json = {}): Json {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: { scaleTargetRef, maxReplicas: 3, ...spec },
  };
}

export function claimSpec(spec: Json = {}): Json {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec };
}

export function claim(spec: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claimSpec(spec) };
}

export function volume(spec: Json = {}): Json {
  const hostPath = { path: '/data' };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata,
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath, ...spec },
  };
}

/** Any object: its kind, and its fields beside the metadata. */
export function object(apiVersion: string, kind: string, fields: Json = {}): Json {
  return { apiVersion, kind, metadata, ...fields };
}

export function ingress(spec: Json = {}): Json {
  return object('networking.k8s.io/v1', 'Ingress', { spec });
}

/** An Ingress with one path. */
export function ingressTo(path: Json, host?: string): Json {
  const backend = { service: { name: 'a', port: { number: 80 } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] };
  return ingress({ rules: [{ ...(host === undefined ? {} : { host }), http }] });
}

export function networkPolicy(spec: Json = {}): Json {
  return object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...spec } });
}

const rbac = 'rbac.authorization.k8s.io/v1';

export function role(kind: string, rule: Json): Json {
  return object(rbac, kind, { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], ...rule }] });
}

export function binding(kind: string, subject: Json, roleRef: Json = {}): Json {
  const reference = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view', ...roleRef };
  return object(rbac, kind, { subjects: [subject], roleRef: reference });
}

export function webhook(fields: Json = {}, rule: Json = {}): Json {
  const rules = [
    { operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], ...rule },
  ];
  const hook = {
    name: 'check.example.com',
    clientConfig: { url: 'https://example.com/check' },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    rules,
    ...fields,
  };
  return object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks: [hook] });
}

export function resourceClaim(devices: Json): Json {
  return object('resource.k8s.io/v1', 'ResourceClaim', { spec: { devices } });
}
