import { keptByNode } from '../../keptByNode.ts';
import type { ManifestObject } from '../../object.ts';
import { entryOf, itemsAt, mapAt, numberAt, stringAt } from '../../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../../syntax/node.ts';
import { kindPlaces, type Pattern, type Work } from './podKinds.ts';

/** A container, or what stands for one: the model of an InferenceService, the trainer of a TrainJob. */
export interface ContainerPlace {
  readonly node: MapNode;
  readonly resources: MapNode | undefined;
  /** Where resources are written, from the node. */
  readonly resourcesField: string;
}

/** One sort of pods that an object brings about. */
export interface PodPlace {
  /** The map with the fields of a pod spec: node selector, tolerations, volumes. */
  readonly spec: MapNode;
  readonly containers: readonly ContainerPlace[];
  readonly initContainers: readonly ContainerPlace[];
  readonly work: Work;
  /** How many of them run at once; undefined where that is open. */
  readonly count: number | undefined;
  /** What a workflow says for all of its pods; a template's own fields win. */
  readonly defaults: MapNode | undefined;
  /** True where a controller or a patch adds to the spec what the text does not show. */
  readonly isPartial: boolean;
}

/** Every sort of pods in an object, in the order of its kind's table. Kept by node, since several rules ask for them. */
export function podsIn(object: ManifestObject): readonly PodPlace[] {
  const known = kept.get(object.node);
  if (known !== undefined) return known;
  const places = findPods(object);
  kept.set(object.node, places);
  return places;
}

const kept = new WeakMap<MapNode, readonly PodPlace[]>();

function findPods(object: ManifestObject): readonly PodPlace[] {
  const places = kindPlaces[`${object.group}/${object.kind}`];
  if (places === undefined) return embeddedPods(object);
  return places.flatMap(pattern =>
    alongPath([{ node: object.node, factor: 1 }], pattern).flatMap(found =>
      placeAt(found, pattern, object.node),
    ),
  );
}

/** Katib's trials are objects of their own. */
function embeddedPods({ group, kind, node }: ManifestObject): readonly PodPlace[] {
  const trial = mapAt(node, 'spec', 'trialTemplate', 'trialSpec');
  if (group !== 'kubeflow.org' || kind !== 'Experiment' || trial === undefined) return [];
  const apiVersion = stringAt(trial, 'apiVersion') ?? '';
  const slash = apiVersion.indexOf('/');
  return podsIn({
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind: stringAt(trial, 'kind') ?? '',
    node: trial,
    name: undefined,
    namespace: undefined,
  });
}

interface Found {
  readonly node: SyntaxNode;
  /** Product of the counts on the way; undefined as soon as one is open. */
  readonly factor: number | undefined;
}

function alongPath(start: readonly Found[], { path, counts }: Pattern): readonly Found[] {
  let found = start;
  for (const step of path.split('.')) found = found.flatMap(one => into(one, step, counts));
  return found;
}

function into({ node, factor }: Found, step: string, counts: readonly string[]): readonly Found[] {
  const times = counts.map(field => numberAt(node, field)).find(count => count !== undefined);
  const next = times === undefined ? factor : factor === undefined ? undefined : factor * times;
  if (step !== '*') {
    const value = mapAt(node, step) ?? itemsHolder(node, step);
    return value === undefined ? [] : [{ node: value, factor: next }];
  }
  const children =
    node.kind === 'sequence' ? node.items : node.kind === 'map' ? node.entries.map(({ value }) => value) : [];
  return children.map(child => ({ node: child, factor: next }));
}

function itemsHolder(node: SyntaxNode, step: string): SyntaxNode | undefined {
  if (node.kind !== 'map') return undefined;
  const value = node.entries.find(({ name }) => name === step)?.value;
  return value?.kind === 'sequence' ? value : undefined;
}

function placeAt({ node, factor }: Found, pattern: Pattern, root: MapNode): readonly PodPlace[] {
  if (node.kind !== 'map') return [];
  const { containers, initContainers, isOpen } = containersOf(node);
  if (containers.length === 0) return [];
  const defaults = pattern.defaults === undefined ? undefined : mapAt(root, ...pattern.defaults.split('.'));
  // The last count may stand on the pod's own map, as numNodes does.
  const times = pattern.counts.map(field => numberAt(node, field)).find(count => count !== undefined);
  const all = times === undefined || factor === undefined ? factor : factor * times;
  const count = pattern.work === 'step' ? undefined : all;
  const isPartial = pattern.isPartial === true || isOpen || entryOf(defaults, 'podSpecPatch') !== undefined;
  return [{ spec: node, containers, initContainers, work: pattern.work, count, defaults, isPartial }];
}

/** Fields of a component or template that hold a container outright. */
const single = [
  'container',
  'script',
  'model',
  'sklearn',
  'xgboost',
  'lightgbm',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'paddle',
];

interface Containers {
  readonly containers: readonly ContainerPlace[];
  readonly initContainers: readonly ContainerPlace[];
  /** True where a patch changes the pod, or the map itself stands for a container whose pod is written elsewhere. */
  readonly isOpen: boolean;
}

const containersOf = keptByNode((spec: MapNode): Containers => {
  const listed = (...path: readonly string[]) =>
    itemsAt(spec, ...path).flatMap(item => (item.kind === 'map' ? [container(item)] : []));
  const outright = single.flatMap(field => {
    const map = mapAt(spec, field);
    return map === undefined ? [] : [container(map)];
  });
  const trainer = mapAt(spec, 'resourcesPerNode');
  const own = trainer !== undefined;
  return {
    containers: [
      ...outright,
      ...listed('containers'),
      ...listed('containerSet', 'containers'),
      ...listed('sidecars'),
      ...(own ? [{ node: spec, resources: trainer, resourcesField: 'resourcesPerNode' }] : []),
    ],
    initContainers: listed('initContainers'),
    isOpen: own || entryOf(spec, 'podSpecPatch') !== undefined,
  };
});

function container(node: MapNode): ContainerPlace {
  return { node, resources: mapAt(node, 'resources'), resourcesField: 'resources' };
}
