import type { Report } from '../rule.ts';
import { type Message, say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import type { SchemaJson } from '../schema/schemaJson.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Verdict } from './judging.ts';

const rule = 'schema/alternatives';

/** What a branch objects to; nothing where it holds. */
export type Trial = (branch: Schema) => readonly Verdict[];

/** `allOf`, `anyOf`, `oneOf` and `not`, which judge values and declare no fields. */
export function judgeAlternatives(node: SyntaxNode, schema: Schema, trial: Trial, report: Report): void {
  const { allOf, anyOf, oneOf, not } = schema.json;
  for (const branch of allOf ?? []) for (const held of problemsIn(branch, schema, trial)) tell(held, report);
  // In fields that take whole numbers and strings, the branches say that and nothing else.
  if (anyOf !== undefined && !schema.isIntOrString) judgeAny(node, outcomesOf(anyOf, schema, trial), report);
  if (oneOf !== undefined && !schema.isIntOrString) judgeOne(node, outcomesOf(oneOf, schema, trial), report);
  if (not !== undefined && problemsIn(not, schema, trial).length === 0)
    report(rule, node, forbiddenMessage(not));
}

interface Outcome {
  readonly branch: SchemaJson;
  readonly verdicts: readonly Verdict[];
}

function outcomesOf(branches: readonly SchemaJson[], schema: Schema, trial: Trial): readonly Outcome[] {
  return branches.map(branch => ({ branch, verdicts: problemsIn(branch, schema, trial) }));
}

function judgeAny(node: SyntaxNode, outcomes: readonly Outcome[], report: Report): void {
  if (outcomes.every(({ verdicts }) => verdicts.length > 0)) tellNone(node, outcomes, report);
}

function judgeOne(node: SyntaxNode, outcomes: readonly Outcome[], report: Report): void {
  const fitting = outcomes.filter(({ verdicts }) => verdicts.length === 0);
  if (fitting.length === 0) tellNone(node, outcomes, report);
  if (fitting.length < 2) return;
  const names = fitting.flatMap(({ branch }) => fieldsOf(branch));
  const message =
    names.length > 1
      ? say`Only one of ${names.join(', ')} may be set.`
      : say`${fitting.length} of the alternatives fit here, where only one may.`;
  report(rule, node, message);
}

/** Where every branch is about which fields are set, that is the whole message; else the nearest branch tells what it lacks. */
function tellNone(node: SyntaxNode, outcomes: readonly Outcome[], report: Report): void {
  const names = [...new Set(outcomes.flatMap(({ branch }) => fieldsOf(branch)))];
  if (outcomes.every(({ branch }) => fieldsOf(branch).length > 0)) {
    report(rule, node, say`One of ${names.join(', ')} must be set.`);
    return;
  }
  report(rule, node, say`None of the ${outcomes.length} alternatives that are allowed here fits.`);
  const [nearest] = [...outcomes].sort((a, b) => a.verdicts.length - b.verdicts.length);
  if (nearest?.verdicts.length === 1) for (const verdict of nearest.verdicts) tell(verdict, report);
}

function forbiddenMessage(not: SchemaJson): Message {
  const names = [not, ...(not.anyOf ?? [])].flatMap(fieldsOf);
  if (names.length === 1) return say`${names[0] ?? ''} must not be set here.`;
  if (names.length > 1 && not.anyOf === undefined)
    return say`${names.join(' and ')} must not be set together.`;
  return names.length > 1
    ? say`None of ${names.join(', ')} may be set here.`
    : say`This value is one that is not allowed here.`;
}

/** The fields that a branch wants to be there. */
function fieldsOf({ required }: SchemaJson): readonly string[] {
  return required ?? [];
}

function problemsIn(branch: SchemaJson, schema: Schema, trial: Trial): readonly Verdict[] {
  const made = schema.branch(branch);
  return made === undefined ? [] : trial(made);
}

function tell({ rule: id, at, message, details }: Verdict, report: Report): void {
  report(id, at, message, details);
}
