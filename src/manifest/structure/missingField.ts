import { insertField } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import { skeleton } from '../fix/skeleton.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import type { MapNode } from '../syntax/node.ts';

/** Adds a field that a map lacks, with the least that it may hold: what it is for the user has to fill in. */
export function addition(map: MapNode, name: string, schema: Schema | undefined): Fix {
  return { title: say`Add ${name}`, edits: insertField(map, name, skeleton(schema)), isSafe: false };
}
