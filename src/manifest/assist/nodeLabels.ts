import type { WellKnownKey } from './wellKnownKey.ts';

/** Node labels that pods with GPUs are bound to, for node selectors and affinities. */
export const nodeLabels: readonly Omit<WellKnownKey, 'on'>[] = [
  { key: 'kubernetes.io/arch', what: 'Processor architecture of the node.', values: ['amd64', 'arm64'] },
  { key: 'kubernetes.io/hostname', what: "Name of the node's host.", values: [] },
  { key: 'kubernetes.io/os', what: 'Operating system of the node.', values: ['linux', 'windows'] },
  { key: 'node.kubernetes.io/instance-type', what: 'Machine type at the cloud provider.', values: [] },
  { key: 'topology.kubernetes.io/zone', what: 'Zone of the node.', values: [] },
  { key: 'topology.kubernetes.io/region', what: 'Region of the node.', values: [] },
  { key: 'nvidia.com/gpu.present', what: 'The node has an NVIDIA GPU.', values: ['"true"'] },
  {
    key: 'nvidia.com/gpu.product',
    what: 'Model of the GPU; a suffix -SHARED or -MIG-… tells how it is shared.',
    values: ['NVIDIA-A100-SXM4-80GB', 'NVIDIA-H100-80GB-HBM3', 'NVIDIA-L4', 'Tesla-T4'],
  },
  {
    key: 'nvidia.com/gpu.family',
    what: 'Architecture of the GPU.',
    values: ['hopper', 'ampere', 'ada-lovelace', 'turing', 'volta'],
  },
  { key: 'nvidia.com/gpu.count', what: 'Number of physical GPUs.', values: [] },
  { key: 'nvidia.com/gpu.memory', what: 'Memory of one GPU in MiB.', values: [] },
  {
    key: 'nvidia.com/mig.capable',
    what: 'The GPU can be cut into MIG slices.',
    values: ['"true"', '"false"'],
  },
  {
    key: 'nvidia.com/mig.strategy',
    what: 'How MIG slices are offered.',
    values: ['single', 'mixed', 'none'],
  },
  {
    key: 'nvidia.com/gpu.sharing-strategy',
    what: 'How GPUs are shared.',
    values: ['none', 'time-slicing', 'mps'],
  },
  {
    key: 'cloud.google.com/gke-accelerator',
    what: 'GPU type of a GKE node.',
    values: ['nvidia-l4', 'nvidia-tesla-t4', 'nvidia-tesla-a100', 'nvidia-h100-80gb'],
  },
  { key: 'amd.com/gpu.product-name', what: 'Model of the AMD GPU.', values: [] },
  {
    key: 'feature.node.kubernetes.io/pci-10de.present',
    what: 'An NVIDIA device is plugged in.',
    values: ['"true"'],
  },
];
