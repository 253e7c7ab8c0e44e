import { kinds } from '../../cluster/resource.ts';
import { pastMs, type Timeline } from './timeline.ts';
import { deployment, podTemplate, type ServerShape } from './workloads.ts';

const everywhere = [{ operator: 'Exists' }];
const storageClasses = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  isNamespaced: false,
};

/** What every cluster has: DNS, agents on the nodes, storage, monitoring. */
export function addPlatform(timeline: Timeline): void {
  timeline.create(pastMs, storageClasses, undefined, {
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'demo.csi.timonel',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
  timeline.create(
    pastMs,
    kinds.deployments,
    'kube-system',
    deployment('coredns', {
      image: 'registry.k8s.io/coredns/coredns:v1.13.1',
      replicas: 2,
      ports: { dns: 53, metrics: 9153 },
      labels: { 'k8s-app': 'kube-dns' },
      resources: { cpu: '100m', memory: '70Mi' },
    }),
  );
  timeline.create(pastMs, kinds.services, 'kube-system', {
    metadata: { name: 'kube-dns', labels: { 'k8s-app': 'kube-dns' } },
    spec: {
      clusterIP: '10.96.0.10',
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    },
  });
  timeline.create(
    pastMs,
    kinds.daemonSets,
    'kube-system',
    daemonSet('nvidia-device-plugin', {
      image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
      nodeSelector: { 'nvidia.com/gpu.present': 'true' },
      resources: { cpu: '50m', memory: '64Mi' },
    }),
  );
  timeline.create(
    pastMs,
    kinds.daemonSets,
    'monitoring',
    daemonSet('node-exporter', {
      image: 'quay.io/prometheus/node-exporter:v1.10.2',
      ports: { metrics: 9100 },
      resources: { cpu: '50m', memory: '32Mi' },
    }),
  );
  addMonitoring(timeline);
}

function addMonitoring(timeline: Timeline): void {
  const name = 'prometheus-kube-prometheus';
  timeline.create(pastMs, kinds.statefulSets, 'monitoring', {
    metadata: { name, labels: { 'app.kubernetes.io/name': 'prometheus' } },
    spec: {
      serviceName: 'prometheus-operated',
      replicas: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
      template: podTemplate('prometheus', {
        image: 'quay.io/prometheus/prometheus:v3.7.3',
        ports: { web: 9090 },
        labels: { 'operator.prometheus.io/name': 'kube-prometheus' },
        resources: { cpu: '500m', memory: '2Gi' },
        volumeMounts: [{ name: 'data', mountPath: '/prometheus' }],
      }),
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } },
        },
      ],
    },
  });
  timeline.create(pastMs, kinds.services, 'monitoring', {
    metadata: { name: 'prometheus-operated', labels: { 'operated-prometheus': 'true' } },
    spec: {
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': 'prometheus' },
      ports: [{ name: 'web', port: 9090, targetPort: 'web' }],
    },
  });
}

function daemonSet(name: string, shape: ServerShape) {
  return {
    metadata: { name, labels: { 'app.kubernetes.io/name': name } },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: podTemplate(name, { ...shape, tolerations: everywhere }),
    },
  };
}
