import { removeEntry, renameKey } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import { moveField } from '../fix/shape.ts';
import type { Report } from '../rule.ts';
import { nearest } from '../rules/core/nearest.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf, toJson } from '../syntax/lookup.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/node.ts';

const rule = 'schema/unknown-field';

/** Says that a field is declared nowhere, and what was most likely meant. `around`: the schemas of the maps around it. */
export function reportUnknown(entry: Entry, node: MapNode, around: readonly Schema[], report: Report): void {
  const { key, name } = entry;
  const schema = around.at(-1);
  const known = schema?.propertyNames ?? [];
  const near = nearest(name, known);
  if (near !== undefined && entryOf(node, near) === undefined) {
    const fixes = (): Fix[] => [
      { title: say`Rename to ${near}`, edits: renameKey(key, near) },
      removal(entry),
    ];
    report(rule, key, say`There is no field ${name} here. Did you mean ${near}?`, { fixes });
    return;
  }
  const home = schema && (below(name, schema) ?? above(name, around));
  if (home === undefined) {
    reportUnknownPlainly(entry, report);
    return;
  }
  const message = home.isBelow
    ? say`There is no field ${name} here; it belongs under ${home.path}.`
    : say`There is no field ${name} here; it belongs further out, beside ${home.path}.`;
  const fixes = (): Fix[] => [
    ...moving(entry, home.isBelow ? innerMap(node, home.path) : home.map?.(node)),
    removal(entry),
  ];
  report(rule, key, message, { fixes });
}

/** The map at a path of fields below, where there is one and no choice among items. */
function innerMap(node: MapNode, path: string): MapNode | undefined {
  let at: SyntaxNode | undefined = node;
  for (const step of path.split('.')) {
    at = entryOf(at, step.replace('[]', ''))?.value;
    if (step.endsWith('[]')) at = at?.kind === 'sequence' && at.items.length === 1 ? at.items[0] : undefined;
  }
  return at?.kind === 'map' ? at : undefined;
}

/** The map that is so many maps further out. */
function outerMap(node: MapNode, steps: number): MapNode | undefined {
  let at: SyntaxNode | undefined = node;
  for (let left = steps; left > 0 && at !== undefined; left--) {
    at = at.parent;
    while (at?.kind === 'sequence') at = at.parent;
  }
  return at?.kind === 'map' ? at : undefined;
}

/** Moves the field with its value, where it has a place to go to that is free. */
function moving({ key, value, name, isMerged }: Entry, into: MapNode | undefined): Fix[] {
  if (into === undefined || isMerged || entryOf(into, name) !== undefined) return [];
  const edits = moveField(key, toJson(value), into);
  return edits ? [{ title: say`Move ${name} to where it belongs`, edits }] : [];
}

/** The same without a look at what was meant. */
export function reportUnknownPlainly(entry: Entry, report: Report): void {
  const message = say`There is no field ${entry.name} here; the API server refuses it.`;
  report(rule, entry.key, message, { fixes: () => [removal(entry)] });
}

function removal({ key, name }: Entry): Fix {
  return { title: say`Remove ${name}`, edits: removeEntry(key), isSafe: false };
}

interface Home {
  readonly isBelow: boolean;
  readonly path: string;
  /** The map further out, seen from the one that holds the field. */
  readonly map?: (node: MapNode) => MapNode | undefined;
}

const farthest = 3;

/** The nearest place inside of a schema's own fields where a field of that name is declared. */
function below(name: string, schema: Schema): Home | undefined {
  let level: { readonly schema: Schema; readonly path: string }[] = [{ schema, path: '' }];
  for (let depth = 0; depth < farthest; depth++) {
    const next: typeof level = [];
    for (const { schema: holder, path } of level)
      for (const field of holder.propertyNames) {
        const child = holder.property(field);
        const inner = child?.items ?? child;
        if (inner === undefined || field === 'status' || field === 'metadata') continue;
        const innerPath = `${path}${path && '.'}${field}${child?.items ? '[]' : ''}`;
        if (inner.propertyNames.includes(name)) return { isBelow: true, path: innerPath };
        next.push({ schema: inner, path: innerPath });
      }
    level = next.slice(0, 200);
  }
  return undefined;
}

/** A map around that declares the field: told by one of the fields that it holds. */
function above(name: string, around: readonly Schema[]): Home | undefined {
  for (let index = around.length - 2; index >= 0; index--) {
    const holder = around[index];
    const inner = around[index + 1];
    if (!holder?.propertyNames.includes(name)) continue;
    const field = holder.propertyNames.find(other => {
      const child = holder.property(other);
      return child === inner || child?.items === inner;
    });
    const steps = around.length - 1 - index;
    return field === undefined
      ? undefined
      : { isBelow: false, path: field, map: node => outerMap(node, steps) };
  }
  return undefined;
}
