import { counterpart } from '../cel/oldItems.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { Entry, SyntaxNode } from '../syntax/node.ts';

/** A tree that was put together of two, and the written node that each of its own nodes stands for. */
export interface Overlay {
  readonly node: SyntaxNode;
  /** The written node; undefined for what comes from the live object alone. */
  writtenOf(node: SyntaxNode): SyntaxNode | undefined;
}

/**
 * What the object is after server-side apply: the written fields upon the live ones, items of keyed lists by their keys,
 * everything else as it is written. The status is left out.
 */
export function overlay(written: SyntaxNode, live: SyntaxNode, schema: Schema): Overlay {
  const origins = new Map<SyntaxNode, SyntaxNode>();
  const node = joined(written, live, schema, origins);
  return { node, writtenOf: at => origins.get(at) };
}

type Origins = Map<SyntaxNode, SyntaxNode>;

function joined(
  written: SyntaxNode,
  live: SyntaxNode | undefined,
  schema: Schema | undefined,
  origins: Origins,
): SyntaxNode {
  const made = joinedNode(written, live, schema, origins);
  origins.set(made, written);
  return made;
}

function joinedNode(
  written: SyntaxNode,
  live: SyntaxNode | undefined,
  schema: Schema | undefined,
  origins: Origins,
): SyntaxNode {
  if (written.kind === 'scalar') return { ...written };
  if (written.kind === 'sequence') {
    const isKeyed = schema?.json['x-kubernetes-list-type'] === 'map';
    const others = schema && isKeyed ? written.items.map(item => counterpart(item, schema, live)) : [];
    const items = written.items.map((item, index) => joined(item, others[index], schema?.items, origins));
    const rest =
      isKeyed && live?.kind === 'sequence' ? live.items.filter(item => !others.includes(item)) : [];
    return { ...written, items: [...items, ...rest] };
  }
  const isAtomic = schema?.json['x-kubernetes-map-type'] === 'atomic';
  const before = isAtomic ? undefined : live;
  const entries = written.entries.map((entry): Entry => {
    const child = schema?.property(entry.name) ?? schema?.additional;
    const value = joined(entry.value, entryOf(live, entry.name)?.value, child, origins);
    return { ...entry, value };
  });
  return {
    ...written,
    entries: [...entries, ...(before?.kind === 'map' ? missingIn(entries, before.entries) : [])],
  };
}

function missingIn(entries: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
  const names = new Set(entries.map(({ name }) => name));
  return others.filter(({ name }) => name !== 'status' && !names.has(name));
}
