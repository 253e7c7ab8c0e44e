import type { ManifestObject } from '../object.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Completion } from './completion.ts';
import { nodeLabels } from './nodeLabels.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { literal, yamlScalar } from './snippetText.ts';
import { resourceNames } from './suggestedValues.ts';
import { triggerMetadata } from './triggerMetadata.ts';
import { usedLabels } from './usedLabels.ts';
import type { WellKnownKey } from './wellKnownKey.ts';
import { wellKnownKeys } from './wellKnownKeys.ts';

/** A key of a map whose keys the schema leaves open, but which somebody reads. */
export interface OpenKey {
  readonly key: string;
  readonly what: string;
  /** What is written behind the colon, as a snippet. */
  readonly value: string;
  readonly kind: Completion['kind'];
}

/** What is known of the world around a text when its keys are completed. */
export interface Around {
  readonly surroundings: Surroundings;
  /** The object around the cursor as it was parsed last. */
  readonly object: ManifestObject | undefined;
}

/** Keys for a map whose keys the schema leaves open: labels, annotations, selectors, resources, settings of triggers. */
export function openKeys(at: ResolvedPlace, { surroundings, object }: Around): readonly OpenKey[] {
  const name = at.steps.at(-1)?.name ?? '';
  if (at.schema !== undefined && at.schema.additional === undefined) return [];
  if (name === 'matchLabels' || name === 'selector') return used(object, surroundings);
  if (name === 'labels') return withoutTwins([...used(object, surroundings), ...ofKind(at, 'label')]);
  if (name === 'metadata' && at.steps.at(-2)?.name === '[]') return ofTrigger(at);
  if (name === 'annotations') return ofKind(at, 'annotation');
  if (name === 'nodeSelector' || name === 'nodeLabels')
    return [...nodesOwn(surroundings), ...nodeLabels.map(openLabel)];
  if (['limits', 'requests', 'capacity', 'hard', 'resourcesPerNode', 'overhead'].includes(name))
    return resources(surroundings);
  return [];
}

function ofKind(at: ResolvedPlace, on: WellKnownKey['on']): readonly OpenKey[] {
  const isTemplate = at.steps.length > 2;
  const kind = isTemplate ? 'Pod' : (at.kind?.kind ?? '');
  return wellKnownKeys
    .filter(known => known.on === on && (known.kinds === undefined || known.kinds.includes(kind)))
    .map(openLabel);
}

function openLabel({ key, what, values }: Omit<WellKnownKey, 'on'>): OpenKey {
  const [first, ...others] = values;
  const value =
    first === undefined
      ? '$1'
      : others.length === 0
        ? `\${1:${literal(first)}}`
        : `\${1|${values.join(',')}|}`;
  return { key, what, value, kind: 'label' };
}

function nodesOwn(surroundings: Surroundings): readonly OpenKey[] {
  const known = new Set(nodeLabels.map(({ key }) => key));
  const keys = new Set((surroundings.nodes ?? []).flatMap(node => Object.keys(node.labels)));
  return [...keys]
    .filter(key => !known.has(key))
    .map(key => ({ key, what: 'A label that nodes of the cluster carry.', value: '$1', kind: 'label' }));
}

function resources(surroundings: Surroundings): readonly OpenKey[] {
  const offered = new Set((surroundings.nodes ?? []).flatMap(node => Object.keys(node.allocatable)));
  const known = new Set(resourceNames.map(({ name }) => name));
  const own = [...offered].filter(
    name => !known.has(name) && name !== 'pods' && !name.startsWith('hugepages-'),
  );
  return [
    ...resourceNames.map(({ name, what, amount }) => ({
      key: name,
      what,
      value: `\${1:${amount}}`,
      kind: 'field' as const,
    })),
    ...own.map(name => ({
      key: name,
      what: 'A resource that nodes of the cluster offer.',
      value: '$1',
      kind: 'field' as const,
    })),
  ];
}

/** Labels that this object and the workloads around it carry already. */
function used(object: ManifestObject | undefined, surroundings: Surroundings): readonly OpenKey[] {
  return [...usedLabels(object, surroundings)].map(([key, values]) => {
    const [first = '', ...others] = values.map(yamlScalar);
    const isChoice = others.length > 0 && values.every(value => /^[\w.-]+$/.test(value));
    const value = isChoice ? `\${1|${[first, ...others].join(',')}|}` : literal(first);
    return { key, what: 'A label that is in use.', value, kind: 'label' };
  });
}

function withoutTwins(keys: readonly OpenKey[]): readonly OpenKey[] {
  return [...new Map(keys.toReversed().map(one => [one.key, one])).values()].toReversed();
}

function ofTrigger(at: ResolvedPlace): readonly OpenKey[] {
  const type = at.steps.at(-1)?.fields().get('type') ?? '';
  const settings = Object.hasOwn(triggerMetadata, type) ? triggerMetadata[type] : undefined;
  return (settings ?? []).map(({ name, what, value }) => ({
    key: name,
    what,
    value: value === '' ? '$1' : `\${1:${literal(value)}}`,
    kind: 'field',
  }));
}
