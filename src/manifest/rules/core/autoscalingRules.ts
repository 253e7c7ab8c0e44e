import { insertField } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { compareQuantities } from '../../structure/quantity.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atMostOne } from './choices.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';

const bounds = facts(
  'core/replica-bounds',
  'error',
  'An autoscaler has more replicas at least than at most, or none at least without a metric that could wake it.',
  'maxReplicas has to reach minReplicas, and zero needs an Object or External metric, since no pod is left to measure; the API server refuses the rest.',
);
const source = facts(
  'core/metric-source',
  'error',
  'A metric lacks the source that its type names, or has another one.',
  'The API server wants exactly the source that the type says.',
);
const target = facts(
  'core/metric-target',
  'error',
  'A metric has no target that its source can be held against, several of them, or one that is not positive.',
  'Resources take a utilization or an average, pods an average, objects and external metrics a value or an average; the API server refuses the rest.',
);

const sources: Readonly<Record<string, string>> = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

/** The values of a target of which one has to be set, by source; the first names the field that the API server misses. */
const targets: Readonly<
  Record<string, { readonly choice: readonly string[]; readonly isExclusive: boolean }>
> = {
  object: { choice: ['averageValue', 'value'], isExclusive: false },
  external: { choice: ['averageValue', 'value'], isExclusive: true },
  pods: { choice: ['averageValue'], isExclusive: false },
  resource: { choice: ['averageUtilization', 'averageValue'], isExclusive: true },
  containerResource: { choice: ['averageUtilization', 'averageValue'], isExclusive: true },
};

const checkMetric: TypeCheck = (node, report) => {
  const names = Object.values(sources);
  const wanted = sources[givenText(node, 'type') ?? ''];
  if (wanted === undefined) atMostOne(node, names, report);
  else {
    if (given(node, wanted) === undefined)
      report(source.id, node, say`A metric of type ${givenText(node, 'type') ?? ''} needs ${wanted}.`, {
        missing: wanted,
      });
    for (const other of names)
      if (other !== wanted && given(node, other) !== undefined)
        report(
          source.id,
          keyOf(node, other),
          say`A metric of type ${givenText(node, 'type') ?? ''} takes ${wanted}, not ${other}.`,
        );
  }
  for (const name of names) checkTarget(givenMap(givenMap(node, name), 'target'), name, report);
};

function checkTarget(node: MapNode | undefined, name: string, report: Report): void {
  const demand = targets[name];
  if (node === undefined || demand === undefined) return;
  const set = demand.choice.filter(field => given(node, field) !== undefined);
  const [first = ''] = demand.choice;
  if (set.length === 0)
    report(target.id, node, say`A target of ${name} needs ${demand.choice.join(' or ')}.`, {
      missing: first,
    });
  else if (demand.isExclusive && set.length > 1)
    report(
      target.id,
      keyOf(node, demand.choice[1] ?? ''),
      say`A target of ${name} takes ${demand.choice.join(' or ')}, not both.`,
    );
  for (const field of ['value', 'averageValue']) {
    const scalar = givenScalar(node, field);
    const order = scalar === undefined ? undefined : compareQuantities(scalar.value, 0);
    if (scalar !== undefined && order !== undefined && order <= 0)
      report(target.id, scalar, say`${field} has to be positive.`);
  }
}

const checkBounds: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  const [least, most] = [givenScalar(spec, 'minReplicas'), givenScalar(spec, 'maxReplicas')];
  if (typeof least?.value === 'number' && typeof most?.value === 'number' && most.value < least.value)
    report(bounds.id, most, say`maxReplicas (${most.value}) is below minReplicas (${least.value}).`, {
      related: [{ at: least, message: say`This is the lower bound.` }],
      fixes: () => [replacing(most, Number(least.value), false)],
    });
  if (least?.value !== 0 || spec === undefined) return;
  const wakes = givenMaps(spec, 'metrics').some(metric =>
    ['Object', 'External'].includes(givenText(metric, 'type') ?? ''),
  );
  if (wakes)
    report(
      bounds.id,
      least,
      say`Scaling to zero works only where the cluster has switched on HPAScaleToZero.`,
      { severity: 'warning' },
    );
  else
    report(
      bounds.id,
      least,
      say`Zero replicas need an Object or External metric, since there is no pod left to measure.`,
      {
        fixes: () => [replacing(least, 1)],
      },
    );
};

const checkTolerance: TypeCheck = (node, report) => {
  const tolerance = givenScalar(node, 'tolerance');
  if (tolerance !== undefined && (compareQuantities(tolerance.value, 0) ?? 0) < 0)
    report(bounds.id, tolerance, say`The tolerance cannot be negative.`);
};

const targetName = facts(
  'core/scale-target-version',
  'error',
  'The apiVersion of a scale target or described object cannot be one.',
  'It is a group, a slash and a version; the API server refuses others, and looks for the target there.',
);

const checkReference: TypeCheck = (node, report) => {
  const scalar = givenScalar(node, 'apiVersion');
  if (typeof scalar?.value === 'string' && scalar.value.split('/').length > 2)
    report(targetName.id, scalar, say`"${scalar.value}" is no apiVersion such as apps/v1.`);
};

/** Everything that scales is in a group, but for one. */
const checkTargetGroup: KindCheck = (object, report) => {
  const target = givenMap(givenMap(object.node, 'spec'), 'scaleTargetRef');
  if (target === undefined || givenText(target, 'kind') === 'ReplicationController') return;
  const written = givenScalar(target, 'apiVersion');
  const isGrouped = written === undefined || /^[^/]+\//.test(written.text);
  if (given(target, 'apiVersion') !== undefined && isGrouped) return;
  const [at, place] = placeOf(target, 'apiVersion');
  const group = groups[givenText(target, 'kind') ?? ''];
  report(targetName.id, at, say`The apiVersion has to name the group of what is scaled, as apps/v1.`, {
    ...place,
    fixes: () => {
      if (group === undefined) return [];
      if (written !== undefined) return [replacing(written, group)];
      return [{ title: say`Add apiVersion: ${group}`, edits: insertField(target, 'apiVersion', group) }];
    },
  });
};

const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Rollout: 'argoproj.io/v1alpha1',
};

/** HorizontalPodAutoscalers, and the metrics that other autoscalers borrow from them. */
export const autoscalingRules: RuleSet = {
  facts: [bounds, source, target, targetName],
  types: {
    MetricSpec: checkMetric,
    HPAScalingRules: checkTolerance,
    CrossVersionObjectReference: checkReference,
  },
  kinds: {
    'autoscaling/HorizontalPodAutoscaler': (object, report) => {
      checkBounds(object, report);
      checkTargetGroup(object, report);
    },
  },
};
