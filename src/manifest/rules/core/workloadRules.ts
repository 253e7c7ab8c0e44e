import { insertField, removeEntry } from '../../fix/edits.ts';
import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, toJson } from '../../syntax/lookup.ts';
import type { Entry, MapNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { facts, given, givenMap, givenMaps, givenText, isEmpty, keyOf } from './reading.ts';
import { checkLabels } from './selectorRules.ts';

const mismatch = facts(
  'core/selector-mismatch',
  'error',
  'The selector of a workload does not match the labels of its own pods.',
  'It would start pods without end and never find one of them; the API server refuses it.',
);
const noSelector = facts(
  'core/empty-selector',
  'error',
  'The selector of a workload selects everything.',
  'The workload would take over all pods of the namespace; the API server refuses it.',
);

/** apps/v1: the selector is a LabelSelector. Its absence is told by the schema. */
const checkSelector: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  const selector = givenMap(spec, 'selector');
  if (spec === undefined || selector === undefined) return;
  if (isEmpty(selector, 'matchLabels') && isEmpty(selector, 'matchExpressions')) {
    report(noSelector.id, selector, say`An empty selector would select every pod; it needs matchLabels.`);
    return;
  }
  const labels = labelsOf(spec);
  const isMatched =
    (givenMap(selector, 'matchLabels')?.entries ?? []).every(entry => carries(labels, entry)) &&
    givenMaps(selector, 'matchExpressions').every(expression => meets(labels, expression));
  if (!isMatched) reportMismatch(spec, givenMap(selector, 'matchLabels'), report);
};

/** ReplicationControllers have a plain map, which their pods' labels stand in for when it is absent. */
const checkPlainSelector: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  const selector = givenMap(spec, 'selector');
  if (spec === undefined) return;
  checkLabels(selector, report);
  const labels = labelsOf(spec);
  if (isEmpty(spec, 'selector')) {
    if (givenMap(spec, 'template') !== undefined && (labels?.entries.length ?? 0) === 0)
      report(noSelector.id, spec, say`Without labels on the pods there has to be a selector.`, {
        missing: 'selector',
      });
    return;
  }
  if (selector?.entries.some(entry => !carries(labels, entry))) reportMismatch(spec, selector, report);
};

/** Where the pods' labels should be, and what is missing of them. */
function reportMismatch(spec: MapNode, wanted: MapNode | undefined, report: Report): void {
  const template = givenMap(spec, 'template');
  if (template === undefined) return;
  const metadata = givenMap(template, 'metadata');
  const labels = labelsOf(spec);
  const at = labels ?? metadata ?? template;
  const missing = labels !== undefined ? undefined : metadata === undefined ? 'metadata.labels' : 'labels';
  report(
    mismatch.id,
    at,
    say`The selector does not match these labels, so the workload would not find its own pods.`,
    {
      ...(missing === undefined ? {} : { missing }),
      ...(wanted === undefined
        ? {}
        : { related: [{ at: wanted, message: say`The selector asks for these labels.` }] }),
      fixes: () => (wanted === undefined ? [] : [labelFix(at, missing, wanted, labels)]),
    },
  );
}

function labelFix(at: MapNode, missing: string | undefined, wanted: MapNode, labels: MapNode | undefined) {
  const all = toJson(wanted);
  const isBare = missing === 'metadata.labels';
  const value = isBare ? { labels: all } : all;
  const edits =
    labels === undefined
      ? insertField(at, isBare ? 'metadata' : 'labels', value)
      : wanted.entries.filter(entry => !carries(labels, entry)).flatMap(entry => labelEdits(labels, entry));
  return { title: say`Give the pods the labels of the selector`, edits, isSafe: false };
}

function labelEdits(labels: MapNode, { name, value }: Entry) {
  const old = labels.entries.find(entry => entry.name === name);
  const added = insertField(labels, name, toJson(value));
  // Removing the only entry would leave an empty map behind, into which nothing can be inserted in the same step.
  return old === undefined ? added : labels.entries.length > 1 ? [...removeEntry(old.key), ...added] : [];
}

function labelsOf(spec: MapNode): MapNode | undefined {
  return givenMap(givenMap(givenMap(spec, 'template'), 'metadata'), 'labels');
}

function carries(labels: MapNode | undefined, { name, value }: Entry): boolean {
  const label = given(labels, name);
  if (isOpen(value) || (label !== undefined && isOpen(label))) return true;
  return label?.kind === 'scalar' && value.kind === 'scalar' && label.text === value.text;
}

function isOpen(node: SyntaxNode): boolean {
  return node.kind === 'scalar' && isPlaceholder(node);
}

function meets(labels: MapNode | undefined, expression: MapNode): boolean {
  const label = given(labels, givenText(expression, 'key') ?? '');
  const values = itemsAt(expression, 'values').map(value => (value.kind === 'scalar' ? value.text : ''));
  const isListed = label?.kind === 'scalar' && values.includes(label.text);
  const operator = givenText(expression, 'operator');
  if (operator === 'In') return isListed;
  if (operator === 'NotIn') return !isListed;
  if (operator === 'Exists') return label !== undefined;
  return operator !== 'DoesNotExist' || label === undefined;
}

const strategy = facts(
  'core/update-strategy',
  'error',
  'The update strategy of a workload contradicts itself.',
  'Settings of a rolling update need that type, and one of surge and unavailability has to leave room to move; the API server refuses the rest.',
);
const progress = facts(
  'core/progress-deadline',
  'error',
  'A Deployment gives its pods less time to get on than it waits for them to be ready.',
  'progressDeadlineSeconds has to be greater than minReadySeconds, or every rollout would fail.',
);

const checkStrategy: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  const update = givenMap(spec, object.kind === 'Deployment' ? 'strategy' : 'updateStrategy');
  const rolling = givenMap(update, 'rollingUpdate');
  const type = givenText(update, 'type') ?? 'RollingUpdate';
  if (
    update !== undefined &&
    rolling !== undefined &&
    (type === 'Recreate' || (type === 'OnDelete' && object.kind === 'StatefulSet'))
  ) {
    const key = keyOf(update, 'rollingUpdate');
    report(strategy.id, key, say`rollingUpdate is for type RollingUpdate, not for ${type}.`, {
      fixes: () => [{ title: say`Remove rollingUpdate`, edits: removeEntry(key) }],
    });
  } else if (type === 'RollingUpdate' && rolling !== undefined && object.kind !== 'StatefulSet')
    checkRoom(object, rolling, report);
  if (spec !== undefined) checkProgress(object, spec, report);
};

/** At least one of the two numbers must let a pod come or go. */
function checkRoom(object: ManifestObject, rolling: MapNode, report: Report): void {
  const [surge, unavailable] = [zeroOr(rolling, 'maxSurge'), zeroOr(rolling, 'maxUnavailable')];
  const place = {
    related: [],
    ...(given(rolling, 'maxUnavailable') === undefined ? { missing: 'maxUnavailable' } : {}),
  };
  const at = given(rolling, 'maxUnavailable') ?? rolling;
  // A Deployment's defaults are a quarter each, a DaemonSet's are no surge and one unavailable.
  const noSurge = surge === 'zero' || (surge === undefined && object.kind === 'DaemonSet');
  if (noSurge && unavailable === 'zero')
    report(
      strategy.id,
      at,
      say`With maxSurge and maxUnavailable both 0 no pod could ever be replaced.`,
      place,
    );
  if (object.kind === 'DaemonSet' && surge === 'more' && unavailable !== 'zero')
    report(strategy.id, keyOf(rolling, 'maxSurge'), say`A DaemonSet can surge only with maxUnavailable: 0.`);
}

function zeroOr(node: MapNode, name: string): 'zero' | 'more' | undefined {
  const value = given(node, name);
  if (value?.kind !== 'scalar' || isPlaceholder(value)) return undefined;
  return value.value === 0 || /^0+%$/.test(value.text) ? 'zero' : 'more';
}

function checkProgress(object: ManifestObject, spec: MapNode, report: Report): void {
  if (object.kind !== 'Deployment') return;
  const [deadline, ready] = [given(spec, 'progressDeadlineSeconds'), given(spec, 'minReadySeconds')];
  const least = ready?.kind === 'scalar' && typeof ready.value === 'number' ? ready.value : 0;
  const most =
    deadline === undefined
      ? 600
      : deadline.kind === 'scalar' && typeof deadline.value === 'number'
        ? deadline.value
        : undefined;
  if (most === undefined || most > least) return;
  report(
    progress.id,
    deadline ?? spec,
    say`The progress deadline of ${most} seconds has to be greater than minReadySeconds, ${least}.`,
    {
      ...(deadline === undefined ? { missing: 'progressDeadlineSeconds' } : {}),
    },
  );
}

/** Selectors and update strategies of what keeps pods running. */
export const workloadRules: RuleSet = {
  facts: [mismatch, noSelector, strategy, progress],
  kinds: {
    'apps/Deployment': (object, report) => {
      checkSelector(object, report);
      checkStrategy(object, report);
    },
    'apps/StatefulSet': (object, report) => {
      checkSelector(object, report);
      checkStrategy(object, report);
    },
    'apps/DaemonSet': (object, report) => {
      checkSelector(object, report);
      checkStrategy(object, report);
    },
    'apps/ReplicaSet': checkSelector,
    '/ReplicationController': checkPlainSelector,
  },
};
