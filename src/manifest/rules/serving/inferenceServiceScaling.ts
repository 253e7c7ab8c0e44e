import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { annotationOf, given, givenEntry, mapsAt, wholeNumber } from './given.ts';
import { judgeAutoscaling } from './knativeAutoscaling.ts';
import { componentsOf, deploymentModeOf } from './kserve.ts';
import { changeTo, mendedBy, perhapsMendedBy, removeField } from './mend.ts';

/** How an InferenceService may be scaled, which depends on its mode and autoscaler (inference_service_validation.go, component.go). */
export const inferenceServiceScalingRules: RuleSet = {
  facts: [
    {
      id: 'kserve/replicas',
      severity: 'error',
      summary:
        'Replica bounds of a component are not negative, and the lower one is not above the upper one.',
      why: 'The webhook refuses such bounds.',
    },
    {
      id: 'kserve/autoscaler-class',
      severity: 'error',
      summary: 'The annotation serving.kserve.io/autoscalerClass is hpa, keda, external or none.',
      why: 'The webhook refuses other words.',
    },
    {
      id: 'kserve/scale-metric',
      severity: 'error',
      summary: 'The scale metric is one that the autoscaler of the mode can read.',
      why: 'Knative counts concurrency and rps, the horizontal pod autoscaler cpu and memory, KEDA takes its metrics from autoScaling. The webhook refuses the rest.',
    },
    {
      id: 'kserve/scale-target',
      severity: 'error',
      summary: 'The scale target lies within what its metric allows.',
      why: 'The webhook refuses a utilisation outside 1 to 100 and a rate below 1.',
    },
    {
      id: 'kserve/autoscaling-metrics',
      severity: 'error',
      summary: 'Each metric of autoScaling holds the block of its type with what its autoscaler needs.',
      why: 'The webhook refuses types that the autoscaler does not read, empty queries and missing targets.',
    },
    {
      id: 'kserve/deployment-strategy',
      severity: 'error',
      summary: 'A deployment strategy is set in Standard mode only.',
      why: 'Knative replaces revisions in its own way; the webhook refuses the field there.',
    },
    {
      id: 'kserve/concurrency',
      severity: 'error',
      summary: 'The container concurrency is not negative.',
      why: 'The webhook refuses it.',
    },
  ],
  kinds: { 'serving.kserve.io/InferenceService': judge },
};

function judge(object: ManifestObject, report: Report): void {
  if (object.version !== 'v1beta1') return;
  judgeClass(object, report);
  const scaler = scalerOf(object);
  if (deploymentModeOf(object) !== 'Standard')
    judgeAutoscaling(mapAt(object.node, 'metadata', 'annotations'), report);
  for (const { node } of componentsOf(object)) {
    judgeReplicas(node, report);
    judgeConcurrency(node, report);
    if (scaler === 'hpa') judgeForHpa(node, report);
    if (scaler === 'keda') judgeForKeda(node, report);
    if (scaler === 'kpa') judgeForKnative(node, report);
  }
}

const classes = ['hpa', 'keda', 'external', 'none'];

function judgeClass(object: ManifestObject, report: Report): void {
  const value = annotationOf(object, 'serving.kserve.io/autoscalerClass');
  if (value === undefined || isPlaceholder(value) || classes.includes(value.text)) return;
  const meant = classes.find(word => word === value.text.toLowerCase());
  const details = meant === undefined ? {} : mendedBy(() => changeTo(value, meant));
  report(
    'kserve/autoscaler-class',
    value,
    say`KServe knows no autoscaler class ${value.text}; write hpa, keda, external or none.`,
    details,
  );
}

/** The autoscaler whose rules the webhook applies; undefined where the cluster's configuration decides. */
function scalerOf(object: ManifestObject): 'hpa' | 'keda' | 'kpa' | undefined {
  const mode = deploymentModeOf(object);
  if (mode === 'Standard') {
    const value = annotationOf(object, 'serving.kserve.io/autoscalerClass')?.text;
    return value === 'hpa' || value === 'keda' ? value : undefined;
  }
  if (mode !== 'Knative') return undefined;
  const own = annotationOf(object, 'autoscaling.knative.dev/class')?.text;
  return own === 'hpa.autoscaling.knative.dev' ? 'hpa' : 'kpa';
}

function judgeReplicas(component: MapNode, report: Report): void {
  for (const name of ['minReplicas', 'maxReplicas']) {
    const value = given(component, name);
    const count = wholeNumber(value);
    if (value?.kind === 'scalar' && count !== undefined && count < 0)
      report('kserve/replicas', value, say`${name} is ${count}; a count of replicas cannot be negative.`);
  }
  const lower = given(component, 'minReplicas');
  const upper = given(component, 'maxReplicas');
  const least = lower === undefined ? 1 : wholeNumber(lower);
  const most = wholeNumber(upper);
  if (least === undefined || most === undefined || upper?.kind !== 'scalar') return;
  if (most <= 0 || least <= most) return;
  report(
    'kserve/replicas',
    upper,
    say`maxReplicas is ${most}, below minReplicas (${least}).`,
    perhapsMendedBy(() => changeTo(upper, least)),
  );
}

function judgeConcurrency(component: MapNode, report: Report): void {
  const value = given(component, 'containerConcurrency');
  const count = wholeNumber(value);
  if (value !== undefined && count !== undefined && count < 0)
    report(
      'kserve/concurrency',
      value,
      say`containerConcurrency is ${count}; write 0 for no limit, or a positive number.`,
    );
}

function scalarOf(component: MapNode, name: string): ScalarNode | undefined {
  const value = given(component, name);
  return value?.kind === 'scalar' && !isPlaceholder(value) ? value : undefined;
}

function judgeForHpa(component: MapNode, report: Report): void {
  const metric = scalarOf(component, 'scaleMetric');
  const name = metric?.text ?? 'cpu';
  if (metric !== undefined && !['cpu', 'memory'].includes(name))
    report(
      'kserve/scale-metric',
      metric,
      say`The horizontal pod autoscaler reads cpu and memory, not ${name}; use Knative mode for it, or KEDA.`,
    );
  judgeTarget(component, report, name === 'memory' ? 'memory' : 'cpu');
  for (const item of mapsAt(component, 'autoScaling', 'metrics')) {
    const type = given(item, 'type');
    if (type?.kind === 'scalar' && type.text !== 'Resource')
      report(
        'kserve/autoscaling-metrics',
        type,
        say`With the horizontal pod autoscaler KServe takes metrics of type Resource only; set autoscalerClass to keda for ${type.text}.`,
      );
    else judgeBlock(item, 'Resource', report);
  }
}

function judgeTarget(component: MapNode, report: Report, metric: 'cpu' | 'memory'): void {
  const target = scalarOf(component, 'scaleTarget');
  const value = wholeNumber(target);
  if (target === undefined || value === undefined || (value >= 1 && value <= 100)) return;
  report(
    'kserve/scale-target',
    target,
    say`scaleTarget is ${value}; for ${metric} it is a utilisation from 1 to 100 percent.`,
  );
}

function judgeForKnative(component: MapNode, report: Report): void {
  const strategy = givenEntry(component, 'deploymentStrategy');
  if (strategy !== undefined)
    report(
      'kserve/deployment-strategy',
      strategy.key,
      say`Knative replaces revisions by itself; deploymentStrategy is for Standard mode only.`,
      perhapsMendedBy(() => removeField(strategy.key)),
    );
  const metric = scalarOf(component, 'scaleMetric');
  if (metric !== undefined && !['concurrency', 'rps'].includes(metric.text))
    report(
      'kserve/scale-metric',
      metric,
      say`Knative's autoscaler reads concurrency and rps, not ${metric.text}; use Standard mode for it.`,
    );
  const target = scalarOf(component, 'scaleTarget');
  const value = wholeNumber(target);
  if (metric?.text === 'rps' && target !== undefined && value !== undefined && value < 1)
    report('kserve/scale-target', target, say`scaleTarget is ${value}; requests per second begin at 1.`);
}

function judgeForKeda(component: MapNode, report: Report): void {
  const metric = givenEntry(component, 'scaleMetric');
  if (metric !== undefined)
    report(
      'kserve/scale-metric',
      metric.key,
      say`With KEDA the metric stands in autoScaling.metrics; KServe refuses scaleMetric.`,
      perhapsMendedBy(() => removeField(metric.key)),
    );
  for (const item of mapsAt(component, 'autoScaling', 'metrics')) {
    const type = given(item, 'type');
    if (type?.kind !== 'scalar' || isPlaceholder(type)) continue;
    if (type.text === 'Resource') judgeKedaResource(item, report);
    else if (type.text === 'External') judgeKedaQuery(item, 'External', report);
    else if (type.text === 'PodMetric') judgeKedaQuery(item, 'PodMetric', report);
  }
}

const blockNames = { Resource: 'resource', External: 'external', PodMetric: 'podmetric' } as const;

function judgeBlock(item: MapNode, type: keyof typeof blockNames, report: Report): MapNode | undefined {
  const name = blockNames[type];
  const block = mapAt(item, name);
  if (block === undefined && given(item, name) === undefined)
    report('kserve/autoscaling-metrics', item, say`A metric of type ${type} needs the block ${name}.`, {
      missing: name,
    });
  return block;
}

function judgeKedaResource(item: MapNode, report: Report): void {
  const block = judgeBlock(item, 'Resource', report);
  const type = given(block, 'target', 'type');
  const name = given(block, 'name');
  if (type?.kind !== 'scalar' || name?.kind !== 'scalar') return;
  if (name.text === 'cpu' && type.text !== 'Utilization')
    report(
      'kserve/autoscaling-metrics',
      type,
      say`For cpu KEDA takes a target of type Utilization only.`,
      perhapsMendedBy(() => changeTo(type, 'Utilization')),
    );
  if (name.text === 'memory' && type.text === 'Value')
    report(
      'kserve/autoscaling-metrics',
      type,
      say`For memory KEDA takes a target of type AverageValue or Utilization.`,
    );
  judgeTargetValue(block, report);
}

const targetFields: Readonly<Record<string, string>> = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
};

function judgeTargetValue(block: MapNode | undefined, report: Report): void {
  const target = mapAt(block, 'target');
  const type = given(target, 'type');
  if (target === undefined || type?.kind !== 'scalar') return;
  const field = targetFields[type.text];
  if (field === undefined) return;
  const value = given(target, field);
  if (value === undefined)
    report('kserve/autoscaling-metrics', target, say`A target of type ${type.text} needs ${field}.`, {
      missing: field,
    });
  const share = field === 'averageUtilization' ? wholeNumber(value) : undefined;
  if (value !== undefined && share !== undefined && (share < 1 || share > 100))
    report('kserve/scale-target', value, say`A utilisation lies from 1 to 100 percent; this is ${share}.`);
}

function judgeKedaQuery(item: MapNode, type: 'External' | 'PodMetric', report: Report): void {
  const block = judgeBlock(item, type, report);
  const metric = mapAt(block, 'metric');
  const query = given(metric, 'query');
  if (metric !== undefined && (query === undefined || (query.kind === 'scalar' && query.text === '')))
    report(
      'kserve/autoscaling-metrics',
      query ?? metric,
      say`KEDA needs a query to scale by.`,
      query === undefined ? { missing: 'query' } : {},
    );
  const target = mapAt(block, 'target');
  if (target !== undefined && given(target, 'value') === undefined)
    report(
      'kserve/autoscaling-metrics',
      target,
      say`KServe wants the threshold of a ${type} metric in value.`,
      { missing: 'value' },
    );
}
