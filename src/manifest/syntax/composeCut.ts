import { compose } from './compose.ts';
import type { SyntaxFlaw } from './composed.ts';
import { copied } from './copied.ts';
import type { Block, Stretch } from './cut.ts';
import type { EarlierParts } from './earlierParts.ts';
import type { Entry, MapNode, Piece, ScalarNode, SequenceNode, SyntaxNode } from './node.ts';
import { keyName, plainScalarValue } from './scalarValue.ts';

/** A piece of a document with what was read from it. Its offsets do not depend on where it stands. */
export interface Part {
  readonly piece: Piece;
  readonly root: SyntaxNode | undefined;
  readonly flaws: readonly SyntaxFlaw[];
}

export interface ComposedCut {
  readonly root: SyntaxNode;
  readonly parts: readonly Part[];
}

/** Builds the tree of a document that was cut, piece by piece; pieces that an edit left alone are taken from before it. */
export function composeCut(whole: Piece, block: Block, earlier?: EarlierParts): ComposedCut {
  const composer = new CutComposer(whole, earlier);
  return { root: composer.block(block, undefined), parts: composer.parts };
}

type Mutable<Node> = { -readonly [Key in keyof Node]: Node[Key] };

class CutComposer {
  readonly parts: Part[] = [];
  readonly #whole: Piece;
  readonly #earlier: EarlierParts | undefined;

  constructor(whole: Piece, earlier: EarlierParts | undefined) {
    this.#whole = whole;
    this.#earlier = earlier;
  }

  block(block: Block, parent: MapNode | SequenceNode | undefined): SyntaxNode {
    return block.kind === 'map' ? this.#map(block, parent) : this.#sequence(block, parent);
  }

  #map({ from, stretches }: Block, parent: MapNode['parent']): MapNode {
    const entries: Entry[] = [];
    const node: Mutable<MapNode> = {
      kind: 'map',
      piece: this.#whole,
      from,
      to: from,
      parent,
      entries,
      isFlow: false,
    };
    for (const stretch of stretches) {
      for (const entry of this.#entries(stretch, node)) {
        entry.key.parent = node;
        entry.value.parent = node;
        entries.push(entry);
      }
    }
    const last = entries.at(-1);
    if (last) node.to = Math.max(this.#endOf(last.key), this.#endOf(last.value));
    return node;
  }

  #entries(stretch: Stretch, node: MapNode): readonly Entry[] {
    if (stretch.inner && stretch.keyEnd !== undefined) {
      const key = this.#key(stretch.from, stretch.keyEnd, node);
      return [{ key, name: keyName(key.value), value: this.block(stretch.inner, node), isMerged: false }];
    }
    const part = this.#part(stretch);
    if (part.root?.kind === 'map' && !part.root.isFlow) return part.root.entries;
    if (part.root !== undefined && part.flaws.length === 0) this.#notAnEntry(part);
    return [];
  }

  #key(from: number, to: number, parent: MapNode): ScalarNode {
    const text = this.#whole.text.slice(from, to);
    const value = plainScalarValue(text);
    return {
      kind: 'scalar',
      piece: this.#whole,
      from,
      to,
      parent,
      value,
      text,
      style: 'plain',
      isAbsent: false,
    };
  }

  #sequence({ from, stretches }: Block, parent: SequenceNode['parent']): SequenceNode {
    const items: SyntaxNode[] = [];
    const piece = this.#whole;
    const node: Mutable<SequenceNode> = {
      kind: 'sequence',
      piece,
      from,
      to: from,
      parent,
      items,
      isFlow: false,
    };
    for (const stretch of stretches) {
      for (const item of stretch.inner ? [this.block(stretch.inner, node)] : this.#items(stretch)) {
        item.parent = node;
        items.push(item);
      }
    }
    const last = items.at(-1);
    if (last) node.to = this.#endOf(last);
    return node;
  }

  #items(stretch: Stretch): readonly SyntaxNode[] {
    const part = this.#part(stretch);
    if (part.root?.kind === 'sequence') return part.root.items;
    if (part.root !== undefined && part.flaws.length === 0) this.#notAnEntry(part);
    return [];
  }

  #part({ from, to }: Stretch): Part {
    const part = this.#earlier?.take(from, to) ?? partOf(copied(this.#whole.text.slice(from, to)));
    part.piece.offset = this.#whole.offset + from;
    this.parts.push(part);
    return part;
  }

  /** A line such as a half-typed key parses by itself, but not as a part of its map. */
  #notAnEntry(part: Part): void {
    const { from, to } = part.root ?? { from: 0, to: 0 };
    const message = 'Implicit map keys need to be followed by map values';
    this.parts[this.parts.length - 1] = { ...part, flaws: [{ code: 'MISSING_CHAR', message, from, to }] };
  }

  #endOf(node: SyntaxNode): number {
    return node.piece.offset + node.to - this.#whole.offset;
  }
}

function partOf(text: string): Part {
  const piece: Piece = { text, offset: 0 };
  return { piece, ...compose(piece) };
}
