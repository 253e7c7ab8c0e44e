import { parseQuantity } from '../../structure/quantity.ts';
import { itemsAt, mapAt, stringAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import type { LabelTerm, PodNeeds, Toleration } from './needs.ts';
import type { ContainerPlace, PodPlace } from './podsIn.ts';

/** What a pod asks, with the places in its text. */
export interface WrittenNeeds extends PodNeeds {
  /** By resource: where its largest amount is written. */
  readonly places: ReadonlyMap<string, Entry>;
  /** Whether devices are claimed by dynamic resource allocation. */
  readonly claimsDevices: boolean;
  /** True where the pod names its node, so that no scheduler asks for room. */
  readonly isPlaced: boolean;
  /** Where the node selector stands; undefined where none does. */
  readonly selectorAt: MapNode | undefined;
  readonly termsAt: SyntaxNode | undefined;
}

/** Reads what the scheduler will see of a pod. What a template fills in later is left out. */
export function podNeeds(place: PodPlace): WrittenNeeds {
  const { spec, defaults } = place;
  const selectorAt = mapAt(spec, 'nodeSelector') ?? mapAt(defaults, 'nodeSelector');
  const affinity = mapAt(spec, 'affinity') ?? mapAt(defaults, 'affinity');
  const terms = [
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ] as const;
  const tolerations = itemsAt(spec, 'tolerations').length > 0 ? spec : defaults;
  const { asked, places } = askedOf(place);
  return {
    asked,
    places,
    selector: selectorAt === undefined ? {} : labelsIn(selectorAt),
    terms: itemsAt(affinity, ...terms).map(termOf),
    tolerations: itemsAt(tolerations, 'tolerations').map(tolerationOf),
    claimsDevices: itemsAt(spec, 'resourceClaims').length > 0,
    isPlaced: (stringAt(spec, 'nodeName') ?? '') !== '',
    selectorAt,
    termsAt: mapAt(affinity, ...terms.slice(0, 2)),
  };
}

type Asked = Pick<WrittenNeeds, 'asked' | 'places'>;

/** What a pod asks in all. Kept by the pod's spec, which holds all of its containers. */
export function askedOf({ spec, containers, initContainers }: PodPlace): Asked {
  const known = kept.get(spec);
  if (known !== undefined) return known;
  const asked = amountsOf(containers, initContainers);
  kept.set(spec, asked);
  return asked;
}

const kept = new WeakMap<MapNode, Asked>();

type Amounts = Map<string, { amount: number; entry: Entry }>;

/** Containers run at once and add up; init containers run before them one by one, and those that stay beside them. */
function amountsOf(containers: readonly ContainerPlace[], inits: readonly ContainerPlace[]) {
  const total: Amounts = new Map();
  for (const one of containers) addAll(total, askedBy(one));
  for (const one of inits) {
    const staying = stringAt(one.node, 'restartPolicy') === 'Always';
    if (staying) addAll(total, askedBy(one));
    else for (const [name, need] of askedBy(one)) raise(total, name, need);
  }
  return {
    asked: new Map([...total].map(([name, { amount }]) => [name, amount])),
    places: new Map([...total].map(([name, { entry }]) => [name, entry])),
  };
}

function addAll(total: Amounts, more: Amounts): void {
  for (const [name, { amount, entry }] of more) {
    const before = total.get(name);
    total.set(name, { amount: (before?.amount ?? 0) + amount, entry: before?.entry ?? entry });
  }
}

function raise(total: Amounts, name: string, need: { amount: number; entry: Entry }): void {
  if (need.amount > (total.get(name)?.amount ?? 0)) total.set(name, need);
}

/** A container's requests; a limit stands in where there is none, as the API server fills it in. */
function askedBy({ resources }: ContainerPlace): Amounts {
  const amounts: Amounts = new Map();
  for (const field of ['limits', 'requests'])
    for (const entry of mapAt(resources, field)?.entries ?? []) {
      const amount = amountOf(entry.value);
      if (amount !== undefined) amounts.set(entry.name, { amount, entry });
    }
  return amounts;
}

/** An amount in base units (cores, bytes, devices); undefined where it is no quantity or filled in later. */
export function amountOf(node: SyntaxNode | undefined): number | undefined {
  if (node?.kind !== 'scalar' || isPlaceholder(node)) return undefined;
  const nanos = parseQuantity(node.value);
  return nanos === undefined ? undefined : Number(nanos) / 1e9;
}

function labelsIn(map: MapNode): Readonly<Record<string, string>> {
  const written = map.entries.filter(
    (entry): entry is Entry & { value: ScalarNode } =>
      entry.value.kind === 'scalar' && !isPlaceholder(entry.value),
  );
  return Object.fromEntries(written.map(({ name, value }) => [name, value.text]));
}

function termOf(item: SyntaxNode): LabelTerm {
  const expressions = itemsAt(item, 'matchExpressions').map(expression => ({
    key: stringAt(expression, 'key') ?? '',
    operator: stringAt(expression, 'operator') ?? '',
    values: itemsAt(expression, 'values').flatMap(value => (value.kind === 'scalar' ? [value.text] : [])),
  }));
  // A node's own fields are no labels: a term about them may fit somewhere.
  return { expressions, isOpen: itemsAt(item, 'matchFields').length > 0 };
}

function tolerationOf(item: SyntaxNode): Toleration {
  return {
    key: stringAt(item, 'key') ?? '',
    operator: stringAt(item, 'operator') ?? 'Equal',
    value: stringAt(item, 'value') ?? '',
    effect: stringAt(item, 'effect') ?? '',
  };
}
