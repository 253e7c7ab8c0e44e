import type { TargetKind } from '../../references/referenceRow.ts';
import type { KnownObject } from '../../surroundings.ts';

/** Names of objects that every cluster, or every installation of a system as it is shipped, has. By `group/Kind`. */
const everywhere: Readonly<Record<string, readonly string[]>> = {
  '/ServiceAccount': ['default'],
  '/ConfigMap': ['kube-root-ca.crt', 'openshift-service-ca.crt', 'istio-ca-root-cert'],
  '/Service': ['kubernetes'],
  '/Namespace': ['default', 'kube-system', 'kube-public', 'kube-node-lease'],
  'scheduling.k8s.io/PriorityClass': ['system-node-critical', 'system-cluster-critical'],
  'rbac.authorization.k8s.io/ClusterRole': [
    'cluster-admin',
    'admin',
    'edit',
    'view',
    'kubeflow-admin',
    'kubeflow-edit',
    'kubeflow-view',
  ],
  'scheduling.volcano.sh/Queue': ['default', 'root'],
  'kueue.x-k8s.io/LocalQueue': ['default'],
  'resource.k8s.io/DeviceClass': [
    'gpu.nvidia.com',
    'mig.nvidia.com',
    'vfio.gpu.nvidia.com',
    'compute-domain-daemon.nvidia.com',
    'compute-domain-default-channel.nvidia.com',
  ],
  'serving.kserve.io/LocalModelNodeGroup': ['default'],
  'mlops.seldon.io/Server': ['mlserver', 'triton'],
  'mlops.seldon.io/ServerConfig': ['mlserver', 'triton'],
  'trainer.kubeflow.org/ClusterTrainingRuntime': [
    'torch-distributed',
    'torch-distributed-with-cache',
    'deepspeed-distributed',
    'jax-distributed',
    'mlx-distributed',
    'xgboost-distributed',
    'torchtune-llama3.2-1b',
    'torchtune-llama3.2-3b',
    'torchtune-qwen2.5-1.5b',
  ],
};

/** A runtime's formats: `sklearn:1` is picked by itself, `pytorch:1!` only where the runtime is named. */
const shippedRuntimes: Readonly<Record<string, string>> = {
  'kserve-sklearnserver': 'sklearn:1',
  'kserve-xgbserver': 'xgboost:2',
  'kserve-lgbserver': 'lightgbm:4',
  'kserve-mlserver': 'sklearn:0 sklearn:1 xgboost:1 xgboost:2 lightgbm:3 lightgbm:4 mlflow:1 mlflow:2',
  'kserve-tensorflow-serving': 'tensorflow:1 tensorflow:2',
  'kserve-tritonserver': 'tensorrt:8 tensorflow:1 tensorflow:2 onnx:1 triton:2 pytorch:1!',
  'kserve-torchserve': 'pytorch:1',
  'kserve-huggingfaceserver': 'huggingface:1',
  'kserve-huggingfaceserver-multinode': 'huggingface:1!',
  'kserve-vllmserver': 'vLLM:1',
  'kserve-pmmlserver': 'pmml:3 pmml:4',
  'kserve-paddleserver': 'paddle:2',
  'kserve-autogluonserver': 'autogluon:1',
  'kserve-openvino': 'openvino:10 onnx:1 tensorflow:1 huggingface:1',
  'kserve-predictiveserver': 'sklearn:1! xgboost:2! lightgbm:4!',
};

const runtimeKind = { group: 'serving.kserve.io', kind: 'ClusterServingRuntime' } as const;

/**
 * The ClusterServingRuntimes that KServe 0.20 is shipped with. A cluster may have changed or dropped them, so where the
 * cluster tells its own, these do not count.
 */
export const shippedServingRuntimes: readonly KnownObject[] = Object.entries(shippedRuntimes).map(
  ([name, formats]) => ({
    origin: 'workspace',
    ...runtimeKind,
    name,
    namespace: undefined,
    modelFormats: formats.split(' ').map(format => {
      const [model = '', version = ''] = format.replace('!', '').split(':');
      return { name: model, version, autoSelect: !format.endsWith('!') };
    }),
  }),
);

/** The names of a kind that need no file to be known. */
export function wellKnownNames({ group, kind }: TargetKind): readonly string[] {
  if (group === runtimeKind.group && kind === runtimeKind.kind) return Object.keys(shippedRuntimes);
  return everywhere[`${group}/${kind}`] ?? [];
}

/** Whether an object of this name is there without anybody writing it down. */
export function isWellKnown(kind: TargetKind, name: string): boolean {
  const { group } = kind;
  // Roles, classes and accounts of the system itself.
  if (name.startsWith('system:') || (group === 'rbac.authorization.k8s.io' && name.startsWith('kubeflow-')))
    return true;
  return wellKnownNames(kind).includes(name);
}
