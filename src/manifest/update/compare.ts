import { parseQuantity } from '../structure/quantity.ts';
import { entryHolding } from '../syntax/lookup.ts';
import type { MapNode, ScalarNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import { isNothing, liveAt } from './live.ts';

/** A place where a manifest asks for something else than the cluster has. */
export interface Difference {
  /** The value that differs; the key of a field, or the item of a list, that the live object lacks. */
  readonly at: SyntaxNode;
  /** Names of fields on the way; list items are `*`. */
  readonly path: readonly string[];
  /** What the live object has there; undefined where it has nothing. */
  readonly live: unknown;
  /** A key that the manifest lacks, where leaving it out takes it away. */
  readonly missing?: string;
}

export interface CompareOptions {
  /** Whether the value at a path (relative to the start) may differ. */
  readonly mayChange: (path: readonly string[]) => boolean;
  readonly isAtomic: boolean;
}

/**
 * Where what is written would change what is live under server-side apply: a field that is left out stays as it is, and so
 * does an item of a list that is merged by keys. Amounts count as equal when they are the same quantity.
 */
export function differences(
  written: SyntaxNode,
  live: unknown,
  options: CompareOptions,
): readonly Difference[] {
  const found: Difference[] = [];
  compare(written, live, { path: [], options, found });
  return found;
}

interface Place {
  readonly path: readonly string[];
  readonly options: CompareOptions;
  readonly found: Difference[];
}

function compare(node: SyntaxNode, live: unknown, place: Place): void {
  const { path, options, found } = place;
  if (options.mayChange(path) || (isNothing(live) && saysNothing(node))) return;
  if (node.kind === 'scalar') {
    // An empty text is how Go writes what is left out.
    if (node.value === null || node.value === '' || isPlaceholder(node) || isSame(node, live, path)) return;
    found.push({ at: live === undefined ? (entryHolding(node)?.key ?? node) : node, path, live });
    return;
  }
  if (live === undefined) found.push({ at: entryHolding(node)?.key ?? node, path, live });
  else if (node.kind === 'map') compareFields(node, live, place);
  else compareItems(node, live, place);
}

function compareFields(node: MapNode, live: unknown, place: Place): void {
  const { path, options, found } = place;
  if (typeof live !== 'object' || Array.isArray(live)) {
    found.push({ at: node, path, live });
    return;
  }
  const names = new Set<string>();
  for (const { name, value } of node.entries) {
    names.add(name);
    compare(value, liveAt(live, name), { ...place, path: [...path, name] });
  }
  if (!options.isAtomic || live === null) return;
  for (const [name, value] of Object.entries(live))
    if (!names.has(name)) found.push({ at: node, path: [...path, name], live: value, missing: name });
}

function compareItems(node: SequenceNode, live: unknown, place: Place): void {
  const { path, found } = place;
  if (!Array.isArray(live)) {
    found.push({ at: node, path, live });
    return;
  }
  const keys = path.at(-1) === undefined ? undefined : listKeys[path.at(-1) ?? ''];
  const inside = { ...place, path: [...path, '*'] };
  if (keys === undefined && node.items.length !== live.length) found.push({ at: node, path, live });
  else
    node.items.forEach((item, index) => {
      const other = keys === undefined ? live[index] : live.find(candidate => hasKeys(item, candidate, keys));
      if (other === undefined) found.push({ at: item, path: inside.path, live: undefined });
      else compare(item, other, inside);
    });
}

/** By what items are told apart, by the name of the list. */
const listKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  schedulingGates: ['name'],
  resourceClaims: ['name'],
  replicatedJobs: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'protocol'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

const keyDefaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

function hasKeys(item: SyntaxNode, live: unknown, keys: readonly string[]): boolean {
  return keys.every(key => {
    const entry = item.kind === 'map' ? item.entries.findLast(({ name }) => name === key) : undefined;
    const written = entry?.value.kind === 'scalar' ? entry.value.value : undefined;
    return (written ?? keyDefaults[key]) === (liveAt(live, key) ?? keyDefaults[key]);
  });
}

/** Fields whose values, or the values below, are quantities. */
const amounts: ReadonlySet<string> = new Set([
  'resources',
  'limits',
  'requests',
  'capacity',
  'sizeLimit',
  'memory',
  'overhead',
  'storage',
]);

function isSame(scalar: ScalarNode, live: unknown, path: readonly string[]): boolean {
  if (scalar.value === live) return true;
  if (typeof live === 'object' || live === undefined) return false;
  if (String(scalar.value) === String(live)) return true;
  if (!path.some(step => amounts.has(step))) return false;
  const amount = parseQuantity(scalar.value);
  return amount !== undefined && amount === parseQuantity(live);
}

function saysNothing(node: SyntaxNode): boolean {
  if (node.kind === 'scalar') return isNothing(node.value);
  if (node.kind === 'sequence') return node.items.every(saysNothing);
  return node.entries.every(({ value }) => saysNothing(value));
}
