import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { AliasTargets, aliasFlaw } from './aliases.ts';
import { absentScalar, nullScalar } from './bareScalars.ts';
import { type Composed, complexKey, type SyntaxFlaw } from './composed.ts';
import { mergeInto } from './merge.ts';
import type { Entry, MapNode, Piece, ScalarNode, ScalarStyle, SequenceNode, SyntaxNode } from './node.ts';
import { keyName, plainScalarValue } from './scalarValue.ts';

/**
 * Parses a piece of YAML that is broken, or uses what hardly anybody uses: slower than `compose`, but it tells every error and
 * reads what can be read. Nothing is thrown.
 */
export function composeBroken(piece: Piece): Composed {
  const documents = parseAllDocuments(piece.text, {
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    strict: false,
  });
  const [document] = Array.isArray(documents) ? documents : [];
  if (document === undefined) return { root: undefined, flaws: [] };
  const flaws: SyntaxFlaw[] = document.errors.map(({ code, message, pos }) => ({
    code,
    message,
    from: pos[0],
    to: pos[1],
  }));
  const root = new Composer(piece, document, flaws).root();
  return { root, flaws };
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Deeper than any manifest; the parser itself gives up at some thousands. */
const deepest = 500;

class Composer {
  readonly #piece: Piece;
  readonly #document: Document;
  readonly #flaws: SyntaxFlaw[];
  readonly #targets: AliasTargets;

  constructor(piece: Piece, document: Document, flaws: SyntaxFlaw[]) {
    this.#piece = piece;
    this.#document = document;
    this.#flaws = flaws;
    this.#targets = new AliasTargets();
  }

  root(): SyntaxNode | undefined {
    const { contents } = this.#document;
    if (contents === null || (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN'))
      return undefined;
    return this.#node(contents, undefined, 0);
  }

  #node(from: Node, parent: MapNode | SequenceNode | undefined, depth: number): SyntaxNode {
    if (depth > deepest) return this.#cut(from, parent, 'TOO_DEEP', 'Nested too deeply to be read.');
    if (isAlias(from)) return this.#alias(from, from.source, parent);
    const node = isMap(from)
      ? this.#map(from.items as Pair<Node, Node | null>[], from, parent, depth)
      : isSeq(from)
        ? this.#sequence(from.items as Node[], from, parent, depth)
        : this.#scalar(from as Scalar, parent);
    const { anchor } = from as Scalar;
    if (anchor !== undefined) this.#targets.set(anchor, node);
    return node;
  }

  #scalar(from: Scalar, parent: ScalarNode['parent']): ScalarNode {
    const [start, end] = rangeOf(from);
    const style = styles[from.type ?? 'PLAIN'] ?? 'plain';
    const text = String(from.value ?? '');
    const isRead = style === 'plain' && !from.tag?.endsWith(':str') && from.tag !== '!';
    const value = isRead ? plainScalarValue(text) : text;
    const isAbsent = style === 'plain' && start === end;
    return { kind: 'scalar', piece: this.#piece, from: start, to: end, parent, value, text, style, isAbsent };
  }

  #sequence(items: readonly Node[], from: Node, parent: ScalarNode['parent'], depth: number): SequenceNode {
    const [start] = rangeOf(from);
    const read: SyntaxNode[] = [];
    const isFlow = (from as { flow?: boolean }).flow === true;
    const node: { -readonly [Key in keyof SequenceNode]: SequenceNode[Key] } = {
      kind: 'sequence',
      piece: this.#piece,
      from: start,
      to: start,
      parent,
      items: read,
      isFlow,
    };
    if (this.#isAnchored(from)) this.#targets.open(this.#isAnchored(from) ?? '');
    for (const item of items) {
      // An item may be a lone pair (`[a: b]`) in flow sequences.
      read.push(isNode(item) ? this.#node(item, node, depth + 1) : this.#absent(node, start));
    }
    node.to = isFlow ? rangeOf(from)[1] : (read.at(-1)?.to ?? rangeOf(from)[1]);
    return node;
  }

  #map(
    pairs: readonly Pair<Node, Node | null>[],
    from: Node,
    parent: ScalarNode['parent'],
    depth: number,
  ): MapNode {
    const [start] = rangeOf(from);
    const entries: Entry[] = [];
    const isFlow = (from as { flow?: boolean }).flow === true;
    const node: { -readonly [Key in keyof MapNode]: MapNode[Key] } = {
      kind: 'map',
      piece: this.#piece,
      from: start,
      to: start,
      parent,
      entries,
      isFlow,
    };
    const merges: SyntaxNode[] = [];
    if (this.#isAnchored(from)) this.#targets.open(this.#isAnchored(from) ?? '');
    for (const pair of pairs) {
      const entry = this.#entry(pair, node, depth);
      if (entry === undefined) continue;
      if (entry.name === '<<' && entry.key.style === 'plain') merges.push(entry.value);
      else entries.push(entry);
      node.to = Math.max(node.to, entry.value.to, entry.key.to);
    }
    if (isFlow) node.to = rangeOf(from)[1];
    for (const merge of merges) mergeInto(entries, merge);
    return node;
  }

  #entry(pair: Pair<Node, Node | null>, node: MapNode, depth: number): Entry | undefined {
    const resolved = isAlias(pair.key) ? this.#alias(pair.key, pair.key.source, node) : undefined;
    const key = resolved ?? (isScalar(pair.key) ? this.#scalar(pair.key, node) : undefined);
    if (key?.kind !== 'scalar') {
      if (isNode(pair.key)) this.#flaw(pair.key, complexKey.code, complexKey.message);
      return undefined;
    }
    if (key.isAbsent && !node.isFlow && isNode(pair.key))
      this.#flaw(pair.key, 'MISSING_KEY', 'There is no key before this colon.');
    const value = isNode(pair.value)
      ? this.#node(pair.value, node, depth + 1)
      : this.#absent(node, this.#afterColon(key.to));
    return { key, name: keyName(key.value), value, isMerged: false };
  }

  #afterColon(offset: number): number {
    return this.#piece.text.charAt(offset) === ':' ? offset + 1 : offset;
  }

  #absent(parent: MapNode | SequenceNode, at: number): ScalarNode {
    return absentScalar(this.#piece, at, parent);
  }

  #alias(from: Node, anchor: string, parent: ScalarNode['parent']): SyntaxNode {
    const found = this.#targets.get(anchor);
    const [start, end] = rangeOf(from);
    if (typeof found !== 'string') return { ...found, piece: this.#piece, from: start, to: end, parent };
    const { code, message } = aliasFlaw(found, anchor);
    return this.#cut(from, parent, code, message);
  }

  #cut(from: Node, parent: ScalarNode['parent'], code: string, message: string): ScalarNode {
    this.#flaw(from, code, message);
    return nullScalar(this.#piece, rangeOf(from), parent);
  }

  #flaw(from: Node, code: string, message: string): void {
    const [start, end] = rangeOf(from);
    this.#flaws.push({ code, message, from: start, to: end });
  }

  #isAnchored(from: Node): string | undefined {
    return (from as Scalar).anchor;
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function rangeOf(node: Node): readonly [number, number] {
  return node.range ? [node.range[0], node.range[1]] : [0, 0];
}
