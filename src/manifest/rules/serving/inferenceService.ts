import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { annotationOf, given, givenAmong, givenEntry, mapsAt } from './given.ts';
import { componentsOf, frameworks, isObjectName, serviceNamePattern } from './kserve.ts';
import { changeTo, mendedBy, perhapsMendedBy, removeField } from './mend.ts';

/** What KServe's webhook refuses in the shape of an InferenceService (inference_service_validation.go). */
export const inferenceServiceRules: RuleSet = {
  facts: [
    {
      id: 'kserve/name',
      severity: 'error',
      summary:
        'The name of a KServe object begins with a letter and holds lower-case letters, digits and dashes only.',
      why: 'The webhook refuses other names, since Services are named after it.',
    },
    {
      id: 'kserve/one-implementation',
      severity: 'error',
      summary: 'A predictor, transformer or explainer has exactly one implementation.',
      why: 'The webhook refuses none and more than one, since it could not tell which is to run.',
    },
    {
      id: 'kserve/framework-name',
      severity: 'error',
      summary: 'A model or framework block of a predictor sets no name.',
      why: 'The container is always named kserve-container; the webhook refuses another name.',
    },
    {
      id: 'kserve/deployment-mode',
      severity: 'warning',
      summary: 'The annotation serving.kserve.io/deploymentMode is one of the words that KServe knows.',
      why: 'KServe takes an unknown word for its default mode. RawDeployment and Serverless are the older words for Standard and Knative.',
    },
    {
      id: 'kserve/model-format',
      severity: 'warning',
      summary: 'MLflow models are served by the v2 protocol.',
      why: 'The only shipped runtime for MLflow speaks v2; with another protocol no runtime is found and the service never becomes ready.',
    },
    {
      id: 'kserve/blocked-env',
      severity: 'error',
      summary: 'Containers of an InferenceService do not set PYTHONPATH.',
      why: 'The webhook refuses it since KServe 0.18, because code could be loaded from the model storage.',
    },
  ],
  kinds: { 'serving.kserve.io/InferenceService': judge },
};

function judge(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  if (object.version !== 'v1beta1') return;
  judgeMode(object, report);
  for (const { node, name } of componentsOf(object)) {
    judgeImplementations(node, name, report);
    judgeEnvironment(node, report);
  }
  const predictor = mapAt(object.node, 'spec', 'predictor');
  if (predictor === undefined) return;
  judgeFrameworkNames(predictor, report);
  judgeFormat(predictor, report);
}

/** Judges a name that becomes a Service's name; InferenceGraph and TrainedModel share the pattern. */
export function judgeName(object: ManifestObject, report: Report): void {
  const name = given(object.node, 'metadata', 'name');
  if (name?.kind !== 'scalar' || typeof name.value !== 'string') return;
  if (isPlaceholder(name) || serviceNamePattern.test(name.value) || !isObjectName(name.value)) return;
  const better = tamed(name.value);
  const message = say`The name ${name.value} cannot name a Service; KServe wants a lower-case letter first, then lower-case letters, digits and dashes.`;
  report(
    'kserve/name',
    name,
    message,
    serviceNamePattern.test(better) ? perhapsMendedBy(() => changeTo(name, better)) : {},
  );
}

function tamed(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
}

const modes = ['Standard', 'Knative', 'RawDeployment', 'Serverless', 'ModelMesh'];
const newerWords: Readonly<Record<string, string>> = { RawDeployment: 'Standard', Serverless: 'Knative' };

function judgeMode(object: ManifestObject, report: Report): void {
  const mode = annotationOf(object, 'serving.kserve.io/deploymentMode');
  if (mode === undefined || isPlaceholder(mode)) return;
  if (!modes.includes(mode.text)) {
    const meant = modes.find(word => word.toLowerCase() === mode.text.toLowerCase());
    const details = meant === undefined ? {} : mendedBy(() => changeTo(mode, newerWords[meant] ?? meant));
    report(
      'kserve/deployment-mode',
      mode,
      say`KServe knows no deployment mode ${mode.text} and will use its default; write Standard or Knative.`,
      details,
    );
    return;
  }
  const newer = newerWords[mode.text];
  if (newer === undefined) return;
  report(
    'kserve/deployment-mode',
    mode,
    say`${mode.text} is the older word for ${newer}, which KServe has known since 0.16.`,
    {
      severity: 'hint',
      tags: ['deprecated'],
      ...mendedBy(() => changeTo(mode, newer)),
    },
  );
}

function judgeImplementations(component: MapNode, name: string, report: Report): void {
  const own = name === 'predictor' ? [...frameworks, 'model'] : name === 'explainer' ? ['art'] : [];
  const blocks = givenAmong(component, own).map(entry => entry.key);
  const containers = mapsAt(component, 'containers');
  const servers = containers.filter(container => textOf(container) === 'kserve-container');
  const found = [...blocks, ...servers];
  if (judgeReplacedModel(blocks, servers, report)) return;
  const [, second] = found;
  if (second !== undefined) {
    const extra = blocks[1];
    const details = extra === undefined ? {} : perhapsMendedBy(() => removeField(extra));
    report(
      'kserve/one-implementation',
      second,
      say`The ${name} has ${found.length} implementations; keep one of them.`,
      details,
    );
  } else if (found.length === 0 && containers.length === 0) {
    const wanted = name === 'predictor' ? 'model' : 'containers';
    const message =
      wanted === 'model'
        ? say`The predictor has nothing to run; give it a model block or containers.`
        : say`The ${name} has nothing to run; give it containers.`;
    report('kserve/one-implementation', component, message, { missing: wanted });
  }
}

/** One framework block beside model is taken, but what model says is lost: the webhook writes model anew from the block. */
function judgeReplacedModel(
  blocks: readonly ScalarNode[],
  servers: readonly MapNode[],
  report: Report,
): boolean {
  const [framework, model] = blocks;
  if (framework === undefined || model?.text !== 'model' || blocks.length !== 2 || servers.length > 0)
    return false;
  report(
    'kserve/one-implementation',
    model,
    say`KServe writes the model block anew from ${framework.text}, so what stands here is lost; keep one of them.`,
    { severity: 'warning', ...perhapsMendedBy(() => removeField(framework)) },
  );
  return true;
}

function textOf(container: MapNode): string | undefined {
  const name = given(container, 'name');
  return name?.kind === 'scalar' ? name.text : undefined;
}

function judgeFrameworkNames(predictor: MapNode, report: Report): void {
  for (const block of givenAmong(predictor, [...frameworks, 'model'])) {
    const name = givenEntry(block.value, 'name');
    if (name === undefined || (name.value.kind === 'scalar' && name.value.text === '')) continue;
    report(
      'kserve/framework-name',
      name.key,
      say`A ${block.name} block takes no name; its container is always called kserve-container.`,
      mendedBy(() => removeField(name.key)),
    );
  }
}

function judgeFormat(predictor: MapNode, report: Report): void {
  const model = mapAt(predictor, 'model');
  const format = given(model, 'modelFormat', 'name');
  if (model === undefined || format?.kind !== 'scalar' || format.text !== 'mlflow') return;
  if (given(model, 'runtime') !== undefined) return;
  const protocol = given(model, 'protocolVersion');
  if (protocol?.kind !== 'scalar' || protocol.text === 'v2' || isPlaceholder(protocol)) return;
  report(
    'kserve/model-format',
    protocol,
    say`MLflow models are served by the v2 protocol only; with ${protocol.text} KServe finds no runtime.`,
    mendedBy(() => changeTo(protocol, 'v2')),
  );
}

function judgeEnvironment(component: MapNode, report: Report): void {
  const blocks = givenAmong(component, [...frameworks, 'model', 'art']).map(entry => entry.value);
  const worker = mapAt(component, 'workerSpec');
  const lists = [component, worker].flatMap(pod => [
    ...mapsAt(pod, 'containers'),
    ...mapsAt(pod, 'initContainers'),
  ]);
  for (const container of [...blocks, ...lists])
    for (const variable of mapsAt(container, 'env')) {
      const name = given(variable, 'name');
      if (name?.kind === 'scalar' && name.text === 'PYTHONPATH') reportBlocked(name, report);
    }
}

function reportBlocked(name: ScalarNode, report: Report): void {
  report(
    'kserve/blocked-env',
    name,
    say`KServe refuses PYTHONPATH in the containers of a service; put the code into the image instead.`,
  );
}
