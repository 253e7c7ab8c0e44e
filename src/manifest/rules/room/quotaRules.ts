import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { QuotaRoom, Surroundings } from '../../surroundings.ts';
import { mapAt, nodeAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import { KeptVerdicts } from '../references/keptVerdicts.ts';
import { amountWords, bareAmount } from './amounts.ts';
import { amountOf, askedOf } from './podNeeds.ts';
import { type ContainerPlace, type PodPlace, podsIn } from './podsIn.ts';

const exceeded = facts(
  'room/quota-exceeded',
  'warning',
  'Pods or claims ask for more than a ResourceQuota of their namespace has left.',
  'The API server refuses pods beyond the quota; their controller tries again and again, and says so in its events alone.',
);
const wanted = facts(
  'room/quota-needs-resources',
  'warning',
  'A ResourceQuota counts a resource that a container does not ask for.',
  'The API server refuses pods that leave open what a quota counts, unless a LimitRange fills it in.',
);

function fitsQuotas(): SurroundingsCheck {
  const kept = new KeptVerdicts<MapNode>();
  return (object, surroundings, report) => {
    const isClaim = object.group === '' && object.kind === 'PersistentVolumeClaim';
    const pods = isClaim ? [] : podsIn(object).filter(({ work }) => work !== 'template');
    if (!isClaim && pods.length === 0) return;
    const quotas = quotasFor(object, surroundings);
    if (quotas.length === 0) return;
    const { name, namespace } = object;
    const isRunning =
      name !== undefined &&
      surroundings.named(object, name, namespace).some(({ origin }) => origin === 'cluster');
    if (isClaim) for (const quota of quotas) checkClaim(object, { quota, isRunning, report });
    const hasDefaults = surroundings.all({ group: '', kind: 'LimitRange' }, namespace).length > 0;
    const around = `${isRunning} ${namespace ?? ''}`;
    for (const pod of pods)
      kept.run(pod.spec, { surroundings, scope: `${around} ${pod.count}`, report }, file => {
        for (const quota of quotas) checkPods(pod, { quota, isRunning, report: file });
        if (!hasDefaults) checkCounted(pod, quotas, file);
      });
  };
}

function quotasFor({ namespace }: ManifestObject, surroundings: Surroundings): readonly QuotaRoom[] {
  const place = namespace ?? surroundings.namespace;
  return (surroundings.quotas ?? []).filter(quota => quota.namespace === place);
}

interface Against {
  readonly quota: QuotaRoom;
  /** Whether the object stands in the cluster already, so that part of what is used is its own. */
  readonly isRunning: boolean;
  readonly report: Report;
}

function checkPods(pod: PodPlace, against: Against): void {
  const needs = askedOf(pod);
  const count = pod.count ?? 1;
  for (const [name, hard] of Object.entries(against.quota.hard)) {
    if (name === 'pods' || name === 'count/pods') {
      compare({ name, hard, asked: count, at: pod.spec }, against);
      continue;
    }
    const resource = resourceOf(name);
    const amount = resource === undefined ? undefined : needs.asked.get(resource);
    if (resource === undefined || amount === undefined) continue;
    const at = needs.places.get(resource)?.value ?? pod.spec;
    compare({ name, hard, asked: amount * count, at }, against);
  }
}

/** The resource whose requests a quota counts: `cpu` and `requests.cpu` are one. Limits are left out. */
function resourceOf(name: string): string | undefined {
  if (name.startsWith('requests.')) return name.slice('requests.'.length);
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name) ? name : undefined;
}

function checkClaim(object: ManifestObject, against: Against): void {
  const at = nodeAt(object.node, 'spec', 'resources', 'requests', 'storage');
  const asked = amountOf(at);
  const storage = against.quota.hard['requests.storage'];
  if (at !== undefined && asked !== undefined && storage !== undefined)
    compare({ name: 'requests.storage', hard: storage, asked, at }, against);
  const claims = against.quota.hard['persistentvolumeclaims'];
  if (claims !== undefined)
    compare({ name: 'persistentvolumeclaims', hard: claims, asked: 1, at: object.node }, against);
}

interface Compared {
  readonly name: string;
  readonly hard: number;
  readonly asked: number;
  readonly at: SyntaxNode;
}

function compare({ name, hard, asked, at }: Compared, { quota, isRunning, report }: Against): void {
  const left = Math.max(0, hard - (quota.used[name] ?? 0));
  if (asked > hard)
    report(
      exceeded.id,
      at,
      say`Asks ${amountWords(name, asked)} in all; the quota ${quota.name} allows ${bareAmount(name, hard)}.`,
    );
  else if (asked > left && !isRunning)
    report(
      exceeded.id,
      at,
      say`Asks ${amountWords(name, asked)} in all; the quota ${quota.name} has ${bareAmount(name, left)} of ${bareAmount(name, hard)} left.`,
    );
}

/** Compute resources that a pod has to name wherever a quota counts them; devices need not be. */
const counted: readonly (readonly [quota: string, field: 'requests' | 'limits', resource: string])[] = [
  ['cpu', 'requests', 'cpu'],
  ['requests.cpu', 'requests', 'cpu'],
  ['memory', 'requests', 'memory'],
  ['requests.memory', 'requests', 'memory'],
  ['limits.cpu', 'limits', 'cpu'],
  ['limits.memory', 'limits', 'memory'],
];

/** Models get defaults from their runtime or controller, trainers from theirs: only containers that are whole are judged. */
function checkCounted(
  { containers, work, isPartial }: PodPlace,
  quotas: readonly QuotaRoom[],
  report: Report,
): void {
  if (isPartial || work === 'model' || work === 'step') return;
  for (const container of containers) {
    const lacking = quotas.flatMap(quota =>
      counted
        .filter(([name, field, resource]) => name in quota.hard && !names(container, field, resource))
        .map(([, field, resource]) => ({ quota: quota.name, text: `${field}.${resource}` })),
    );
    const [first] = lacking;
    if (first === undefined) continue;
    const texts = [...new Set(lacking.map(({ text }) => text))].join(', ');
    report(
      wanted.id,
      container.resources ?? container.node,
      say`The quota ${first.quota} counts what this container leaves open (${texts}); the API server refuses such pods.`,
      container.resources === undefined ? { missing: container.resourcesField } : {},
    );
  }
}

function names({ resources }: ContainerPlace, field: 'requests' | 'limits', resource: string): boolean {
  const has = (list: string) => nodeAt(mapAt(resources, list), resource) !== undefined;
  return has(field) || (field === 'requests' && has('limits'));
}

/** Pods and claims against what the quotas of their namespace have left. */
export const quotaRules: RuleSet = { facts: [exceeded, wanted], surroundings: [fitsQuotas()] };
