import type { SyntaxFlaw } from './composed.ts';
import type { SyntaxNode } from './node.ts';

/** Nodes that a document may hold once its aliases are written out. A parser in the API server gives up earlier. */
const mostNodes = 400_000;

/** The anchors seen so far, with what they stand for. Aliases share their target, so a bomb costs nothing but its count. */
export class AliasTargets {
  readonly #nodes = new Map<string, SyntaxNode | 'open'>();
  readonly #sizes = new WeakMap<object, number>();
  #expanded = 0;

  /** Marks an anchor whose collection is still being read: an alias to it inside would be endless. */
  open(anchor: string): void {
    this.#nodes.set(anchor, 'open');
  }

  set(anchor: string, node: SyntaxNode): void {
    this.#nodes.set(anchor, node);
  }

  get(anchor: string): SyntaxNode | 'unknown' | 'open' | 'tooMany' {
    const node = this.#nodes.get(anchor);
    if (node === undefined) return 'unknown';
    if (node === 'open') return 'open';
    this.#expanded += this.#sizeOf(node);
    return this.#expanded > mostNodes ? 'tooMany' : node;
  }

  /** Nodes below and including one, with aliases written out. */
  #sizeOf(node: SyntaxNode): number {
    if (node.kind === 'scalar') return 1;
    const key = node.kind === 'map' ? node.entries : node.items;
    const known = this.#sizes.get(key);
    if (known !== undefined) return known;
    const children = node.kind === 'map' ? node.entries.map(entry => entry.value) : node.items;
    const size = children.reduce((sum, child) => sum + this.#sizeOf(child), 1);
    this.#sizes.set(key, size);
    return size;
  }
}

/** What is wrong with an alias that leads to no node. */
export function aliasFlaw(
  found: 'unknown' | 'open' | 'tooMany',
  anchor: string,
): Pick<SyntaxFlaw, 'code' | 'message'> {
  switch (found) {
    case 'unknown':
      return { code: 'UNKNOWN_ALIAS', message: `No anchor &${anchor} stands above this alias.` };
    case 'open':
      return { code: 'ALIAS_CYCLE', message: `The alias *${anchor} stands inside of its own anchor.` };
    case 'tooMany':
      return { code: 'ALIAS_BOMB', message: 'The aliases multiply beyond what a parser accepts.' };
  }
}
