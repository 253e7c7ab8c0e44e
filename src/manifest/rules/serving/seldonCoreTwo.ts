import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';

/** What the operator and scheduler of Seldon Core v2 refuse in models, servers and experiments. */
export const seldonCoreTwoRules: RuleSet = {
  facts: [
    {
      id: 'seldon/replicas',
      severity: 'error',
      summary: 'Replicas of a model or server lie between minReplicas and maxReplicas.',
      why: 'The operator refuses other numbers and never hands the object to the scheduler.',
    },
    {
      id: 'seldon/explainer',
      severity: 'error',
      summary: 'An explainer or language model refers to a model or to a pipeline.',
      why: 'The scheduler cannot load it with both or with neither.',
    },
    {
      id: 'seldon/candidates',
      severity: 'error',
      summary: 'An experiment has candidates, each named once, and shares that are not negative.',
      why: 'The scheduler refuses an experiment without candidates.',
    },
    {
      id: 'seldon/default-candidate',
      severity: 'warning',
      summary: 'The default of an experiment is one of its candidates.',
      why: 'Requests to the default model or pipeline are shared among the candidates; a default that is none of them gets no request any more.',
    },
  ],
  kinds: {
    'mlops.seldon.io/Model': judgeModel,
    'mlops.seldon.io/Server': judgeReplicas,
    'mlops.seldon.io/Experiment': judgeExperiment,
  },
};

function judgeModel(object: ManifestObject, report: Report): void {
  judgeReplicas(object, report);
  for (const name of ['explainer', 'llm']) {
    const block = mapAt(object.node, 'spec', name);
    const model = givenEntry(block, 'modelRef');
    const pipeline = givenEntry(block, 'pipelineRef');
    if (block === undefined) continue;
    if (model !== undefined && pipeline !== undefined)
      report(
        'seldon/explainer',
        pipeline.key,
        say`It refers to a model and to a pipeline; keep one.`,
        perhapsMendedBy(() => removeField(pipeline.key)),
      );
    if (model === undefined && pipeline === undefined)
      report('seldon/explainer', block, say`It refers to neither a model nor a pipeline.`, {
        missing: 'modelRef',
      });
  }
}

function judgeReplicas(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  const [own, least, most] = ['replicas', 'minReplicas', 'maxReplicas'].map(name =>
    wholeNumber(given(spec, name)),
  );
  const tell = (name: string, other: string): void => {
    const at = given(spec, name);
    if (at?.kind === 'scalar')
      report('seldon/replicas', at, say`${name} (${at.text}) does not fit ${other}.`);
  };
  if (least !== undefined && most !== undefined && most > 0 && least > most)
    tell('maxReplicas', `minReplicas (${least})`);
  else if (own !== undefined && least !== undefined && own < least)
    tell('replicas', `minReplicas (${least})`);
  else if (own !== undefined && most !== undefined && most > 0 && own > most)
    tell('replicas', `maxReplicas (${most})`);
}

function judgeExperiment(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const candidates = mapsAt(spec, 'candidates');
  const list = given(spec, 'candidates');
  if (list?.kind === 'sequence' && list.items.length === 0)
    report('seldon/candidates', list, say`An experiment needs candidates to share the traffic among.`);
  const names = candidates.map(candidate => scalarOf(candidate, 'name'));
  for (const { again, first } of repeatsAmong(names))
    report(
      'seldon/candidates',
      again,
      say`The candidate ${again.text} stands here twice; add its weights up instead.`,
      repeating(first),
    );
  judgeWeights(candidates, report);
  const preset = scalarOf(spec, 'default');
  if (preset !== undefined && candidates.length > 0 && !names.some(name => name?.text === preset.text))
    report(
      'seldon/default-candidate',
      preset,
      say`The default ${preset.text} is none of the candidates, so it gets no request while the experiment runs.`,
    );
  const percent = given(spec, 'mirror', 'percent');
  const share = wholeNumber(percent);
  if (percent !== undefined && share !== undefined && (share < 0 || share > 100))
    report(
      'seldon/candidates',
      percent,
      say`A share of traffic lies from 0 to 100 percent; this is ${share}.`,
    );
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeWeights(candidates: readonly MapNode[], report: Report): void {
  const weights = candidates.flatMap(candidate => scalarOf(candidate, 'weight') ?? []);
  for (const weight of weights)
    if (typeof weight.value === 'number' && weight.value < 0)
      report('seldon/candidates', weight, say`A weight cannot be negative.`);
  const [first] = weights;
  if (
    first !== undefined &&
    weights.length === candidates.length &&
    weights.every(weight => weight.value === 0)
  )
    report('seldon/candidates', first, say`All weights are zero, so no candidate gets a request.`);
}
