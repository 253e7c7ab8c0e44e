import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Tags,
} from 'yaml';
import type { FieldPath } from './fieldPath.ts';
import type { TextRange } from './textRange.ts';

/** Something wrong with the YAML itself. */
export interface YamlProblem {
  readonly message: string;
  readonly range: TextRange;
}

/** One document of a YAML or JSON text. */
export interface ParsedYaml {
  /** From 0; empty documents count. */
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
 * Reads every document of a text as the Kubernetes tools do: YAML 1.1 (`on` and `yes` are booleans, `0644` is octal,
 * `<<` merges), but without its dates, base-60 numbers, sets and binaries, which their parser leaves as text.
 * Empty documents are left out. Broken documents come with their problems; nothing is thrown.
 */
export function parseYaml(text: string): readonly ParsedYaml[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    customTags: plainTags,
  });
  if (!Array.isArray(documents)) return [];
  return documents
    .map((document, index) => parsed(document as Document, index, lines))
    .filter(document => document.problems.length > 0 || document.value !== null);
}

const leftAsText = /:(?:timestamp|binary|omap|pairs|set)$/;

function plainTags(tags: Tags): Tags {
  return tags.filter(tag => typeof tag === 'string' || !(tag.format === 'TIME' || leftAsText.test(tag.tag)));
}

function parsed(document: Document, index: number, lines: LineCounter): ParsedYaml {
  const rangeBetween = (start: number, end: number): TextRange => ({
    start: positionAt(lines, start),
    end: positionAt(lines, end),
  });
  const problems: YamlProblem[] = document.errors.map(error => ({
    message: error.message,
    range: rangeBetween(...error.pos),
  }));
  const { value, problem } = plainValue(document, problems.length > 0);
  const [start, end] = nodeRange(document.contents) ?? [document.range?.[0] ?? 0, document.range?.[1] ?? 0];
  const range = rangeBetween(start, end);
  if (problem !== undefined) problems.push({ message: problem, range });
  return {
    index,
    value,
    problems,
    range,
    rangeOf: (path, part) => {
      const found = placeOf(document, path, part);
      return found ? rangeBetween(...found) : firstLineOf(range);
    },
  };
}

/** Aliases that multiply beyond reason, and anchors that are missing, are found only while the value is made. */
function plainValue(document: Document, isBroken: boolean): { value?: unknown; problem?: string } {
  if (isBroken) return {};
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function positionAt(lines: LineCounter, offset: number): { line: number; character: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
}

function nodeRange(node: unknown): readonly [number, number] | undefined {
  const range = (node as Partial<Node> | null)?.range;
  return range ? [range[0], range[1]] : undefined;
}

function firstLineOf(range: TextRange): TextRange {
  return { start: range.start, end: { line: range.start.line, character: range.start.character + 1 } };
}

function placeOf(document: Document, path: FieldPath, part?: 'key'): readonly [number, number] | undefined {
  let node: unknown = document.contents;
  let best: readonly [number, number] | undefined;
  for (const [depth, segment] of path.entries()) {
    const child = childOf(resolved(node, document), segment);
    if (child === undefined) return best;
    node = child.value;
    const wantsKey = depth < path.length - 1 || part === 'key' || !isScalar(node);
    const place = wantsKey ? (nodeRange(child.key) ?? startOf(child.value)) : nodeRange(child.value);
    best = place ?? best;
  }
  return best;
}

/** An item of a list has no key: its first character stands for it. */
function startOf(node: unknown): readonly [number, number] | undefined {
  const range = nodeRange(node);
  return range && [range[0], isScalar(node) ? range[1] : range[0] + 1];
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(
  node: unknown,
  segment: string | number,
): { readonly key?: unknown; readonly value: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(segment)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(
    item => String(isScalar(item.key) ? item.key.value : item.key) === String(segment),
  );
  return pair && { key: pair.key, value: pair.value };
}
