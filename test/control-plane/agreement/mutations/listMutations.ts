import { insertItem } from '../../../../src/manifest/fix/edits.ts';
import { toJson } from '../../../../src/manifest/syntax/lookup.ts';
import { generated } from '../../../support/schemaMutations.ts';
import { type Mutation, oneOf } from './mutation.ts';

const doubled: Mutation = ({ node }, random) =>
  node.kind === 'sequence' && node.items.length > 0
    ? insertItem(node, toJson(oneOf(node.items, random)))
    : undefined;

/** An item with the keys of another one, and nothing else of it. */
const sameKey: Mutation = ({ node, schema }, random) => {
  const keys = schema?.json['x-kubernetes-list-map-keys'] ?? ['name'];
  if (node.kind !== 'sequence' || schema?.items === undefined || node.items.length === 0) return undefined;
  const item = toJson(oneOf(node.items, random));
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const entries = Object.entries(item).filter(([name]) => keys.includes(name));
  const made = generated(schema.items, random, 5);
  return entries.length === 0 || typeof made !== 'object'
    ? undefined
    : insertItem(node, { ...made, ...Object.fromEntries(entries) });
};

const added: Mutation = ({ node, schema }, random) =>
  node.kind === 'sequence' && schema?.items !== undefined
    ? insertItem(node, generated(schema.items, random, 4))
    : undefined;

const oddItem: Mutation = ({ node }, random) =>
  node.kind === 'sequence' ? insertItem(node, oneOf([null, {}, [], '', 0, 'x'], random)) : undefined;

/** Mutations of lists, by the name of their class. */
export const listMutations: Readonly<Record<string, Mutation>> = {
  'duplicate item': doubled,
  'duplicate list-map key': sameKey,
  'add item': added,
  'odd item': oddItem,
};
