import { replaceValue } from '../fix/edits.ts';
import type { Report, ReportDetails } from '../rule.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import type { MapNode, ScalarNode, SequenceNode } from '../syntax/node.ts';
import { jsonKey } from './jsonKey.ts';

const rule = 'schema/limit';
/** Conditions are costed for what the limits allow, so the server runs none on more. */
const tooMuch = { blocksConditions: true } as const;

/** `minItems`, `maxItems`, `uniqueItems`. */
export function judgeItemCount(node: SequenceNode, schema: Schema, report: Report): void {
  const { minItems, maxItems, uniqueItems } = schema.json;
  const { length } = node.items;
  if (minItems !== undefined && length < minItems)
    report(rule, node, say`There must be at least ${minItems} items here; there are ${length}.`);
  if (maxItems !== undefined && length > maxItems)
    report(rule, node, say`There may be at most ${maxItems} items here; there are ${length}.`, tooMuch);
  if (uniqueItems && new Set(node.items.map(jsonKey)).size < length)
    report('schema/duplicate-item', node, say`The items of this list must differ from each other.`);
}

/** `minProperties`, `maxProperties`. */
export function judgePropertyCount(node: MapNode, schema: Schema, report: Report): void {
  const { minProperties, maxProperties } = schema.json;
  if (minProperties === undefined && maxProperties === undefined) return;
  const { size } = new Set(
    node.entries
      .filter(({ value }) => value.kind !== 'scalar' || value.value !== null)
      .map(entry => entry.name),
  );
  if (minProperties !== undefined && size < minProperties)
    report(rule, node, say`There must be at least ${minProperties} fields here; there are ${size}.`);
  if (maxProperties !== undefined && size > maxProperties)
    report(rule, node, say`There may be at most ${maxProperties} fields here; there are ${size}.`, tooMuch);
}

/** `minLength` and `maxLength`, in code points. */
export function judgeLength(node: ScalarNode, text: string, schema: Schema, report: Report): void {
  const { minLength, maxLength } = schema.json;
  if (minLength !== undefined && codePoints(text, minLength) < minLength)
    report(
      rule,
      node,
      minLength === 1
        ? say`This must not be empty.`
        : say`This must be at least ${minLength} characters long.`,
    );
  if (maxLength !== undefined && text.length > maxLength && codePoints(text, maxLength) > maxLength)
    report(rule, node, say`This may be at most ${maxLength} characters long.`, tooMuch);
}

/** `minimum`, `maximum`, both also exclusive, and `multipleOf`. */
export function judgeMagnitude(node: ScalarNode, value: number, schema: Schema, report: Report): void {
  const { json } = schema;
  const least = bound(json.minimum, json.exclusiveMinimum);
  const most = bound(json.maximum, json.exclusiveMaximum);
  if (least && (least.isExclusive ? value <= least.at : value < least.at))
    report(
      rule,
      node,
      least.isExclusive
        ? say`This must be greater than ${least.at}.`
        : say`This must be ${least.at} or more.`,
      within(node, least, 1),
    );
  if (most && (most.isExclusive ? value >= most.at : value > most.at))
    report(
      rule,
      node,
      most.isExclusive ? say`This must be less than ${most.at}.` : say`This must be ${most.at} or less.`,
      within(node, most, -1),
    );
  if (json.multipleOf !== undefined && !isMultiple(value, json.multipleOf))
    report(rule, node, say`This must be a multiple of ${json.multipleOf}.`);
}

/** The nearest value that the bound allows. */
function within(node: ScalarNode, { at, isExclusive }: Bound, step: number): ReportDetails {
  const value = isExclusive ? at + step : at;
  const fixes = () => [{ title: say`Change to ${value}`, edits: replaceValue(node, value), isSafe: false }];
  return { fixes };
}

interface Bound {
  readonly at: number;
  readonly isExclusive: boolean;
}

/** Draft 4 says exclusiveness by a boolean beside the bound, later drafts by a bound of its own. */
function bound(inclusive: number | undefined, exclusive: boolean | number | undefined): Bound | undefined {
  if (typeof exclusive === 'number') return { at: exclusive, isExclusive: true };
  return inclusive === undefined ? undefined : { at: inclusive, isExclusive: exclusive === true };
}

function isMultiple(value: number, factor: number): boolean {
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  return (
    Number.isInteger(times) ||
    (Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times)) && factor < 1)
  );
}

/** Code points of a text; counts no further than one beyond the limit. */
function codePoints(text: string, limit: number): number {
  let count = 0;
  for (const _ of text) if (++count > limit) break;
  return count;
}
