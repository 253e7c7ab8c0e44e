import type { Schema } from '../../../src/manifest/schema/schema.ts';
import type { Entry, MapNode, SequenceNode, SyntaxNode } from '../../../src/manifest/syntax/node.ts';

/** A value in a manifest that can be changed. */
export interface Place {
  readonly node: SyntaxNode;
  readonly parent: MapNode | SequenceNode;
  /** The field that the value belongs to; undefined for items of lists. */
  readonly entry: Entry | undefined;
  readonly schema: Schema | undefined;
  readonly parentSchema: Schema | undefined;
}

/** What the address of the request says too, and what nobody writes: another value there would test nothing. */
const fixed = /^(?:apiVersion|kind|status|metadata\.namespace)$/;

/** Every field and item of an object, but for those that came in by aliases and merge keys. */
export function placesOf(root: MapNode, schema: Schema | undefined): readonly Place[] {
  const places: Place[] = [];
  enter(root, schema, '', places);
  return places;
}

function enter(
  node: MapNode | SequenceNode,
  schema: Schema | undefined,
  path: string,
  places: Place[],
): void {
  for (const place of node.kind === 'map' ? fieldsOf(node, schema) : itemsOf(node, schema)) {
    const below = place.entry === undefined ? path : `${path}.${place.entry.name}`;
    // What is below an alias hangs on another parent: an edit there would change the anchor.
    if (place.node.parent !== node || fixed.test(below.slice(1))) continue;
    places.push(place);
    if (place.node.kind !== 'scalar') enter(place.node, place.schema, below, places);
  }
}

function fieldsOf(parent: MapNode, schema: Schema | undefined): readonly Place[] {
  return parent.entries
    .filter(entry => !entry.isMerged)
    .map(entry => ({
      node: entry.value,
      parent,
      entry,
      schema: schema?.property(entry.name) ?? schema?.additional,
      parentSchema: schema,
    }));
}

function itemsOf(parent: SequenceNode, schema: Schema | undefined): readonly Place[] {
  return parent.items.map(node => ({
    node,
    parent,
    entry: undefined,
    schema: schema?.items,
    parentSchema: schema,
  }));
}
