import { removeEntry } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { isWholeQuantity, parseQuantity } from '../../structure/quantity.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { reportRepeats } from './duplicates.ts';
import { fieldsOf } from './mountRules.ts';
import { qualifiedName } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isEmpty,
  isTrue,
  keyOf,
  replacing,
} from './reading.ts';
import { isContainerResource, isCounted, isOvercommitAllowed, isQuotaResource } from './resourceNames.ts';

const budget = facts(
  'core/disruption-budget',
  'error',
  'A disruption budget has both minAvailable and maxUnavailable.',
  'The API server takes one of them.',
);
const priority = facts(
  'core/priority-value',
  'error',
  'A priority class takes a name or a value that is reserved for the system.',
  'Names with system- and values above one billion are Kubernetes’ own; the API server refuses them.',
);
const quota = facts(
  'core/quota',
  'error',
  'A quota bounds a resource that does not exist, or a scope that does not go with it.',
  'The API server refuses unknown resources, negative amounts, unknown and contradictory scopes.',
);
const limitRange = facts(
  'core/limit-range',
  'error',
  'The bounds of a LimitRange contradict one another.',
  'The least, the defaults and the most have to ascend, and each type stands once; the API server refuses the rest.',
);

const checkBudget: TypeCheck = (node, report) => {
  if (given(node, 'minAvailable') === undefined || given(node, 'maxUnavailable') === undefined) return;
  report(budget.id, node, say`minAvailable and maxUnavailable exclude one another.`, {
    fixes: () =>
      ['minAvailable', 'maxUnavailable'].map(name => ({
        title: say`Remove ${name}`,
        edits: removeEntry(keyOf(node, name)),
        isSafe: false,
      })),
  });
};

const systemClasses: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

const checkPriority: KindCheck = (object, report) => {
  const name = givenScalar(givenMap(object.node, 'metadata'), 'name');
  const value = givenScalar(object.node, 'value');
  const isSystem = typeof name?.value === 'string' && name.value.startsWith('system-');
  if (name !== undefined && isSystem) {
    if (systemClasses[name.text] !== value?.value || isTrue(object.node, 'globalDefault'))
      report(priority.id, name, say`Names that begin with system- are reserved.`);
  } else if (typeof value?.value === 'number' && value.value > 1_000_000_000)
    report(priority.id, value, say`The highest priority that can be given is 1000000000.`);
};

const contradictory = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

const checkQuota: TypeCheck = (node, report) => {
  for (const { key, name, value } of givenMap(node, 'hard')?.entries ?? []) {
    if (!isQuotaResource(name)) report(quota.id, key, say`A quota cannot bound "${name}".`);
    if (value.kind !== 'scalar') continue;
    const amount = parseQuantity(value.value);
    if (amount !== undefined && amount < 0n) report(quota.id, value, say`${name} cannot be negative.`);
    if (isCounted(name) && isWholeQuantity(value.value) === false)
      report(quota.id, value, say`${name} is counted in whole numbers.`);
  }
  const listed = itemsAt(node, 'scopes').flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
  const selected = givenMaps(givenMap(node, 'scopeSelector'), 'matchExpressions').map(
    item => givenText(item, 'scopeName') ?? '',
  );
  for (const [list, name] of [
    [listed, 'scopes'],
    [selected, 'scopeSelector'],
  ] as const)
    for (const [one, other] of contradictory)
      if (list.includes(one) && list.includes(other))
        report(quota.id, keyOf(node, name), say`The scopes ${one} and ${other} exclude one another.`);
};

const checkScope: TypeCheck = (node, report) => {
  const [name, operator] = [givenText(node, 'scopeName') ?? '', givenScalar(node, 'operator')];
  if (operator === undefined) return;
  const takesValues = name === 'PriorityClass' || name === 'VolumeAttributesClass';
  if (!takesValues && operator.value !== 'Exists')
    report(quota.id, operator, say`The scope ${name} has no values; its operator must be Exists.`, {
      fixes: () => [replacing(operator, 'Exists')],
    });
  const needsValues = operator.value === 'In' || operator.value === 'NotIn';
  if (needsValues && isEmpty(node, 'values'))
    report(quota.id, node, say`${operator.text} needs values.`, { missing: 'values' });
  if ((operator.value === 'Exists' || operator.value === 'DoesNotExist') && !isEmpty(node, 'values'))
    report(quota.id, keyOf(node, 'values'), say`${operator.text} takes no values.`);
};

/** The bounds that have to ascend, each pair with the one that is named when it does not. */
const ascending = [
  ['min', 'max', 'min'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['defaultRequest', 'default', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['default', 'max', 'default'],
] as const;

const checkLimits: TypeCheck = (node, report) => {
  reportRepeats(
    limitRange.id,
    fieldsOf(node, 'limits', 'type'),
    type => say`Limits for ${type} are set already.`,
    report,
  );
  for (const item of givenMaps(node, 'limits')) checkLimitItem(item, report);
};

function checkLimitItem(item: MapNode, report: Report): void {
  const type = givenScalar(item, 'type');
  const word = typeof type?.value === 'string' ? type.value : '';
  if (
    type !== undefined &&
    !['Pod', 'Container', 'PersistentVolumeClaim'].includes(word) &&
    (!word.includes('/') || !qualifiedName.fits(word))
  )
    report(
      limitRange.id,
      type,
      say`"${word}" is nothing that can be limited: it must be Pod, Container or PersistentVolumeClaim.`,
    );
  if (word === 'Pod')
    for (const name of ['default', 'defaultRequest'])
      if (!isEmpty(item, name))
        report(limitRange.id, keyOf(item, name), say`Pods as a whole have no defaults; containers have.`);
  const maps = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'].flatMap(
    name => givenMap(item, name) ?? [],
  );
  if (word === 'Pod' || word === 'Container')
    for (const { key, name } of maps.flatMap(map => map.entries))
      if (!isContainerResource(name)) report(limitRange.id, key, say`Containers cannot ask for "${name}".`);
  for (const name of new Set(maps.flatMap(map => map.entries.map(entry => entry.name))))
    checkOrder(item, name, report);
}

function checkOrder(item: MapNode, name: string, report: Report): void {
  const amountOf = (field: string) => parseQuantity(givenScalar(givenMap(item, field), name)?.value);
  for (const [low, high, named] of ascending) {
    const [less, more] = [amountOf(low), amountOf(high)];
    const at = givenScalar(givenMap(item, named), name);
    if (less !== undefined && more !== undefined && less > more && at !== undefined)
      report(limitRange.id, at, say`${low} of ${name} is larger than ${high}.`);
  }
  const ratio = givenScalar(givenMap(item, 'maxLimitRequestRatio'), name);
  const share = parseQuantity(ratio?.value);
  if (ratio !== undefined && share !== undefined && share < 1_000_000_000n)
    report(
      limitRange.id,
      ratio,
      say`A limit cannot be less than its request, so the ratio has to be at least 1.`,
    );
  const [limit, request] = [amountOf('default'), amountOf('defaultRequest')];
  const at = givenScalar(givenMap(item, 'defaultRequest'), name);
  if (
    !isOvercommitAllowed(name) &&
    limit !== undefined &&
    request !== undefined &&
    limit !== request &&
    at !== undefined
  )
    report(limitRange.id, at, say`The default request for ${name} has to equal its default limit.`);
}

/** Budgets, priorities, quotas and limits. */
export const policyRules: RuleSet = {
  facts: [budget, priority, quota, limitRange],
  types: {
    PodDisruptionBudgetSpec: checkBudget,
    ResourceQuotaSpec: checkQuota,
    ScopedResourceSelectorRequirement: checkScope,
    LimitRangeSpec: checkLimits,
  },
  kinds: { 'scheduling.k8s.io/PriorityClass': checkPriority },
};
