import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { annotationOf, given, givenAmong, mapsAt, wholeNumber } from './given.ts';
import { frameworks } from './kserve.ts';
import { perhapsMendedBy, removeItem } from './mend.ts';

/** A model spread over several pods by workerSpec, in services and in their runtimes. */
export const multiNodeRules: RuleSet = {
  facts: [
    {
      id: 'kserve/multi-node',
      severity: 'error',
      summary:
        'A predictor with workerSpec has one worker container, sizes of at least 1, a claim or image as storage, and no autoscaler.',
      why: 'The webhook refuses the rest: the pods of one model start together, share one storage, and cannot be added one by one.',
    },
  ],
  kinds: {
    'serving.kserve.io/InferenceService': judgeService,
    'serving.kserve.io/ServingRuntime': judgeRuntime,
    'serving.kserve.io/ClusterServingRuntime': judgeRuntime,
  },
};

function judgeService(object: ManifestObject, report: Report): void {
  const predictor = mapAt(object.node, 'spec', 'predictor');
  const worker = mapAt(predictor, 'workerSpec');
  if (object.version !== 'v1beta1' || predictor === undefined || worker === undefined) return;
  judgeWorker(worker, report);
  const model = givenAmong(predictor, ['model', ...frameworks])[0]?.value;
  if (model?.kind !== 'map') return;
  judgeVariables(model, report);
  judgeStorage(model, report);
  judgeAutoscaler(object, report);
}

function judgeRuntime(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const worker = mapAt(spec, 'workerSpec');
  const disabled = given(spec, 'disabled');
  if (worker === undefined || (disabled?.kind === 'scalar' && disabled.value === true)) return;
  judgeWorker(worker, report);
  for (const container of mapsAt(spec, 'containers')) {
    const name = given(container, 'name');
    if (name?.kind === 'scalar' && name.text === 'kserve-container') judgeVariables(container, report);
  }
}

function judgeWorker(worker: MapNode, report: Report): void {
  const [, second] = mapsAt(worker, 'containers');
  if (second !== undefined)
    report(
      'kserve/multi-node',
      second,
      say`A workerSpec takes one container only.`,
      perhapsMendedBy(() => removeItem(second)),
    );
  for (const name of ['pipelineParallelSize', 'tensorParallelSize']) {
    const value = given(worker, name);
    const size = wholeNumber(value);
    if (value !== undefined && size !== undefined && size < 1)
      report('kserve/multi-node', value, say`${name} is ${size}; it is at least 1.`);
  }
}

const fieldOfVariable: Readonly<Record<string, string>> = {
  PIPELINE_PARALLEL_SIZE: 'workerSpec.pipelineParallelSize',
  TENSOR_PARALLEL_SIZE: 'workerSpec.tensorParallelSize',
};

function judgeVariables(container: MapNode, report: Report): void {
  for (const variable of mapsAt(container, 'env')) {
    const name = given(variable, 'name');
    const field = name?.kind === 'scalar' ? fieldOfVariable[name.text] : undefined;
    if (name?.kind !== 'scalar' || field === undefined) continue;
    report(
      'kserve/multi-node',
      name,
      say`KServe sets ${name.text} itself; write the size in ${field}.`,
      perhapsMendedBy(() => removeItem(variable)),
    );
  }
}

function judgeStorage(model: MapNode, report: Report): void {
  const uri: SyntaxNode | undefined = given(model, 'storageUri');
  if (uri === undefined)
    report(
      'kserve/multi-node',
      model,
      say`A model over several nodes needs a storageUri that all of them reach: pvc:// or oci://.`,
      { missing: 'storageUri' },
    );
  else if (
    uri.kind === 'scalar' &&
    !isPlaceholder(uri) &&
    !['pvc', 'oci'].includes(uri.text.split('://')[0] ?? '')
  )
    report(
      'kserve/multi-node',
      uri,
      say`A model over several nodes comes from pvc:// or oci://, since each pod must see the same files.`,
    );
}

function judgeAutoscaler(object: ManifestObject, report: Report): void {
  const key = 'serving.kserve.io/autoscalerClass';
  const value = annotationOf(object, key);
  if (value?.text === 'none') return;
  const metadata = mapAt(object.node, 'metadata');
  const annotations = mapAt(metadata, 'annotations');
  const message = say`A model over several nodes is not scaled; set the annotation ${key} to none.`;
  if (value !== undefined) report('kserve/multi-node', value, message);
  else if (annotations !== undefined) report('kserve/multi-node', annotations, message, { missing: key });
  else report('kserve/multi-node', metadata ?? object.node, message, { missing: 'annotations' });
}
