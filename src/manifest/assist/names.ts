import type { ManifestObject } from '../object.ts';
import type { OffsetRange } from '../problemRange.ts';
import { Definitions, isAlike, type LocalName, localNamesOf } from '../references/localNames.ts';
import type { ObjectInFile } from '../references/objectIndex.ts';
import type { TargetKind } from '../references/referenceRow.ts';
import { type Reference, referencesOf } from '../references/referencesOf.ts';
import { podLabelsOf, selectionOf, selects } from '../references/selectors.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { nodeAt, scalarAt } from '../syntax/lookup.ts';
import { endOf, type ScalarNode, type SyntaxNode, startOf } from '../syntax/node.ts';
import { anchorAt } from './anchors.ts';
import { type Pointed, pointedAt, scalarOf } from './pointedAt.ts';

/** A stretch of a file. */
export interface Location extends OffsetRange {
  readonly uri: string;
}

/** Everything that navigation looks at. */
export interface NamesRequest {
  readonly uri: string;
  readonly documents: readonly ManifestDocument[];
  readonly offset: number;
  readonly surroundings: Surroundings;
  /** All objects of the workspace's files, those of this file included. */
  readonly objects: () => Iterable<ObjectInFile>;
}

/** What the name under the cursor stands for. */
export type NameMeant =
  /** An object, by its own name or by a field that names it. */
  | {
      readonly what: 'object';
      readonly to: readonly TargetKind[];
      readonly name: string;
      readonly namespace: string | undefined;
      readonly range: OffsetRange;
    }
  /** A key of a ConfigMap or Secret. */
  | {
      readonly what: 'key';
      readonly to: readonly TargetKind[];
      readonly name: string;
      readonly namespace: string | undefined;
      readonly key: string;
      readonly range: OffsetRange;
    }
  | {
      readonly what: 'local';
      readonly local: LocalName;
      readonly object: ManifestObject;
      readonly range: OffsetRange;
    };

/** Finds out what the name at an offset stands for; undefined where it is no name. */
export function nameMeant(request: NamesRequest): NameMeant | undefined {
  const pointed = pointedAt(request.documents, request.offset);
  const at = pointed && scalarOf(pointed);
  if (pointed?.object === undefined || at === undefined) return undefined;
  return localMeant(pointed.object, at, request.offset) ?? objectMeant(pointed, pointed.object, at);
}

function localMeant(object: ManifestObject, at: ScalarNode, offset: number): NameMeant | undefined {
  const local = localNamesOf(object).find(
    one => one.at === at && rangeOfLocal(one).start <= offset && offset <= rangeOfLocal(one).end,
  );
  return local && { what: 'local', local, object, range: rangeOfLocal(local) };
}

function objectMeant(pointed: Pointed, object: ManifestObject, at: ScalarNode): NameMeant | undefined {
  const [first, second] = pointed.steps;
  if (
    first === 'metadata' &&
    second === 'name' &&
    pointed.steps.length === 2 &&
    !pointed.isKey &&
    object.name !== undefined
  )
    return {
      what: 'object',
      to: [object],
      name: object.name,
      namespace: object.namespace,
      range: rangeOfName(at, object.name),
    };
  if (pointed.isKey && pointed.steps.length === 2 && isDataMap(object, first ?? ''))
    return {
      what: 'key',
      to: [object],
      name: object.name ?? '',
      namespace: object.namespace,
      key: at.text,
      range: rangeOfName(at, at.text),
    };
  for (const reference of referencesOf(object)) {
    const namespace = reference.namespace ?? object.namespace;
    if (reference.at === at)
      return {
        what: 'object',
        to: reference.to,
        name: reference.name,
        namespace,
        range: rangeOfName(at, reference.name),
      };
    const part = reference.parts.find(one => one.at === at && one.role === 'key');
    if (part !== undefined)
      return {
        what: 'key',
        to: reference.to,
        name: reference.name,
        namespace,
        key: part.name,
        range: rangeOfName(at, part.name),
      };
  }
  return undefined;
}

function isDataMap({ group, kind }: ManifestObject, field: string): boolean {
  return (
    group === '' &&
    (kind === 'ConfigMap' || kind === 'Secret') &&
    ['data', 'binaryData', 'stringData'].includes(field)
  );
}

/** Where the name at an offset is defined: in this file or another; of an alias, its anchor. */
export function definition(request: NamesRequest): readonly Location[] {
  const anchor = anchorAt(request.documents, request.offset);
  if (anchor !== undefined) return [{ uri: request.uri, ...anchor.anchor }];
  const meant = nameMeant(request);
  if (meant === undefined) return targetPorts(request);
  if (meant.what === 'local') {
    const found = meant.local.isDefinition
      ? meant.local
      : new Definitions(meant.local, localNamesOf(meant.object)).of(meant.local);
    return found === undefined ? [] : [{ uri: request.uri, ...rangeOfLocal(found) }];
  }
  const known = meant.to.flatMap(kind => request.surroundings.named(kind, meant.name, meant.namespace));
  return known.flatMap(({ manifest }) => {
    if (manifest === undefined) return [];
    const node = meant.what === 'key' ? keyNode(manifest.object, meant.key) : undefined;
    const at = node ?? nameNode(manifest.object) ?? manifest.object.node;
    return [{ uri: manifest.uri, ...rangeOfNode(at) }];
  });
}

/** The container ports that a Service's named `targetPort` leads to, in the workloads that its selector finds. */
function targetPorts({ documents, offset, objects }: NamesRequest): readonly Location[] {
  const pointed = pointedAt(documents, offset);
  const at = pointed && scalarOf(pointed);
  const selection = pointed?.object && selectionOf(pointed.object);
  if (pointed?.steps.at(-1) !== 'targetPort' || typeof at?.value !== 'string' || selection?.finds !== 'pods')
    return [];
  return [...objects()].flatMap(({ uri, object }) => {
    if (
      !mayBeSame(object.namespace, pointed.object?.namespace) ||
      !selects(selection.labels, podLabelsOf(object))
    )
      return [];
    const ports = localNamesOf(object).filter(
      one => one.space === 'port' && one.isDefinition && one.name === at.value,
    );
    return ports.map(port => ({ uri, ...rangeOfLocal(port) }));
  });
}

/** Every place that names the same thing, its definition included where wanted. */
export function references(request: NamesRequest, withDefinition: boolean): readonly Location[] {
  const anchor = anchorAt(request.documents, request.offset);
  if (anchor !== undefined)
    return [...(withDefinition ? [anchor.anchor] : []), ...anchor.aliases].map(range => ({
      uri: request.uri,
      ...range,
    }));
  const meant = nameMeant(request);
  if (meant === undefined) return [];
  if (meant.what === 'local')
    return localPlaces(meant.local, meant.object, withDefinition).map(range => ({
      uri: request.uri,
      ...range,
    }));
  const found: Location[] = [];
  for (const { uri, object } of request.objects()) {
    if (withDefinition && isDefinition(object, meant)) {
      const at = meant.what === 'key' ? keyNode(object, meant.key) : nameNode(object);
      if (at !== undefined) found.push({ uri, ...rangeOfNode(at) });
    }
    for (const reference of referencesOf(object))
      found.push(...placesIn(reference, object, meant).map(range => ({ uri, ...range })));
  }
  return found;
}

type ObjectMeant = Exclude<NameMeant, { readonly what: 'local' }>;

function localPlaces(
  local: LocalName,
  object: ManifestObject,
  withDefinition: boolean,
): readonly OffsetRange[] {
  const all = localNamesOf(object);
  const definitions = new Definitions(local, all);
  const defined = local.isDefinition ? local : definitions.of(local);
  const ranges = all
    .filter(one => isAlike(one, local))
    .filter(one => (one.isDefinition ? one === defined && withDefinition : definitions.of(one) === defined))
    .map(rangeOfLocal);
  // What an alias shares with its anchor is found under both, and stands at one place.
  return [...new Map(ranges.map(range => [range.start, range])).values()];
}

function isDefinition(object: ManifestObject, meant: ObjectMeant): boolean {
  return (
    object.name === meant.name &&
    meant.to.some(({ group, kind }) => group === object.group && kind === object.kind) &&
    mayBeSame(object.namespace, meant.namespace)
  );
}

function placesIn(reference: Reference, object: ManifestObject, meant: ObjectMeant): readonly OffsetRange[] {
  const isIt =
    reference.name === meant.name &&
    reference.to.some(one => meant.to.some(({ group, kind }) => one.group === group && one.kind === kind)) &&
    mayBeSame(reference.namespace ?? object.namespace, meant.namespace);
  if (!isIt) return [];
  if (meant.what === 'object') return [rangeOfName(reference.at, reference.name)];
  return reference.parts
    .filter(part => part.role === 'key' && part.name === meant.key)
    .map(part => rangeOfName(part.at, part.name));
}

function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function nameNode(object: ManifestObject): ScalarNode | undefined {
  return scalarAt(object.node, 'metadata', 'name');
}

function keyNode(object: ManifestObject, key: string): SyntaxNode | undefined {
  for (const field of ['data', 'binaryData', 'stringData']) {
    const map = nodeAt(object.node, field);
    const entry = map?.kind === 'map' ? map.entries.find(({ name }) => name === key) : undefined;
    if (entry !== undefined) return entry.key;
  }
  return undefined;
}

function rangeOfNode(node: SyntaxNode): OffsetRange {
  if (node.kind === 'scalar') return rangeOfName(node, node.text);
  return { start: startOf(node), end: endOf(node) };
}

/** Where a name stands in a scalar's source: without quotes, and without what surrounds it (`pvc://name/path`). */
function rangeOfName(at: ScalarNode, name: string): OffsetRange {
  const from = at.piece.text.slice(at.from, at.to).indexOf(name);
  if (from < 0) return { start: startOf(at), end: endOf(at) };
  const start = startOf(at) + from;
  return { start, end: start + name.length };
}

function rangeOfLocal({ at, from, name }: LocalName): OffsetRange {
  const start = startOf(at) + from;
  return { start, end: start + name.length };
}
