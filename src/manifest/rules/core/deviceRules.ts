import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne, atMostOne } from './choices.ts';
import { type Occurrence, reportRepeats } from './duplicates.ts';
import { fieldsOf } from './mountRules.ts';
import { facts, given, givenMap, givenMaps, givenScalar, givenText, isBlank, keyOf } from './reading.ts';

const request = facts(
  'core/device-request-name',
  'error',
  'Two device requests have one name, or a constraint names a request that does not exist.',
  'Constraints, configuration and containers find requests by name; the API server refuses the claim.',
);
const amount = facts(
  'core/device-count',
  'error',
  'The number of devices does not fit how they are allocated.',
  'ExactCount takes a number above zero, All takes none; the API server refuses the rest.',
);

const checkClaim: KindCheck = (object, report) =>
  checkDevices(givenMap(givenMap(object.node, 'spec'), 'devices'), object.version, report);

const checkTemplate: KindCheck = (object, report) => {
  const spec = givenMap(givenMap(object.node, 'spec'), 'spec');
  checkDevices(givenMap(spec, 'devices'), object.version, report);
};

function checkDevices(devices: MapNode | undefined, version: string, report: Report): void {
  reportRepeats(
    request.id,
    fieldsOf(devices, 'requests', 'name'),
    name => say`Another request is called ${name} already.`,
    report,
  );
  for (const node of givenMaps(devices, 'requests')) checkRequest(node, version, report);
  for (const node of givenMaps(devices, 'constraints')) {
    const hasAttribute = atMostOne(node, attributes, report);
    if (!hasAttribute) atLeastOne(node, attributes, report);
  }
  for (const node of givenMaps(devices, 'config'))
    reportRepeats(request.id, textsOf(node, 'requests'), name => say`${name} stands here twice.`, report);
  const known = namesIn(devices);
  for (const list of ['constraints', 'config'])
    for (const node of givenMaps(devices, list))
      for (const item of itemsAt(node, 'requests'))
        if (item.kind === 'scalar' && typeof item.value === 'string' && !known.has(item.value))
          report(request.id, item, say`There is no request called "${item.value}".`);
}

const attributes = ['matchAttribute', 'distinctAttribute'];

function textsOf(node: MapNode, list: string): readonly Occurrence[] {
  return itemsAt(node, list).flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ key: item.value, at: item }] : [],
  );
}

function checkRequest(node: MapNode, version: string, report: Report): void {
  // Up to v1beta1 the fields of an exact request stand on the request itself.
  if (version === 'v1beta1' || version.startsWith('v1alpha')) {
    checkCount(node, report);
    return;
  }
  atLeastOne(node, ['exactly', 'firstAvailable'], report);
  atMostOne(node, ['exactly', 'firstAvailable'], report);
  const exactly = givenMap(node, 'exactly');
  for (const one of [...(exactly === undefined ? [] : [exactly]), ...givenMaps(node, 'firstAvailable')]) {
    checkCount(one, report);
    checkSelectors(one, report);
    for (const toleration of givenMaps(one, 'tolerations')) checkToleration(toleration, report);
    if (isBlank(one, 'deviceClassName') && given(one, 'deviceClassName') === undefined)
      report(request.id, one, say`The request does not say which class of devices it wants.`, {
        missing: 'deviceClassName',
      });
  }
}

function checkToleration(node: MapNode, report: Report): void {
  if (givenText(node, 'operator') === 'Exists' && !isBlank(node, 'value'))
    report('core/toleration', keyOf(node, 'value'), say`Exists looks at the key alone and takes no value.`);
}

function checkCount(node: MapNode, report: Report): void {
  const count = givenScalar(node, 'count');
  if (typeof count?.value !== 'number') return;
  if (givenText(node, 'allocationMode') === 'All') {
    if (count.value !== 0)
      report(amount.id, keyOf(node, 'count'), say`All devices are wanted, so there can be no count.`);
  } else if (count.value < 0) report(amount.id, count, say`The count of devices has to be above zero.`);
}

/** Names that may be referred to: requests, and alternatives as `request/alternative`. */
function namesIn(devices: MapNode | undefined): ReadonlySet<string> {
  const names = givenMaps(devices, 'requests').flatMap(node => {
    const name = givenText(node, 'name') ?? '';
    return [name, ...fieldsOf(node, 'firstAvailable', 'name').map(({ key }) => `${name}/${key}`)];
  });
  return new Set(names);
}

const selector = facts(
  'core/device-selector',
  'error',
  'A selector of devices has no expression.',
  'Selectors are CEL expressions; the API server refuses empty ones.',
);

const checkClass: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec !== undefined) checkSelectors(spec, report);
};

function checkSelectors(holder: MapNode, report: Report): void {
  for (const node of givenMaps(holder, 'selectors'))
    if (given(node, 'cel') === undefined)
      report(selector.id, node, say`The selector needs cel with an expression.`, { missing: 'cel' });
}

const api = 'resource.k8s.io';

/** Claims for devices by dynamic resource allocation. */
export const deviceRules: RuleSet = {
  facts: [request, amount, selector],
  kinds: {
    [`${api}/ResourceClaim`]: checkClaim,
    [`${api}/ResourceClaimTemplate`]: checkTemplate,
    [`${api}/DeviceClass`]: checkClass,
  },
};
