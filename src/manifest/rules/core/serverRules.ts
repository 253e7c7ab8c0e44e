import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dns1035LabelFlaw } from '../../structure/names.ts';
import type { MapNode } from '../../syntax/node.ts';
import { between, checkFields, filledAndNamed, notNegative, oneOf, portNumber } from './fieldChecks.ts';
import { dnsLabel, dnsSubdomain, type NameForm } from './nameForms.ts';
import { facts, given, givenMap, givenNumber, givenText, isBlank, keyOf, placeOf } from './reading.ts';

const apiService = facts(
  'core/api-service',
  'error',
  'An APIService is not named after its version and group, or does not say where it is served.',
  'The API server looks them up by that name, and refuses any other.',
);
const priorityLevel = facts(
  'core/priority-level',
  'error',
  'The parts of a priority level do not fit its type.',
  'Exempt levels have no limits and limited ones no exemptions; the API server refuses a mixture.',
);

const version: NameForm = {
  fits: text => dns1035LabelFlaw(text) === undefined,
  demand: 'lower-case letters, digits and dashes, begun by a letter',
};
const checkApi = checkFields({
  group: filledAndNamed(dnsSubdomain),
  version: filledAndNamed(version),
  groupPriorityMinimum: between(1, 20_000),
  versionPriority: between(1, 1_000),
});
const checkService = checkFields({ port: portNumber });

function need(map: MapNode, name: string, report: Report): void {
  if (!isBlank(map, name)) return;
  const [at, place] = placeOf(map, name);
  report('core/missing-field', at, say`${name} is missing; the API server does not do without it.`, place);
}

const checkApiService: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) return;
  checkApi(spec, report);
  for (const name of ['group', 'version', 'groupPriorityMinimum', 'versionPriority'])
    need(spec, name, report);
  const service = givenMap(spec, 'service');
  if (service) {
    checkService(service, report);
    need(service, 'namespace', report);
    need(service, 'name', report);
  }
  const expected = `${givenText(spec, 'version') ?? ''}.${givenText(spec, 'group') ?? ''}`;
  if (object.name !== undefined && object.name !== expected)
    report(
      apiService.id,
      givenMap(object.node, 'metadata')?.entries.find(({ name }) => name === 'name')?.value ?? object.node,
      say`An APIService is named after its version and group: ${expected}.`,
    );
};

const checkHandler = checkFields({ handler: filledAndNamed(dnsLabel) });
const checkRuntimeClass: KindCheck = ({ node }, report) => checkHandler(node, report);

const share = between(0, 100);
const checkLimits = checkFields({
  nominalConcurrencyShares: notNegative,
  lendablePercent: share,
  borrowingLimitPercent: notNegative,
});
const checkType = checkFields({ type: oneOf('Exempt', 'Limited') });
const checkResponseType = checkFields({ type: oneOf('Queue', 'Reject') });

const checkPriorityLevel: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) {
    report('core/missing-field', object.node, say`A priority level needs a spec with its type.`, {
      missing: 'spec',
    });
    return;
  }
  need(spec, 'type', report);
  checkType(spec, report);
  const type = givenText(spec, 'type');
  const other = type === 'Exempt' ? 'limited' : type === 'Limited' ? 'exempt' : undefined;
  if (other !== undefined && given(spec, other) !== undefined)
    report(priorityLevel.id, keyOf(spec, other), say`${other} cannot stand beside the type ${type ?? ''}.`);
  if (type === 'Exempt' && object.name !== 'exempt')
    report(priorityLevel.id, keyOf(spec, 'type'), say`The level exempt alone is of this type.`);
  const limits = givenMap(spec, 'limited');
  if (limits) checkLimited(limits, report);
};

function checkLimited(limits: MapNode, report: Report): void {
  checkLimits(limits, report);
  const response = givenMap(limits, 'limitResponse');
  if (response === undefined) {
    const [at, place] = placeOf(limits, 'limitResponse');
    report('core/missing-field', at, say`limitResponse is missing: Queue or Reject.`, place);
    return;
  }
  need(response, 'type', report);
  checkResponseType(response, report);
  const queuing = givenMap(response, 'queuing');
  if (queuing === undefined) return;
  if (givenText(response, 'type') === 'Reject')
    report(
      priorityLevel.id,
      keyOf(response, 'queuing'),
      say`Where requests are rejected there are no queues.`,
    );
  const hand = givenNumber(queuing, 'handSize') ?? 8;
  const queues = givenNumber(queuing, 'queues') ?? 64;
  if (hand > queues)
    report(
      priorityLevel.id,
      given(queuing, 'handSize') ?? queuing,
      say`A hand of ${hand} cannot be dealt from ${queues} queues.`,
    );
}

/** Kinds by which the API server itself is extended and tuned. */
export const serverRules: RuleSet = {
  facts: [apiService, priorityLevel],
  kinds: {
    'apiregistration.k8s.io/APIService': checkApiService,
    'node.k8s.io/RuntimeClass': checkRuntimeClass,
    'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration': checkPriorityLevel,
  },
};
