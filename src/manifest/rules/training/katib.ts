import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { facts, given, givenMaps, givenScalar, givenText, isBlank, replacing } from '../core/reading.ts';
import { checkLeast, checkOrder, checkWord } from './bounds.ts';
import { checkMetricsCollector, collectorFacts } from './katibCollector.ts';
import { checkTrialTemplate, trialFacts } from './katibTrial.ts';

const experimentFacts = [
  facts(
    'katib/objective',
    'error',
    'The objective of an experiment is missing or contradicts itself.',
    'Katib minimizes or maximizes one metric, and the others are named beside it; the webhook refuses anything else.',
  ),
  facts(
    'katib/trial-counts',
    'error',
    'The numbers of trials contradict one another.',
    'No more trials can run or fail at once than there are at all; the webhook refuses such numbers.',
  ),
  facts(
    'katib/unknown-algorithm',
    'warning',
    'An algorithm is named that Katib does not come with.',
    "The webhook refuses an algorithm that the cluster's Katib configuration does not name.",
  ),
  facts(
    'katib/algorithm-setting',
    'warning',
    'An algorithm gets a setting that it does not know.',
    'The suggestion service refuses unknown settings, and the experiment fails before its first trial.',
  ),
  facts(
    'katib/parameter',
    'error',
    'A hyperparameter does not say what values it can have.',
    'Numbers have a least and a most, the others a list; the webhook refuses a mixture.',
  ),
  facts(
    'katib/resume-policy',
    'error',
    'The resume policy is none that Katib knows.',
    'It is Never, LongRunning or FromVolume.',
  ),
] as const;

const checkExperiment: KindCheck = ({ node, version }, report) => {
  const spec = mapAt(node, 'spec');
  if (spec === undefined || version !== 'v1beta1') return;
  checkObjective(spec, report);
  checkCounts(spec, report);
  checkAlgorithm(mapAt(spec, 'algorithm'), spec, report);
  checkEarlyStopping(mapAt(spec, 'earlyStopping'), report);
  checkWord(spec, 'resumePolicy', ['Never', 'LongRunning', 'FromVolume'], ['katib/resume-policy', report]);
  checkParameters(spec, report);
  checkTrialTemplate(spec, report);
  checkMetricsCollector(mapAt(spec, 'metricsCollectorSpec'), report);
};

function checkObjective(spec: MapNode, report: Report): void {
  const objective = mapAt(spec, 'objective');
  if (objective === undefined) {
    if (given(spec, 'objective') === undefined)
      report('katib/objective', spec, say`An experiment needs an objective.`, { missing: 'objective' });
    return;
  }
  if (isBlank(objective, 'type'))
    report('katib/objective', objective, say`Whether to minimize or maximize is not said.`, {
      missing: 'type',
    });
  checkWord(objective, 'type', ['minimize', 'maximize'], ['katib/objective', report]);
  if (isBlank(objective, 'objectiveMetricName'))
    report('katib/objective', objective, say`Which metric counts is not said.`, {
      missing: 'objectiveMetricName',
    });
  const metric = givenText(objective, 'objectiveMetricName');
  for (const item of itemsAt(objective, 'additionalMetricNames'))
    if (item.kind === 'scalar' && item.text === metric)
      report('katib/objective', item, say`"${item.text}" is the objective already.`);
}

function checkCounts(spec: MapNode, report: Report): void {
  const filing = ['katib/trial-counts', report] as const;
  checkLeast(spec, 'maxTrialCount', 1, filing);
  checkLeast(spec, 'parallelTrialCount', 1, filing);
  checkLeast(spec, 'maxFailedTrialCount', 0, filing);
  checkOrder(spec, 'parallelTrialCount', 'maxTrialCount', filing);
  checkOrder(spec, 'maxFailedTrialCount', 'maxTrialCount', filing);
}

/** Algorithms that Katib comes with, and the settings that their services know; undefined where those are many. */
const algorithms: Readonly<Record<string, readonly string[] | undefined>> = {
  random: ['random_state'],
  grid: ['random_state'],
  bayesianoptimization: ['base_estimator', 'n_initial_points', 'acq_func', 'acq_optimizer', 'random_state'],
  tpe: ['gamma', 'prior_weight', 'n_EI_candidates', 'random_state'],
  'multivariate-tpe': ['n_startup_trials', 'n_ei_candidates', 'random_state'],
  cmaes: ['restart_strategy', 'sigma', 'random_state'],
  sobol: ['random_state'],
  hyperband: ['r_l', 'resource_name', 'eta'],
  pbt: ['suggestion_trial_dir', 'n_population', 'truncation_threshold', 'resample_probability'],
  enas: undefined,
  darts: undefined,
};

function checkAlgorithm(algorithm: MapNode | undefined, spec: MapNode, report: Report): void {
  if (algorithm === undefined) {
    if (given(spec, 'algorithm') === undefined)
      report('katib/unknown-algorithm', spec, say`An experiment needs an algorithm.`, {
        missing: 'algorithm',
        severity: 'error',
      });
    return;
  }
  const name = givenScalar(algorithm, 'algorithmName');
  if (name === undefined || name.text === '') return;
  if (!Object.hasOwn(algorithms, name.text)) {
    const likely = nearest(name.text, Object.keys(algorithms));
    report('katib/unknown-algorithm', name, say`Katib comes with no algorithm "${name.text}".`, {
      fixes: () => (likely === undefined ? [] : [replacing(name, likely)]),
    });
    return;
  }
  const settings = algorithms[name.text];
  for (const setting of givenMaps(algorithm, 'algorithmSettings')) {
    const at = givenScalar(setting, 'name');
    if (at === undefined || settings === undefined || settings.includes(at.text)) continue;
    const likely = nearest(at.text, settings);
    report(
      'katib/algorithm-setting',
      at,
      say`${name.text} knows no setting "${at.text}"; it has ${settings.join(', ')}.`,
      {
        fixes: () => (likely === undefined ? [] : [replacing(at, likely)]),
      },
    );
  }
}

function checkEarlyStopping(stopping: MapNode | undefined, report: Report): void {
  const name = givenScalar(stopping, 'algorithmName');
  if (stopping !== undefined && isBlank(stopping, 'algorithmName'))
    report('katib/unknown-algorithm', stopping, say`How to stop early is not said.`, {
      missing: 'algorithmName',
      severity: 'error',
    });
  else if (name !== undefined && name.text !== 'medianstop')
    report('katib/unknown-algorithm', name, say`Katib comes with medianstop alone for stopping early.`);
}

function checkParameters(spec: MapNode, report: Report): void {
  const nas = entryOf(spec, 'nasConfig');
  const hasNas = given(spec, 'nasConfig') !== undefined;
  const parameters = givenMaps(spec, 'parameters');
  if (parameters.length === 0 && !hasNas)
    report('katib/parameter', spec, say`An experiment needs parameters or a nasConfig.`, {
      missing: 'parameters',
    });
  if (parameters.length > 0 && hasNas && nas !== undefined)
    report('katib/parameter', nas.key, say`parameters and nasConfig exclude one another.`);
  for (const parameter of parameters) checkParameter(parameter, report);
}

const types = ['int', 'double', 'categorical', 'discrete', 'unknown'];
const distributions = ['uniform', 'logUniform', 'normal', 'logNormal', 'unknown'];

function checkParameter(parameter: MapNode, report: Report): void {
  const filing = ['katib/parameter', report] as const;
  const type = givenText(parameter, 'parameterType') ?? '';
  checkWord(parameter, 'parameterType', types, filing);
  const space = mapAt(parameter, 'feasibleSpace');
  if (space === undefined || space.entries.length === 0) {
    report('katib/parameter', space ?? parameter, say`What values the parameter can have is not said.`, {
      ...(space === undefined ? { missing: 'feasibleSpace' } : {}),
    });
    return;
  }
  checkWord(space, 'distribution', distributions, filing);
  if (type === 'int' || type === 'double') checkRange(space, type, report);
  else if (type === 'categorical' || type === 'discrete')
    for (const field of ['min', 'max', 'step'])
      if (!isBlank(space, field))
        report(
          'katib/parameter',
          entryOf(space, field)?.key ?? space,
          say`A ${type} parameter has a list, no ${field}.`,
        );
}

function checkRange(space: MapNode, type: string, report: Report): void {
  const list = entryOf(space, 'list');
  if (list?.value.kind === 'sequence' && list.value.items.length > 0)
    report('katib/parameter', list.key, say`A parameter of type ${type} has min and max, no list.`);
  for (const field of ['min', 'max'])
    if (isBlank(space, field))
      report('katib/parameter', space, say`The ${field} is missing.`, { missing: field });
  const [low, high] = ['min', 'max'].map(field => givenScalar(space, field));
  for (const bound of [low, high])
    if (bound !== undefined && bound.text !== '' && Number.isNaN(Number(bound.text)))
      report('katib/parameter', bound, say`"${bound.text}" is no number.`);
  if (low !== undefined && high !== undefined && Number(low.text) > Number(high.text))
    report('katib/parameter', low, say`min is ${low.text}, more than max, ${high.text}.`);
}

export const katibRules: RuleSet = {
  facts: [...experimentFacts, ...trialFacts, ...collectorFacts],
  kinds: { 'kubeflow.org/Experiment': checkExperiment },
};
