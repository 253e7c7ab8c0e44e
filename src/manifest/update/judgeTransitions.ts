import { jsonNode } from '../cel/jsonNode.ts';
import { judgeCel } from '../cel/judgeCel.ts';
import type { ManifestObject } from '../object.ts';
import type { Report, ReportDetails } from '../rule.ts';
import { type Message, wordsOf } from '../say.ts';
import { hasRules } from '../schema/hasRules.ts';
import type { Schema } from '../schema/schema.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { overlay } from './overlay.ts';

const rule = 'update/transition-rule';

interface Finding {
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails | undefined;
}

/**
 * Reports what the CEL rules of a schema object to only in view of the live object. The written fields are laid upon the
 * live ones first, as server-side apply does it. Call it for objects whose structure is in order.
 */
export function judgeTransitions(
  object: ManifestObject,
  live: unknown,
  schema: Schema,
  report: Report,
): void {
  if (!hasRules(schema.json)) return;
  const after = overlay(object.node, jsonNode(live), schema);
  const alone = findings(after.node, schema);
  for (const finding of findings(after.node, schema, live)) {
    const at = after.writtenOf(finding.at);
    if (at === undefined || alone.some(other => isSame(other, finding))) continue;
    report(rule, at, finding.message, finding.details);
  }
}

function findings(node: SyntaxNode, schema: Schema, old?: unknown): readonly Finding[] {
  const found: Finding[] = [];
  judgeCel(
    node,
    schema,
    (_, at, message, details) => found.push({ at, message, details }),
    old === undefined ? {} : { old },
  );
  return found;
}

/** Both were found in the same tree. */
function isSame(one: Finding, other: Finding): boolean {
  return (
    one.at === other.at &&
    one.details?.missing === other.details?.missing &&
    wordsOf(one.message) === wordsOf(other.message)
  );
}
