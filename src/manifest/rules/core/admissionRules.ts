import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne, atMostOne } from './choices.ts';
import { reportRepeats } from './duplicates.ts';
import { checkFields, each, type FieldChecks, filledAndNamed, named, oneOf } from './fieldChecks.ts';
import { fieldsOf } from './mountRules.ts';
import { dnsSubdomain, qualifiedName } from './nameForms.ts';
import { facts, givenMap, givenMaps, isBlank, isEmpty, keyOf, placeOf } from './reading.ts';
import { checkAdmissionRule } from './webhookRules.ts';

const policy = facts(
  'core/admission-policy',
  'error',
  'An admission policy lacks what it matches or what it asks, or two of its conditions have one name.',
  'Without them the policy could decide nothing; the API server refuses it.',
);
const binding = facts(
  'core/policy-binding',
  'error',
  'The binding of an admission policy names no policy or no possible set of actions.',
  'At least one of Deny, Warn and Audit is needed, each once, and Deny says already what Warn would.',
);

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'];
const checks: FieldChecks = { name: named(qualifiedName), reason: oneOf(...reasons) };
const checkCondition = checkFields(checks);

/** Reports a field that is absent or blank. */
function need(map: MapNode, name: string, report: Report): void {
  if (!isBlank(map, name)) return;
  const [at, place] = placeOf(map, name);
  report('core/missing-field', at, say`${name} is missing; the API server does not do without it.`, place);
}

const checkPolicy: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) {
    report(policy.id, object.node, say`A policy needs a spec that says what it matches and asks.`, {
      missing: 'spec',
    });
    return;
  }
  checkMatches(spec, report);
  if (isEmpty(spec, 'validations') && isEmpty(spec, 'auditAnnotations')) {
    const [at, place] = placeOf(spec, 'validations');
    report(policy.id, at, say`A policy needs validations or auditAnnotations.`, place);
  }
  for (const validation of givenMaps(spec, 'validations')) {
    checkCondition(validation, report);
    need(validation, 'expression', report);
  }
  for (const variable of givenMaps(spec, 'variables')) need(variable, 'expression', report);
  checkMatchConditions(spec, report);
};

function checkMatches(spec: MapNode, report: Report): void {
  const constraints = givenMap(spec, 'matchConstraints');
  const [holder, name] =
    constraints === undefined
      ? ([spec, 'matchConstraints'] as const)
      : ([constraints, 'resourceRules'] as const);
  if (isEmpty(holder, name)) {
    const [at, place] = placeOf(holder, name);
    report(policy.id, at, say`A policy needs ${name}: what it is asked about.`, place);
  }
  for (const list of ['resourceRules', 'excludeResourceRules'])
    for (const rule of givenMaps(constraints, list)) checkAdmissionRule(rule, report);
}

/** Conditions on requests, of policies and of webhooks. */
export function checkMatchConditions(holder: MapNode, report: Report): void {
  const word = (name: string) => say`Another condition is called ${name} already.`;
  reportRepeats(policy.id, fieldsOf(holder, 'matchConditions', 'name'), word, report);
  for (const condition of givenMaps(holder, 'matchConditions')) {
    checkCondition(condition, report);
    need(condition, 'name', report);
    need(condition, 'expression', report);
  }
}

const checkBindingSpec = checkFields({
  policyName: filledAndNamed(dnsSubdomain),
  validationActions: each(oneOf('Deny', 'Warn', 'Audit')),
});

const checkBinding: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) return;
  checkBindingSpec(spec, report);
  need(spec, 'policyName', report);
  const reference = givenMap(spec, 'paramRef');
  if (reference) {
    need(reference, 'parameterNotFoundAction', report);
    if (!atMostOne(reference, ['name', 'selector'], report))
      atLeastOne(reference, ['name', 'selector'], report);
  }
  const actions = itemsAt(spec, 'validationActions').flatMap(item =>
    item.kind === 'scalar' ? [{ key: item.text, at: item }] : [],
  );
  if (actions.length === 0) {
    const [at, place] = placeOf(spec, 'validationActions');
    report(binding.id, at, say`A binding needs at least one of Deny, Warn and Audit.`, place);
  }
  reportRepeats(binding.id, actions, action => say`${action} stands here twice.`, report);
  const has = (action: string) => actions.some(({ key }) => key === action);
  if (has('Deny') && has('Warn'))
    report(
      binding.id,
      keyOf(spec, 'validationActions'),
      say`Deny tells its reason in the answer; Warn would say it again.`,
    );
};

const api = 'admissionregistration.k8s.io';

/** Admission policies in CEL, and their bindings. */
export const admissionRules: RuleSet = {
  facts: [policy, binding],
  kinds: {
    [`${api}/ValidatingAdmissionPolicy`]: checkPolicy,
    [`${api}/ValidatingAdmissionPolicyBinding`]: checkBinding,
    [`${api}/ValidatingWebhookConfiguration`]: checkHookConditions,
    [`${api}/MutatingWebhookConfiguration`]: checkHookConditions,
  },
};

function checkHookConditions(...[object, report]: Parameters<KindCheck>): void {
  for (const hook of givenMaps(object.node, 'webhooks')) checkMatchConditions(hook, report);
}
