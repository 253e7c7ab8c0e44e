import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { dns1035LabelFlaw } from '../../structure/names.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { reportRepeats } from './duplicates.ts';
import { between, checkFields, filled, portNumber } from './fieldChecks.ts';
import { fieldsOf } from './mountRules.ts';
import { dnsSubdomain } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  isEmpty,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';

const name = facts(
  'core/webhook-name',
  'error',
  'A webhook is not called by a domain of three parts, or two have one name.',
  'Names have to be unique in the whole cluster, as check.example.com; the API server refuses the rest.',
);
const client = facts(
  'core/webhook-client',
  'error',
  'A webhook is reached neither by a url nor by a service, or by both, or speaks no version that the API server knows.',
  'The API server has to know the one way to call it.',
);
const rules = facts(
  'core/webhook-rule',
  'error',
  'A rule of a webhook is incomplete or mixes * with others.',
  'Operations, groups, versions and resources are needed, and * stands alone; the API server refuses the rest.',
);

const checkTimeout = checkFields({ timeoutSeconds: between(1, 30) });
const checkServicePort = checkFields({ port: portNumber });

const checkConfiguration: KindCheck = (object, report) => {
  reportRepeats(
    name.id,
    fieldsOf(object.node, 'webhooks', 'name'),
    word => say`Another webhook is called ${word} already.`,
    report,
  );
  for (const hook of givenMaps(object.node, 'webhooks')) checkHook(hook, report);
};

function checkHook(hook: MapNode, report: Report): void {
  checkTimeout(hook, report);
  const own = givenScalar(hook, 'name');
  if (typeof own?.value === 'string' && (!dnsSubdomain.fits(own.value) || own.value.split('.').length < 3))
    report(
      name.id,
      own,
      say`"${own.value}" has to be a domain of at least three parts, as check.example.com.`,
    );
  const config = givenMap(hook, 'clientConfig');
  if (
    config !== undefined &&
    (given(config, 'url') === undefined) === (given(config, 'service') === undefined)
  )
    report(client.id, config, say`A webhook is called by a url or a service, exactly one of them.`);
  const versions = itemsAt(hook, 'admissionReviewVersions').flatMap(item =>
    item.kind === 'scalar' ? [item.text] : [],
  );
  if (versions.length > 0 && !versions.includes('v1') && !versions.includes('v1beta1')) {
    const [at] = placeOf(hook, 'admissionReviewVersions');
    report(
      client.id,
      at,
      say`The API server speaks v1 and v1beta1; one of them has to be among the versions.`,
    );
  }
  if (given(hook, 'admissionReviewVersions') !== undefined && isEmpty(hook, 'admissionReviewVersions'))
    report(client.id, keyOf(hook, 'admissionReviewVersions'), say`A webhook has to speak v1 or v1beta1.`);
  checkVersions(hook, report);
  const service = givenMap(config, 'service');
  if (service) checkServicePort(service, report);
  for (const name of ['namespace', 'name']) {
    const scalar = givenScalar(service, name);
    if (scalar !== undefined) filled(scalar, name, report);
  }
  const path = givenScalar(service, 'path');
  if (typeof path?.value === 'string' && path.value !== '' && !path.value.startsWith('/'))
    report(client.id, path, say`The path of a webhook begins with a slash.`, {
      fixes: () => [replacing(path, `/${path.text}`)],
    });
  for (const rule of givenMaps(hook, 'rules')) checkAdmissionRule(rule, report);
}

function checkVersions(hook: MapNode, report: Report): void {
  const versions = itemsAt(hook, 'admissionReviewVersions').flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ key: item.value, at: item }] : [],
  );
  reportRepeats(client.id, versions, version => say`${version} stands here twice.`, report);
  for (const { key, at } of versions)
    if (dns1035LabelFlaw(key) !== undefined)
      report('core/malformed-name', at, say`"${key}" cannot be a version here; write v1.`);
}

/** A rule that says which requests are asked about, of webhooks and admission policies. */
export function checkAdmissionRule(rule: MapNode, report: Report): void {
  for (const list of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
    const words = itemsAt(rule, list).flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
    const [at, place] = placeOf(rule, list);
    if (isEmpty(rule, list)) report(rules.id, at, say`A rule needs ${list}.`, place);
    else if (words.length > 1 && words.includes('*') && list !== 'resources')
      report(rules.id, at, say`* stands for all ${list} and has to stand alone.`);
    // The core group is the empty text; versions and resources are never empty.
    if (list === 'apiGroups' || list === 'operations') continue;
    for (const item of itemsAt(rule, list))
      if (item.kind === 'scalar' && (item.value === '' || item.value === null))
        report('core/empty-value', item, say`An item of ${list} is empty, which counts as missing.`);
  }
}

const api = 'admissionregistration.k8s.io';

/** Admission webhooks. */
export const webhookRules: RuleSet = {
  facts: [name, client, rules],
  kinds: {
    [`${api}/ValidatingWebhookConfiguration`]: checkConfiguration,
    [`${api}/MutatingWebhookConfiguration`]: checkConfiguration,
  },
};
