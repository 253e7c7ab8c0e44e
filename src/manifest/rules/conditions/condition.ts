import type { ManifestObject } from '../../object.ts';
import type { KindCheck, Report } from '../../rule.ts';
import type { Message } from '../../say.ts';
import { entryOf } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Mend } from './mends.ts';

/**
 * A condition across the fields of a node, as a kind's definition states it in CEL and the API server judges it. It looks at
 * nothing but the node and what is below it.
 */
export interface Condition {
  readonly rule: string;
  /** Paths of field names from the object's root, joined by dots; `*` stands for every item or value. The root's own is empty. */
  readonly at: readonly string[];
  /** What is wrong with a node at such a path; undefined where all is well. */
  readonly objection: (node: SyntaxNode) => Message | undefined;
  /** How to mend the node, where that is plain. */
  readonly mend?: Mend;
}

interface Finding {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly mend: Mend | undefined;
}

/** A step on the way to conditions. What was found at a node is kept for as long as the node lives. */
interface Step {
  readonly next: Map<string, Step>;
  readonly conditions: Condition[];
  readonly kept: WeakMap<SyntaxNode, readonly Finding[]>;
}

/** Judges an object by conditions, in one walk over the fields that lead to them. */
export function conditionCheck(conditions: readonly Condition[]): KindCheck {
  const root = newStep();
  for (const condition of conditions)
    for (const path of condition.at)
      stepTo(root, path === '' ? [] : path.split('.')).conditions.push(condition);
  return (object: ManifestObject, report: Report) => {
    for (const { rule, at, message, mend } of found(object.node, root))
      report(rule, at, message, mend ? { fixes: () => mend(at) } : {});
  };
}

function newStep(): Step {
  return { next: new Map(), conditions: [], kept: new WeakMap() };
}

function stepTo(from: Step, names: readonly string[]): Step {
  let at = from;
  for (const name of names) {
    const next = at.next.get(name) ?? newStep();
    at.next.set(name, next);
    at = next;
  }
  return at;
}

const nothing: readonly Finding[] = [];

function found(node: SyntaxNode, step: Step): readonly Finding[] {
  if (node.kind === 'scalar') return node.value === null ? nothing : judged(node, step);
  const known = step.kept.get(node);
  if (known !== undefined) return known;
  const all = judged(node, step);
  step.kept.set(node, all);
  return all;
}

function judged(node: SyntaxNode, step: Step): readonly Finding[] {
  const all: Finding[] = [];
  for (const { rule, objection, mend } of step.conditions) {
    const message = objection(node);
    if (message !== undefined) all.push({ rule, at: node, message, mend });
  }
  for (const [name, next] of step.next)
    for (const child of childrenNamed(node, name))
      for (const finding of found(child, next)) all.push(finding);
  return all.length === 0 ? nothing : all;
}

function childrenNamed(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  if (name !== '*') {
    const child = entryOf(node, name)?.value;
    return child === undefined ? [] : [child];
  }
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'map' ? node.entries.map(entry => entry.value) : [];
}
