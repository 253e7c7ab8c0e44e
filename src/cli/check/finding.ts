import type { ManifestObject } from '../../manifest/object.ts';
import type { Problem, Severity } from '../../manifest/problem.ts';
import { headOf, type OffsetRange, problemPath, problemRange } from '../../manifest/problemRange.ts';
import { wordsOf } from '../../manifest/say.ts';
import type { ManifestDocument } from '../../manifest/syntax/document.ts';
import type { SyntaxNode } from '../../manifest/syntax/node.ts';
import type { Positions } from './positions.ts';

/** Where something stands in a file: lines and columns from 1, the end behind the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One problem, ready to be told. */
export interface Finding extends Region {
  /** From 0, counting every part between separators. */
  readonly document: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  /** The field, from its object's root, as the API server writes it; empty for the object itself. */
  readonly path: string;
  /** The object that it is about, `Deployment ml/web`; empty where there is none. */
  readonly subject: string;
  readonly related: readonly (Region & { readonly message: string })[];
}

/** Words a problem and finds its place. */
export function findingOf(problem: Problem, document: ManifestDocument, positions: Positions): Finding {
  const object = objectHolding(problem.at, document);
  return {
    document: document.index,
    ...regionOf(problemRange(problem), positions),
    severity: problem.severity,
    rule: problem.rule,
    message: wordsOf(problem.message),
    path: problemPath(problem, object?.node),
    subject: object ? subjectOf(object) : '',
    related: (problem.related ?? []).map(({ at, message }) => ({
      ...regionOf(at.kind === 'scalar' ? problemRange({ ...problem, at }) : headOf(at), positions),
      message: wordsOf(message),
    })),
  };
}

function regionOf({ start, end }: OffsetRange, positions: Positions): Region {
  const from = positions.at(start);
  const to = positions.at(end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The object that a node belongs to: of a `List`, the item, since the server gets each item by itself. */
function objectHolding(node: SyntaxNode, { objects }: ManifestDocument): ManifestObject | undefined {
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) {
    const object = objects.find(one => one.node === at);
    if (object) return object;
  }
  return undefined;
}

function subjectOf({ kind, name, namespace }: ManifestObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? ''}`.trimEnd();
}
