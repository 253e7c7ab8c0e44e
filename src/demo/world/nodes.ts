import type { JsonObject } from '../api/kubeObject.ts';

interface NodeShape {
  readonly name: string;
  readonly address: string;
  readonly cpu: number;
  readonly memoryGib: number;
  readonly gpus?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly isCordoned?: boolean;
  readonly isControlPlane?: boolean;
}

const nvidia = (product: string, count: number, memoryMib: number, family: string) => ({
  'nvidia.com/gpu.present': 'true',
  'nvidia.com/gpu.product': product,
  'nvidia.com/gpu.count': String(count),
  'nvidia.com/gpu.memory': String(memoryMib),
  'nvidia.com/gpu.family': family,
  'nvidia.com/gpu.machine': 'Standard-PC',
  'nvidia.com/cuda.driver-version.full': '570.124.06',
  'nvidia.com/cuda.runtime-version.full': '12.8',
});

const shapes: readonly NodeShape[] = [
  {
    name: 'gpu-a100-0',
    address: '10.0.0.11',
    cpu: 64,
    memoryGib: 512,
    gpus: { 'nvidia.com/gpu': 4 },
    labels: {
      ...nvidia('NVIDIA-A100-SXM4-80GB', 4, 81_920, 'ampere'),
      'nvidia.com/gpu.replicas': '1',
      'nvidia.com/gpu.sharing-strategy': 'none',
      'nvidia.com/mig.capable': 'true',
    },
  },
  {
    name: 'gpu-a100-1',
    address: '10.0.0.12',
    cpu: 64,
    memoryGib: 512,
    gpus: { 'nvidia.com/gpu': 4 },
    labels: {
      ...nvidia('NVIDIA-A100-SXM4-80GB', 4, 81_920, 'ampere'),
      'nvidia.com/gpu.replicas': '1',
      'nvidia.com/gpu.sharing-strategy': 'none',
      'nvidia.com/mig.capable': 'true',
    },
  },
  {
    name: 'gpu-mig-0',
    address: '10.0.0.13',
    cpu: 32,
    memoryGib: 256,
    gpus: { 'nvidia.com/gpu': 0, 'nvidia.com/mig-1g.10gb': 4, 'nvidia.com/mig-3g.40gb': 2 },
    labels: {
      ...nvidia('NVIDIA-A100-SXM4-80GB', 2, 81_920, 'ampere'),
      'nvidia.com/mig.capable': 'true',
      'nvidia.com/mig.strategy': 'mixed',
      'nvidia.com/mig.config': 'all-balanced',
      'nvidia.com/mig.config.state': 'success',
      'nvidia.com/mig-1g.10gb.count': '4',
      'nvidia.com/mig-1g.10gb.product': 'NVIDIA-A100-SXM4-80GB-MIG-1g.10gb',
      'nvidia.com/mig-3g.40gb.count': '2',
      'nvidia.com/mig-3g.40gb.product': 'NVIDIA-A100-SXM4-80GB-MIG-3g.40gb',
    },
  },
  {
    name: 'gpu-shared-0',
    address: '10.0.0.14',
    cpu: 16,
    memoryGib: 64,
    gpus: { 'nvidia.com/gpu': 4 },
    labels: {
      ...nvidia('Tesla-T4-SHARED', 1, 15_360, 'turing'),
      'nvidia.com/gpu.replicas': '4',
      'nvidia.com/gpu.sharing-strategy': 'time-slicing',
      'nvidia.com/mig.capable': 'false',
    },
  },
  { name: 'cpu-0', address: '10.0.0.21', cpu: 16, memoryGib: 64, isCordoned: true },
];

/** The nodes of the demo world, as they register. */
export function nodeBodies(now: string): readonly JsonObject[] {
  return shapes.map(shape => nodeBody(shape, now));
}

function nodeBody(shape: NodeShape, now: string): JsonObject {
  const gpus = Object.fromEntries(
    Object.entries(shape.gpus ?? {}).map(([name, count]) => [name, String(count)]),
  );
  const resources = (cpu: string, memory: string) => ({
    cpu,
    memory,
    'ephemeral-storage': '471856Mi',
    pods: '110',
    ...gpus,
  });
  const spec = shape.isCordoned
    ? { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] }
    : {};
  return {
    metadata: { name: shape.name, labels: labelsOf(shape) },
    spec: {
      podCIDR: `10.244.${shape.address.split('.')[3]}.0/24`,
      providerID: `demo://${shape.name}`,
      ...spec,
    },
    status: {
      capacity: resources(String(shape.cpu), `${shape.memoryGib}Gi`),
      allocatable: resources(`${shape.cpu * 1000 - 200}m`, `${shape.memoryGib * 1024 - 1024}Mi`),
      addresses: [
        { type: 'InternalIP', address: shape.address },
        { type: 'Hostname', address: shape.name },
      ],
      conditions: conditionsAt(now),
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 13 (trixie)',
        kernelVersion: '6.12.48',
        containerRuntimeVersion: 'containerd://2.1.4',
        kubeletVersion: 'v1.36.3',
        kubeProxyVersion: '',
        machineID: '',
        systemUUID: '',
        bootID: '',
      },
    },
  };
}

function labelsOf(shape: NodeShape): Readonly<Record<string, string>> {
  return {
    'kubernetes.io/hostname': shape.name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'node.kubernetes.io/instance-type': shape.gpus ? 'gpu' : 'general',
    'topology.kubernetes.io/zone': 'demo-1a',
    'node-role.kubernetes.io/worker': '',
    ...shape.labels,
  };
}

function conditionsAt(now: string): readonly object[] {
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return [
    condition(
      'MemoryPressure',
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}
