import { insertField, removeEntry, renameKey } from '../../../../src/manifest/fix/edits.ts';
import { toJson } from '../../../../src/manifest/syntax/lookup.ts';
import { generated, type Random } from '../../../support/schemaMutations.ts';
import { type Mutation, oneOf, replaced } from './mutation.ts';

const drop: Mutation = ({ node }) => removeEntry(node);

const dropRequired: Mutation = ({ node, entry, parentSchema }) =>
  entry && parentSchema?.required.includes(entry.name) ? removeEntry(node) : undefined;

const rename: Mutation = ({ entry }, random) =>
  entry && entry.name.length > 2 ? renameKey(entry.key, misspelt(entry.name, random)) : undefined;

function misspelt(name: string, random: Random): string {
  const at = 1 + Math.floor(random() * (name.length - 2));
  return oneOf(
    [
      `${name}s`,
      name.slice(0, at) + name.slice(at + 1),
      name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2),
      name.charAt(0).toUpperCase() + name.slice(1),
      name.toLowerCase() === name ? `${name}_` : name.toLowerCase(),
    ],
    random,
  );
}

const unknownField: Mutation = ({ node }, random) =>
  node.kind === 'map'
    ? insertField(node, oneOf(['extra', 'nameSpace', 'Kind', 'x-note'], random), oneOf(['on', 1, {}], random))
    : undefined;

/** A field that the schema knows and the manifest has not, with a value as the schema wants it. */
const added: Mutation = ({ node, schema }, random) => {
  if (node.kind !== 'map' || schema === undefined) return undefined;
  const absent = schema.propertyNames.filter(name => !node.entries.some(entry => entry.name === name));
  if (absent.length === 0) return undefined;
  const name = oneOf(absent, random);
  const field = schema.property(name);
  return field && insertField(node, name, generated(field, random, 3));
};

const twice: Mutation = ({ entry, parent, node }) =>
  entry && parent.kind === 'map' ? insertField(parent, entry.name, toJson(node)) : undefined;

const emptied: Mutation = place =>
  place.node.kind === 'scalar' ? undefined : replaced(place, place.node.kind === 'map' ? {} : []);

/** One level up, beside the map that held the field. */
const movedOut: Mutation = ({ node, entry, parent }) => {
  let outer = parent.parent;
  while (outer !== undefined && outer.kind !== 'map') outer = outer.parent;
  return entry && outer ? [...removeEntry(node), ...insertField(outer, entry.name, toJson(node))] : undefined;
};

/** One level down, into a sibling. */
const movedIn: Mutation = ({ node, entry, parent }, random) => {
  if (entry === undefined || parent.kind !== 'map') return undefined;
  const maps = parent.entries
    .map(({ value }) => value)
    .filter(value => value.kind === 'map' && value !== node);
  const into = oneOf(maps, random);
  return into?.kind === 'map' && into.parent === parent
    ? [...removeEntry(node), ...insertField(into, entry.name, toJson(node))]
    : undefined;
};

const metadataFields =
  /^(?:labels|annotations|matchLabels|nodeSelector|selector|data|stringData|limits|requests)$/;
const keys = ['a b', '-a', 'a/b/c', 'A_b.c', 'x'.repeat(64), '', 'example.com/', '/a', 'é', 'a'];
const texts = ['a b', '', 'x'.repeat(64), '-', 'ok', '1Gi', 'YQ=='];

const oddKey: Mutation = ({ node, entry }, random) =>
  node.kind === 'map' && entry && metadataFields.test(entry.name)
    ? insertField(node, oneOf(keys, random), oneOf(texts, random))
    : undefined;

/** Mutations of what stands where, by the name of their class. */
export const fieldMutations: Readonly<Record<string, Mutation>> = {
  drop: drop,
  'drop required': dropRequired,
  rename,
  'unknown field': unknownField,
  'add known field': added,
  'duplicate key': twice,
  empty: emptied,
  'move out': movedOut,
  'move in': movedIn,
  'odd key': oddKey,
};
