import { insertField, renameKey } from '../../fix/edits.ts';
import type { Severity } from '../../problem.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { compareQuantities, isWholeQuantity, parseQuantity } from '../../structure/quantity.ts';
import type { Entry, MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { nearest } from './nearest.ts';
import { facts, given, givenMap, givenScalar, replacing } from './reading.ts';
import {
  containerResources,
  isContainerResource,
  isCounted,
  isHugePages,
  isOvercommitAllowed,
} from './resourceNames.ts';

const unknown = facts(
  'core/resource-name',
  'error',
  'A container asks for a resource that does not exist.',
  'Plain names are Kubernetes’ own (cpu, memory, ephemeral-storage, hugepages-…); devices have a domain before a slash.',
);
const overLimit = facts(
  'core/request-over-limit',
  'error',
  'A request is larger than its limit.',
  'The scheduler would set aside more than the container may use, so the API server refuses it.',
);
const unequal = facts(
  'core/device-request',
  'error',
  'A request for a device differs from its limit, or has none.',
  'Devices and huge pages cannot be promised twice: the limit is needed, and the request, where given, must equal it.',
);
const fraction = facts(
  'core/device-fraction',
  'error',
  'A part of a device is asked for.',
  'Devices come whole; sharing is set up on the node, not by a fraction in the pod.',
);
const negative = facts(
  'core/negative-resource',
  'error',
  'An amount of a resource is below zero.',
  'The API server refuses negative amounts.',
);
const hugePages = facts(
  'core/huge-pages',
  'error',
  'Huge pages are asked for without cpu or memory, or not in whole pages.',
  'The API server wants cpu or memory beside them, and a multiple of the page size.',
);

const checkResources: TypeCheck = (node, report) => {
  const [limits, requests] = [givenMap(node, 'limits'), givenMap(node, 'requests')];
  const entries = [...(limits?.entries ?? []), ...(requests?.entries ?? [])];
  for (const entry of entries) checkAmount(entry, report);
  for (const entry of requests?.entries ?? []) if (isAmount(entry.value)) checkRequest(entry, limits, report);
  const names = entries.map(entry => entry.name);
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    report(hugePages.id, node, say`Huge pages need cpu or memory to be asked for as well.`);
};

function isAmount(value: Entry['value']): value is ScalarNode {
  return value.kind === 'scalar' && value.value !== null && !isPlaceholder(value);
}

function checkAmount({ key, name, value }: Entry, report: Report): void {
  // Claims that are not told apart from containers by their type ask for storage; whole pods are judged for it elsewhere.
  if (!isPlaceholder(key) && name !== 'storage' && !isContainerResource(name)) {
    const likely = nearest(name, containerResources);
    const fixes = () =>
      likely === undefined ? [] : [{ title: say`Write ${likely}`, edits: renameKey(key, likely) }];
    report(
      unknown.id,
      key,
      say`Containers cannot ask for "${name}": it is none of Kubernetes' own resources and has no domain before a slash.`,
      { fixes },
    );
  }
  if (!isAmount(value)) return;
  const amount = parseQuantity(value.value);
  if (amount === undefined) return;
  if (amount < 0n) report(negative.id, value, say`${name} cannot be negative.`);
  else if (isCounted(name) && isWholeQuantity(value.value) === false)
    report(fraction.id, value, say`${name} comes whole; ${value.text} of it cannot be had.`, {
      fixes: () => [replacing(value, Math.ceil(Number(amount) / 1e9), false)],
    });
  const page = isHugePages(name) ? parseQuantity(name.slice('hugepages-'.length)) : undefined;
  if (page !== undefined && page > 0n && amount % page !== 0n)
    report(
      hugePages.id,
      value,
      say`${value.text} is no multiple of the page size ${name.slice('hugepages-'.length)}.`,
    );
}

/** Holds one request against its limit. */
function checkRequest(entry: Entry, limits: MapNode | undefined, report: Report): void {
  const { name, value } = entry;
  if (value.kind !== 'scalar') return;
  const limit = givenScalar(limits, name);
  // Where the limit is missing, a controller may add it: that is judged with whole pods.
  if (limit === undefined) return;
  const order = compareQuantities(value.value, limit.value);
  if (order === undefined || order === 0) return;
  const related = [{ at: limit, message: say`This is the limit.` }];
  const fixes = () => [replacing(value, typeof limit.value === 'number' ? limit.value : limit.text, false)];
  if (!isOvercommitAllowed(name))
    report(unequal.id, value, say`The request for ${name} has to equal its limit of ${limit.text}.`, {
      related,
      fixes,
    });
  else if (order > 0)
    report(
      overLimit.id,
      value,
      say`The request for ${name} (${value.text}) is larger than its limit (${limit.text}).`,
      { related, fixes },
    );
}

/** Reports devices that are requested without a limit. Not for pods to which a controller adds limits. */
export function checkDeviceLimits(resources: MapNode | undefined, severity: Severity, report: Report): void {
  const limits = givenMap(resources, 'limits');
  for (const { key, name, value } of givenMap(resources, 'requests')?.entries ?? []) {
    const isLimited = isOvercommitAllowed(name) || given(limits, name) !== undefined;
    if (isLimited || resources === undefined || value.kind !== 'scalar') continue;
    const amount = value.value;
    const edits = () =>
      limits === undefined
        ? insertField(resources, 'limits', { [name]: amount })
        : insertField(limits, name, amount);
    report(
      unequal.id,
      limits ?? resources,
      say`${name} is requested but not limited; devices need a limit, and the request then follows from it.`,
      {
        ...(limits === undefined ? { missing: 'limits' } : {}),
        severity,
        related: [{ at: key, message: say`It is requested here.` }],
        fixes: () => [{ title: say`Add a limit of ${value.text}`, edits: edits() }],
      },
    );
  }
}

/** What a pod may ask for as a whole, beside its containers, and what it costs by itself. */
const checkPodResources: TypeCheck = (node, report) => {
  const resources = givenMap(node, 'resources');
  for (const list of ['limits', 'requests'])
    for (const { key, name } of givenMap(resources, list)?.entries ?? [])
      if (!isPlaceholder(key) && !ofPods.has(name) && !isHugePages(name))
        report(
          unknown.id,
          key,
          say`A whole pod can ask for cpu, memory and huge pages; ask for ${name} in a container.`,
        );
  for (const { key, name } of givenMap(node, 'overhead')?.entries ?? [])
    if (!isPlaceholder(key) && !isContainerResource(name))
      report(unknown.id, key, say`"${name}" is no resource that a pod could cost.`);
};

const ofPods: ReadonlySet<string> = new Set(['cpu', 'memory']);

/** Requests and limits of containers. */
export const resourceRules: RuleSet = {
  facts: [unknown, overLimit, unequal, fraction, negative, hugePages],
  types: { ResourceRequirements: checkResources, PodSpec: checkPodResources },
};
