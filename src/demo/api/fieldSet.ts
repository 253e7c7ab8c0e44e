import type { JsonObject } from './kubeObject.ts';
import { isJsonObject } from './kubeObject.ts';

/**
 * A set of field paths, as a tree. The steps are written as in `managedFields`: `f:name` for a field, `k:{…}` for an
 * item of a list told apart by keys, `v:…` for an item of a set.
 */
export interface FieldSet {
  /** Is the path that leads here in the set itself, and not only paths below it? */
  readonly isMember: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export const noFields: FieldSet = { isMember: false, children: new Map() };
export const oneField: FieldSet = { isMember: true, children: new Map() };

export function isEmptySet(set: FieldSet): boolean {
  return !set.isMember && set.children.size === 0;
}

/** Builds a set, leaving out children that hold nothing. */
export function fieldSetOf(isMember: boolean, children: Iterable<readonly [string, FieldSet]>): FieldSet {
  return { isMember, children: new Map([...children].filter(([, child]) => !isEmptySet(child))) };
}

export function union(left: FieldSet, right: FieldSet): FieldSet {
  return combine(left, right, (inLeft, inRight) => inLeft || inRight);
}

export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  return combine(left, right, (inLeft, inRight) => inLeft && inRight);
}

export function difference(left: FieldSet, right: FieldSet): FieldSet {
  return combine(left, right, (inLeft, inRight) => inLeft && !inRight);
}

function combine(
  left: FieldSet,
  right: FieldSet,
  keeps: (left: boolean, right: boolean) => boolean,
): FieldSet {
  if (left.children.size === 0 && right.children.size === 0) {
    return keeps(left.isMember, right.isMember) ? oneField : noFields;
  }
  const steps = new Set([...left.children.keys(), ...right.children.keys()]);
  return fieldSetOf(
    keeps(left.isMember, right.isMember),
    [...steps].map(step => [
      step,
      combine(left.children.get(step) ?? noFields, right.children.get(step) ?? noFields, keeps),
    ]),
  );
}

/** The paths of a set as the server words them: `.spec.containers[name="web"].image`. */
export function pathsOf(set: FieldSet, prefix = ''): readonly string[] {
  const below = [...set.children].flatMap(([step, child]) => pathsOf(child, `${prefix}${stepText(step)}`));
  return set.isMember ? [prefix, ...below] : below;
}

function stepText(step: string): string {
  const body = step.slice(2);
  if (step.startsWith('f:')) return `.${body}`;
  if (step.startsWith('v:')) return `[=${body}]`;
  const keys = JSON.parse(body) as JsonObject;
  return `[${Object.entries(keys)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(',')}]`;
}

/** `FieldsV1`: a member without children is `{}`, one with children has `.` beside them. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const wire: JsonObject = {};
  if (set.isMember && set.children.size > 0) wire['.'] = {};
  for (const [step, child] of [...set.children].sort(([a], [b]) => (a < b ? -1 : 1)))
    wire[step] = toFieldsV1(child);
  return wire;
}

export function fromFieldsV1(wire: unknown): FieldSet {
  if (!isJsonObject(wire)) return noFields;
  const steps = Object.entries(wire).filter(([step]) => step !== '.');
  return fieldSetOf(
    '.' in wire || steps.length === 0,
    steps.map(([step, child]) => [step, fromFieldsV1(child)]),
  );
}
