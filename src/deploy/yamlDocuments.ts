import { wordsOf } from '../manifest/say.ts';
import { judgeDuplicateKeys } from '../manifest/structure/duplicateKeys.ts';
import type { ManifestDocument } from '../manifest/syntax/document.ts';
import { entryHolding, nodeAt, toJson } from '../manifest/syntax/lookup.ts';
import { endOf, type SyntaxNode, startOf } from '../manifest/syntax/node.ts';
import { parseManifestText } from '../manifest/syntax/parseText.ts';
import type { FieldPath } from './fieldPath.ts';
import { LineIndex } from './lineIndex.ts';
import type { TextRange } from './textRange.ts';

/** Something wrong with the YAML itself. */
export interface YamlProblem {
  readonly message: string;
  readonly range: TextRange;
}

/** One document of a YAML or JSON text. */
export interface ParsedYaml {
  /** From 0; empty documents count, but not the part before a separator that the file begins with. */
  readonly index: number;
  /** Plain JSON; `undefined` for a document that does not parse. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** Where the whole document stands. */
  readonly range: TextRange;
  /**
   * Where a field stands: its value when that is a scalar, else its key; the nearest field above it when it is not
   * there. With `key`, always the key.
   */
  rangeOf(path: FieldPath, part?: 'key'): TextRange;
}

/**
 * Reads every document of a text as the Kubernetes tools do. Empty documents are left out. Broken documents come with their
 * problems; nothing is thrown.
 */
export function parseYaml(text: string): readonly ParsedYaml[] {
  const lines = new LineIndex(text);
  const documents = parseManifestText(text);
  // The separator that a file begins with ends nothing.
  const first = documents.length > 1 && documents[0]?.piece.text.trim() === '' ? 1 : 0;
  return documents
    .map(document => parsed(document, document.index - first, lines))
    .filter(document => document !== undefined);
}

function parsed(document: ManifestDocument, index: number, lines: LineIndex): ParsedYaml | undefined {
  const { root } = document;
  const problems = document.problems.map(problem => ({
    message: wordsOf(problem.message),
    range: rangeOfNode(problem.at, lines),
  }));
  if (root)
    judgeDuplicateKeys(root, (_rule, at, message) =>
      problems.push({ message: wordsOf(message), range: rangeOfNode(at, lines) }),
    );
  if (root === undefined && problems.length === 0) return undefined;
  const start = document.piece.offset;
  const range = root ? rangeOfNode(root, lines) : lines.range(start, start + document.piece.text.length);
  return {
    index,
    value: root && problems.length === 0 ? toJson(root) : undefined,
    problems,
    range,
    rangeOf: (path, part) => placeOf(root, path, part, lines) ?? firstLineOf(range),
  };
}

function rangeOfNode(node: SyntaxNode, lines: LineIndex): TextRange {
  return lines.range(startOf(node), endOf(node));
}

function firstLineOf(range: TextRange): TextRange {
  return { start: range.start, end: { line: range.start.line, character: range.start.character + 1 } };
}

function placeOf(
  root: SyntaxNode | undefined,
  path: FieldPath,
  part: 'key' | undefined,
  lines: LineIndex,
): TextRange | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(root, ...path.slice(0, depth));
    if (node === undefined) continue;
    const wantsKey = depth < path.length || part === 'key' || node.kind !== 'scalar' || node.isAbsent;
    const key = wantsKey ? entryHolding(node)?.key : undefined;
    if (key) return rangeOfNode(key, lines);
    if (node.kind === 'scalar') return rangeOfNode(node, lines);
    // An item of a list has no key: its first character stands for it.
    return lines.range(startOf(node), startOf(node) + 1);
  }
  return undefined;
}
