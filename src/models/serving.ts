import type { TemplateContainer, WorkloadFacts } from '../cluster/workload.ts';
import type { ModelState, ServedModel } from './servedModel.ts';

interface ServerRule {
  readonly system: string;
  /** Matches the image's repository, without its registry, tag and digest. */
  readonly image: RegExp;
}

/** Known model servers by their images. The first that fits names the system. */
const servers: readonly ServerRule[] = [
  {
    system: 'vLLM',
    image: /(^|\/)vllm(-openai|-cpu|-rocm|server)?[^/]*$|kserve-vllmserver$|llm-d(-cuda|-dev)?$/,
  },
  { system: 'Hugging Face TGI', image: /(^|\/)text-generation-inference$/ },
  { system: 'Hugging Face TEI', image: /(^|\/)text-embeddings-inference$/ },
  { system: 'SGLang', image: /(^|\/)sglang$/ },
  { system: 'Ollama', image: /(^|\/)ollama$/ },
  { system: 'Triton', image: /(^|\/)tritonserver(-pyt|-trtllm|-vllm)?$/ },
  { system: 'TensorFlow Serving', image: /(^|\/)tensorflow[/-]serving$/ },
  { system: 'TorchServe', image: /(^|\/)torchserve(-kfs)?$/ },
  { system: 'MLServer', image: /(^|\/)mlserver(-slim)?$/ },
  {
    system: 'KServe server',
    image: /(^|\/)(sklearn|xgb|lgb|pmml|paddle|huggingface|art|autogluon|predictive)server(-gpu)?$/,
  },
  {
    system: 'Seldon',
    image: /(^|\/)seldon-core-executor$|(^|\/)(sklearnserver|xgboostserver|mlflowserver)(_rest|_grpc)?$/,
  },
  { system: 'OpenVINO', image: /(^|\/)openvino[/_-]?model[_-]server$|(^|\/)model_server$/ },
  { system: 'BentoML', image: /(^|\/)bentoml[^/]*$/ },
  { system: 'Ray Serve', image: /(^|\/)ray-(ml|llm)$/ },
  { system: 'MLflow', image: /(^|\/)mlflow-(pyfunc|serving|model)[^/]*$/ },
];

/** Controllers whose workloads belong to a model of their own, which is shown in their place. */
const ownersShownElsewhere: ReadonlySet<string> = new Set([
  'InferenceService',
  'Revision',
  'LLMInferenceService',
]);

/**
 * A Deployment or StatefulSet as a served model, if it serves one: it carries the label `timonel/model`, runs the image
 * of a known model server, or listens on both of TensorFlow Serving's or all three of Triton's ports.
 *
 * `undefined` for all others, and for those that belong to an InferenceService.
 */
export function servedByWorkload(workload: WorkloadFacts): ServedModel | undefined {
  if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') return undefined;
  if (workload.owner !== undefined && ownersShownElsewhere.has(workload.owner.kind)) return undefined;
  const system = serverOf(workload.containers);
  if (system === undefined && workload.modelName === undefined) return undefined;
  const state = stateOf(workload);
  return {
    uid: workload.uid,
    namespace: workload.namespace,
    name: workload.modelName ?? workload.name,
    objectName: workload.name,
    kind: workload.kind,
    system: system ?? workload.kind,
    state,
    problem: state === 'ready' || state === 'stopped' ? undefined : workload.problem,
    url: undefined,
    format: undefined,
    storageUri: undefined,
    runtime: workload.containers[0]?.image,
    mode: undefined,
    scale: {
      minReplicas: undefined,
      maxReplicas: undefined,
      target: undefined,
      wanted: workload.wantedCount,
      ready: workload.readyCount,
    },
    revisions: [],
    createdAtMs: workload.createdAtMs,
  };
}

/** The repository of an image reference: no registry host, no tag, no digest. */
export function imageRepository(image: string): string {
  const bare = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const [first = '', ...rest] = bare.split('/');
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  return isHost ? rest.join('/') : bare;
}

function serverOf(containers: readonly TemplateContainer[]): string | undefined {
  for (const container of containers) {
    const repository = imageRepository(container.image);
    const known = servers.find(server => server.image.test(repository));
    if (known !== undefined) return known.system;
  }
  return containers.map(byPorts).find(system => system !== undefined);
}

// One port alone (8080, 8000) says nothing; these sets are used together by one server only.
function byPorts({ ports }: TemplateContainer): string | undefined {
  const listens = (...wanted: readonly number[]) => wanted.every(port => ports.includes(port));
  if (listens(8500, 8501)) return 'TensorFlow Serving';
  return listens(8000, 8001, 8002) ? 'Triton' : undefined;
}

function stateOf(workload: WorkloadFacts): ModelState {
  if (workload.wantedCount === 0) return 'stopped';
  if (workload.problem !== undefined) return 'failing';
  const isComplete = workload.isObserved && workload.updatedCount >= workload.wantedCount;
  return isComplete && workload.readyCount >= workload.wantedCount ? 'ready' : 'progressing';
}
