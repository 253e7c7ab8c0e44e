import type { ManifestObject } from '../object.ts';
import type { OffsetRange } from '../problemRange.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { stringAt } from '../syntax/lookup.ts';
import { endOf, type SyntaxNode, startOf } from '../syntax/node.ts';

/** One row of a file's outline. */
export interface OutlineRow {
  readonly name: string;
  /** A scalar's text, or a kind's version; never a value of a Secret. */
  readonly detail: string;
  readonly kind: 'object' | 'map' | 'list' | 'item' | 'scalar';
  readonly range: OffsetRange;
  /** What is selected when the row is chosen; within `range`. */
  readonly selection: OffsetRange;
  readonly children: readonly OutlineRow[];
}

const most = 10_000;
const deepest = 30;

/** The objects of a file with their fields, list items by their names. Ends quietly after ten thousand rows. */
export function outline(documents: readonly ManifestDocument[]): readonly OutlineRow[] {
  const writer = new OutlineWriter();
  return documents.flatMap(document => {
    if (document.objects.length > 0) return document.objects.map(object => writer.object(object));
    return document.root === undefined ? [] : writer.children(document.root, 0);
  });
}

class OutlineWriter {
  #count = 0;
  #isSecret = false;

  object(object: ManifestObject): OutlineRow {
    this.#isSecret = object.group === '' && object.kind === 'Secret';
    const range = rangeOf(object.node);
    const kind = object.node.entries.find(({ name }) => name === 'kind')?.value ?? object.node;
    return {
      name: object.name === undefined ? object.kind : `${object.kind} ${object.name}`,
      detail: object.namespace ?? '',
      kind: 'object',
      range,
      selection: within(rangeOf(kind), range),
      children: this.children(object.node, 0),
    };
  }

  children(node: SyntaxNode, depth: number): readonly OutlineRow[] {
    if (depth > deepest) return [];
    if (node.kind === 'sequence') return node.items.flatMap((item, index) => this.#item(item, index, depth));
    if (node.kind === 'scalar') return [];
    return node.entries
      .filter(entry => !entry.isMerged)
      .flatMap(({ key, name, value }) => {
        const range = { start: startOf(key), end: Math.max(endOf(key), endOf(value)) };
        return this.#row({ name, node: value, range, selection: rangeOf(key) }, depth);
      });
  }

  #item(item: SyntaxNode, index: number, depth: number): readonly OutlineRow[] {
    const range = rangeOf(item);
    if (item.kind === 'scalar') return [];
    const name = stringAt(item, 'name') ?? stringAt(item, 'key') ?? `[${index}]`;
    const first = item.kind === 'map' ? (item.entries[0]?.key ?? item) : item;
    return this.#row({ name, node: item, range, selection: within(rangeOf(first), range) }, depth);
  }

  #row(
    row: {
      readonly name: string;
      readonly node: SyntaxNode;
      readonly range: OffsetRange;
      readonly selection: OffsetRange;
    },
    depth: number,
  ): readonly OutlineRow[] {
    if (++this.#count > most) return [];
    const { node, name, range, selection } = row;
    const kind = node.kind === 'map' ? 'map' : node.kind === 'sequence' ? 'list' : 'scalar';
    return [
      {
        name: name === '' ? '""' : name,
        detail: node.kind === 'scalar' && !this.#isSecret ? shortened(node.text) : '',
        kind,
        range,
        selection,
        children: this.children(node, depth + 1),
      },
    ];
  }
}

function rangeOf(node: SyntaxNode): OffsetRange {
  return { start: startOf(node), end: endOf(node) };
}

/** Editors refuse a selection that reaches out of its range. */
function within(inner: OffsetRange, outer: OffsetRange): OffsetRange {
  return inner.start >= outer.start && inner.end <= outer.end
    ? inner
    : { start: outer.start, end: outer.start };
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
