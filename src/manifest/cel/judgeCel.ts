import type { Report, ReportDetails } from '../rule.ts';
import { type Message, say } from '../say.ts';
import { hasRules } from '../schema/hasRules.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { boundValue } from './boundValue.ts';
import { celRuleFacts } from './celRules.ts';
import { fieldNode, isVisible } from './fields.ts';
import { jsonNode } from './jsonNode.ts';
import { counterpart } from './oldItems.ts';
import { rulesOf, type SchemaRule } from './schemaRules.ts';
import type { Scope } from './scope.ts';
import { Budget, BudgetSpent, CelError, Optional, type Value } from './value.ts';

export interface CelOptions {
  /** The object as the cluster has it, as JSON: for rules that compare with the state before the change. */
  readonly old?: unknown;
}

interface Finding {
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails;
}

interface Position {
  readonly node: SyntaxNode;
  readonly schema: Schema;
  readonly old: SyntaxNode | undefined;
  readonly isRoot: boolean;
  /** The name of the field whose default this is; undefined for what is written. */
  readonly defaultOf?: string;
}

/** Steps of the evaluator for one object: well below a second, and far more than rules of real kinds take. */
const budgetUnits = 3_000_000;

/**
 * Judges an object by the CEL rules of its schema, as the API server does once the structure is in order: call it only for
 * objects without problems of structure, since the server runs no rule before those are mended.
 *
 * The object's status is passed over, as the server drops it from what is created. Findings are kept by node, unless an old
 * object is compared with. When the evaluation takes too long, the rest is left unjudged.
 */
export function judgeCel(root: SyntaxNode, schema: Schema, report: Report, options: CelOptions = {}): void {
  if (!hasRules(schema.json, 0)) return;
  const old = options.old === undefined ? undefined : jsonNode(options.old);
  const budget = new Budget(budgetUnits);
  try {
    for (const { at, message, details } of findings({ node: root, schema, old, isRoot: true }, budget))
      report(celRuleFacts.id, at, message, details);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
}

const kept = new WeakMap<Schema, WeakMap<SyntaxNode, readonly Finding[]>>();
const nothing: readonly Finding[] = [];

function findings(position: Position, budget: Budget): readonly Finding[] {
  const { node, schema, old } = position;
  if (old !== undefined || node.kind === 'scalar') return judged(position, budget);
  let byNode = kept.get(schema);
  if (byNode === undefined) {
    byNode = new WeakMap();
    kept.set(schema, byNode);
  }
  const known = byNode.get(node);
  if (known !== undefined) return known;
  const found = judged(position, budget);
  byNode.set(node, found);
  return found;
}

function judged(position: Position, budget: Budget): readonly Finding[] {
  const { node, schema } = position;
  if (!isVisible(schema) || (node.kind === 'scalar' && node.value === null)) return nothing;
  const all: Finding[] = [];
  for (const rule of rulesOf(schema)) {
    const found = finding(rule, position, budget);
    if (found !== undefined) all.push(found);
  }
  for (const child of children(position))
    for (const found of findingsBelow(node, child, budget)) all.push(found);
  return all.length === 0 ? nothing : all;
}

function findingsBelow(holder: SyntaxNode, child: Position, budget: Budget): readonly Finding[] {
  const found = findings(child, budget);
  if (child.defaultOf === undefined) return found;
  // A default stands in no file: what is wrong with it is told where it would have to be written.
  const details: ReportDetails = holder.kind === 'map' ? { missing: child.defaultOf } : {};
  return found.map(({ message }) => ({ at: holder, message, details }));
}

/** The fields, items and values below that may break rules. Defaults are judged too, and found fault with at their holder. */
function* children({ node, schema, old, isRoot }: Position): Generator<Position> {
  if (node.kind === 'sequence') {
    const { items } = schema;
    if (items === undefined || !hasRules(items.json, 0)) return;
    for (const item of node.items)
      yield { node: item, schema: items, old: counterpart(item, schema, old), isRoot: false };
  } else if (node.kind === 'map') {
    for (const name of schema.propertyNames) {
      const field = schema.json.properties?.[name];
      if (field === undefined || !hasRules(field, 0) || (isRoot && name === 'status')) continue;
      const child = schema.property(name);
      const value = child && fieldNode(node, name, child);
      if (child === undefined || value === undefined) continue;
      const isWritten = entryOf(node, name)?.value === value;
      const place = { node: value, schema: child, old: oldField(old, name), isRoot: false };
      yield isWritten ? place : { ...place, defaultOf: name };
    }
    const { additional } = schema;
    if (additional === undefined || !hasRules(additional.json, 0)) return;
    for (const entry of node.entries)
      yield { node: entry.value, schema: additional, old: oldField(old, entry.name), isRoot: false };
  }
}

function oldField(old: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return entryOf(old, name)?.value;
}

function finding(rule: SchemaRule, position: Position, budget: Budget): Finding | undefined {
  const { node, schema, old, isRoot } = position;
  if (rule.usesOldSelf && old === undefined && rule.json.optionalOldSelf !== true) return undefined;
  const bound = (at: SyntaxNode) => boundValue(at, schema, isRoot || schema.isEmbeddedResource);
  try {
    const before = old && bound(old);
    const self: Scope = { name: 'self', value: bound(node), outer: undefined, budget };
    const scope = { name: 'oldSelf', value: oldValue(rule, before), outer: self, budget };
    const answer = rule.code(scope);
    if (answer === true) return undefined;
    return located(rule, node, { message: saidBy(rule, scope) ?? messageOf(rule), details: {} });
  } catch (error) {
    // Nesting beyond what the engine's stack holds proves nothing about the object.
    if (error instanceof RangeError) return undefined;
    if (!(error instanceof CelError)) throw error;
    return { at: node, message: failureMessage(rule, error), details: {} };
  }
}

function oldValue(rule: SchemaRule, before: Value | undefined): Value {
  return rule.json.optionalOldSelf === true ? new Optional(before) : (before ?? null);
}

/** At the node, or at the field that `fieldPath` names; the field that is missing on the way is told as missing. */
function located(rule: SchemaRule, node: SyntaxNode, finding: Omit<Finding, 'at'>): Finding {
  let at = node;
  for (const name of rule.fieldPath) {
    const next = entryOf(at, name)?.value;
    if (next === undefined) return { ...finding, at, details: at.kind === 'map' ? { missing: name } : {} };
    at = next;
  }
  return { ...finding, at };
}

/** What the rule's own expression says; undefined where it has none, or where it fails as the server would not use it. */
function saidBy(rule: SchemaRule, scope: Scope): Message | undefined {
  if (rule.message === undefined) return undefined;
  try {
    const text = rule.message(scope);
    const trimmed = typeof text === 'string' ? text.trim() : '';
    return trimmed === '' || trimmed.length > 5120 || trimmed.includes('\n') ? undefined : say`${trimmed}`;
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}

/** The message is the CRD author's, so it is a value and never a template. */
function messageOf({ json }: SchemaRule): Message {
  const message = json.message?.trim() ?? '';
  return message === '' ? say`The condition does not hold: ${json.rule.trim()}` : say`${message}`;
}

function failureMessage({ json }: SchemaRule, error: CelError): Message {
  const condition = json.message?.trim() || json.rule.trim();
  return say`The condition cannot be evaluated (${error.message}): ${condition}`;
}
