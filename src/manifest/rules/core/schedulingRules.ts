import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { reportRepeats } from './duplicates.ts';
import { labelValue, qualifiedName } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';
import { checkLabels } from './selectorRules.ts';

const toleration = facts(
  'core/toleration',
  'error',
  'A toleration contradicts itself.',
  'Without a key only Exists makes sense, Exists takes no value, and seconds are counted for NoExecute alone; the API server refuses the rest.',
);
const spreadTwice = facts(
  'core/spread-repeated',
  'error',
  'Two spread constraints have the same topology key and the same action.',
  'The API server refuses the second.',
);
const minDomains = facts(
  'core/min-domains',
  'error',
  'minDomains is set where pods may be scheduled anyway.',
  'It can only be kept with whenUnsatisfiable: DoNotSchedule, so the API server refuses it elsewhere.',
);
const labelKeys = facts(
  'core/match-label-keys',
  'error',
  'matchLabelKeys or mismatchLabelKeys are malformed, stand without a labelSelector, or contradict one another.',
  'They add to the selector and cannot stand alone; the API server refuses the pod.',
);
const noSelector = facts(
  'core/null-label-selector',
  'warning',
  'An affinity term or spread constraint has no labelSelector.',
  'It then matches no pod at all, and so has no effect; the API server warns of it.',
);
const dnsConfig = facts(
  'core/dns-config',
  'error',
  'The DNS settings of a pod are incomplete or too long.',
  'dnsPolicy None leaves everything to dnsConfig; at most 3 name servers, 32 search domains and 2048 characters of them are allowed.',
);

const checkToleration: TypeCheck = (node, report) => {
  const operator = givenText(node, 'operator') ?? '';
  const scalar = givenScalar(node, 'operator');
  if (isBlank(node, 'key') && given(node, 'operator') === undefined) {
    report(
      toleration.id,
      node,
      say`A toleration without a key matches every taint, which operator: Exists has to say.`,
      { missing: 'operator' },
    );
  } else if (isBlank(node, 'key') && scalar !== undefined && operator !== 'Exists')
    report(
      toleration.id,
      scalar,
      say`Without a key the operator must be Exists, which matches every taint.`,
      {
        fixes: () => [replacing(scalar, 'Exists', false)],
      },
    );
  if (scalar !== undefined && (operator === 'Lt' || operator === 'Gt'))
    report(
      toleration.id,
      scalar,
      say`${operator} works only where the cluster has switched on TaintTolerationComparisonOperators.`,
    );
  checkTolerationValue(node, operator, report);
  const effect = given(node, 'effect');
  if (given(node, 'tolerationSeconds') === undefined || givenText(node, 'effect') === 'NoExecute') return;
  const [at, place] = placeOf(node, 'effect');
  if (effect === undefined || givenScalar(node, 'effect') !== undefined)
    report(toleration.id, at, say`tolerationSeconds count for effect NoExecute only.`, place);
};

function checkTolerationValue(node: MapNode, operator: string, report: Report): void {
  const value = givenScalar(node, 'value');
  if (typeof value?.value !== 'string' || value.value === '') return;
  if (operator === 'Exists')
    report(toleration.id, value, say`Exists looks at the key alone and takes no value.`, {
      fixes: () => [{ title: say`Remove value`, edits: removeEntry(keyOf(node, 'value')) }],
    });
  else if (!labelValue.fits(value.value))
    report(toleration.id, value, say`"${value.value}" cannot be the value of a taint: ${labelValue.demand}.`);
}

const checkSpread: TypeCheck = (node, report) => {
  const domains = givenScalar(node, 'minDomains');
  const action = givenText(node, 'whenUnsatisfiable');
  if (domains !== undefined && action !== undefined && action !== 'DoNotSchedule')
    report(minDomains.id, domains, say`minDomains needs whenUnsatisfiable: DoNotSchedule.`);
  checkLabelKeys(node, report);
};

const checkAffinityTerm: TypeCheck = (node, report) => {
  checkLabelKeys(node, report);
  const mismatch = new Set(wordsIn(node, 'mismatchLabelKeys').map(({ key }) => key));
  for (const { key, at } of wordsIn(node, 'matchLabelKeys'))
    if (mismatch.has(key)) report(labelKeys.id, at, say`${key} is among mismatchLabelKeys as well.`);
};

function checkLabelKeys(node: MapNode, report: Report): void {
  const hasSelector = given(node, 'labelSelector') !== undefined;
  if (!hasSelector)
    report(noSelector.id, node, say`Without a labelSelector this matches no pod and has no effect.`, {
      missing: 'labelSelector',
    });
  const selected = new Set(
    givenMap(givenMap(node, 'labelSelector'), 'matchLabels')?.entries.map(entry => entry.name),
  );
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys']) {
    if (isEmpty(node, name)) continue;
    if (!hasSelector)
      report(labelKeys.id, keyOf(node, name), say`${name} add to a labelSelector, but there is none.`);
    for (const { key, at } of wordsIn(node, name))
      if (!qualifiedName.fits(key)) report(labelKeys.id, at, say`"${key}" cannot be the key of a label.`);
      else if (name === 'matchLabelKeys' && selected.has(key))
        report(labelKeys.id, at, say`The labelSelector sets ${key} already.`, { severity: 'warning' });
  }
}

function wordsIn(node: MapNode, list: string) {
  return itemsAt(node, list).flatMap(at =>
    at.kind === 'scalar' && typeof at.value === 'string' && !isPlaceholder(at) ? [{ key: at.value, at }] : [],
  );
}

const checkPodScheduling: TypeCheck = (node, report) => {
  checkLabels(givenMap(node, 'nodeSelector'), report);
  const constraints = givenMaps(node, 'topologySpreadConstraints').flatMap(constraint => {
    const [key, action] = [givenText(constraint, 'topologyKey'), givenText(constraint, 'whenUnsatisfiable')];
    return key === undefined || action === undefined ? [] : [{ key: `${key} (${action})`, at: constraint }];
  });
  reportRepeats(
    spreadTwice.id,
    constraints,
    key => say`Another constraint spreads over ${key} already.`,
    report,
  );
  checkDns(node, report);
};

function checkDns(spec: MapNode, report: Report): void {
  const config = givenMap(spec, 'dnsConfig');
  const servers = itemsAt(config, 'nameservers').length;
  if (givenText(spec, 'dnsPolicy') === 'None' && servers === 0)
    report(dnsConfig.id, config ?? spec, say`dnsPolicy None needs at least one name server in dnsConfig.`, {
      missing: config === undefined ? 'dnsConfig' : 'nameservers',
    });
  if (config === undefined) return;
  if (servers > 3)
    report(
      dnsConfig.id,
      keyOf(config, 'nameservers'),
      say`There are ${servers} name servers, but at most 3 are allowed.`,
    );
  const searches = wordsIn(config, 'searches');
  const length = searches.map(({ key }) => key).join(' ').length;
  if (searches.length > 32 || length > 2048)
    report(
      dnsConfig.id,
      keyOf(config, 'searches'),
      say`At most 32 search domains of 2048 characters in all are allowed.`,
    );
  for (const option of givenMaps(config, 'options'))
    if (isBlank(option, 'name')) report(dnsConfig.id, option, say`A DNS option needs a name.`);
}

/** Where pods may run, and what they resolve names with. */
export const schedulingRules: RuleSet = {
  facts: [toleration, spreadTwice, minDomains, labelKeys, noSelector, dnsConfig],
  types: {
    Toleration: checkToleration,
    TopologySpreadConstraint: checkSpread,
    PodAffinityTerm: checkAffinityTerm,
    PodSpec: checkPodScheduling,
  },
};
