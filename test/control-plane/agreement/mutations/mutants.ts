import { hasCelRules } from '../../../../src/manifest/cel/celRules.ts';
import type { SchemaCatalog } from '../../../../src/manifest/schema/catalog.ts';
import type { Schema } from '../../../../src/manifest/schema/schema.ts';
import { pathOf, toJson } from '../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { mutated, type Random } from '../../../support/schemaMutations.ts';
import type { Base } from '../bases.ts';
import { type Place, placesOf } from '../places.ts';
import { fieldMutations } from './fieldMutations.ts';
import { listMutations } from './listMutations.ts';
import { applyEdits, type Mutation, oneOf } from './mutation.ts';
import { brokenText } from './textMutations.ts';
import { valueMutations } from './valueMutations.ts';

/** A manifest with one thing changed. */
export interface Mutant {
  readonly base: Base;
  /** Class of the mutation. */
  readonly how: string;
  /** Where it was changed, as far as that is one place. */
  readonly where: string;
  readonly text: string;
}

const local: Readonly<Record<string, Mutation>> = { ...fieldMutations, ...valueMutations, ...listMutations };
/** Conditions get twice the share: what they object to is the hardest to hit. */
const classes = [...Object.keys(local), 'broken text', 'near a rule', 'near a rule'];
const tries = 20;

/** One seeded mutation of a manifest; undefined where the drawn class finds nothing to change in it. */
export function mutantOf(base: Base, catalog: SchemaCatalog, random: Random): Mutant | undefined {
  const how = oneOf(classes, random);
  if (how === 'broken text') return changed(base, how, '', brokenText(base.text, random));
  const [document] = parseManifestText(base.text);
  const object = document?.objects[0];
  if (object === undefined) return undefined;
  const schema = catalog.schema(object);
  if (how === 'near a rule') return nearRule(base, schema, toJson(object.node), random);
  const places = placesOf(object.node, schema);
  for (let attempt = 0; attempt < tries && places.length > 0; attempt++) {
    const place: Place = oneOf(places, random);
    const edits = local[how]?.(place, random);
    if (edits !== undefined) return changed(base, how, pathOf(place.node), applyEdits(base.text, edits));
  }
  return undefined;
}

function nearRule(base: Base, schema: Schema | undefined, value: unknown, random: Random) {
  if (schema === undefined || !hasCelRules(schema)) return undefined;
  const { namespace } = base;
  const next = mutated(value, schema, random) as { readonly metadata?: object };
  const metadata = { ...next.metadata, ...(namespace !== undefined && { namespace }) };
  return changed(base, 'near a rule', '', JSON.stringify({ ...next, metadata }));
}

function changed(base: Base, how: string, where: string, text: string): Mutant | undefined {
  return text === base.text ? undefined : { base, how, where, text };
}
