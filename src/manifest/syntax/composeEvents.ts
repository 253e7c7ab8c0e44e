import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { AliasTargets, aliasFlaw } from './aliases.ts';
import { absentScalar, nullScalar } from './bareScalars.ts';
import { type Composed, complexKey, type SyntaxFlaw } from './composed.ts';
import { mergeInto } from './merge.ts';
import type { Entry, MapNode, Piece, ScalarNode, ScalarStyle, SequenceNode, SyntaxNode } from './node.ts';
import { hasNoJson, keyName, plainScalarValue } from './scalarValue.ts';

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type CollectionEvent = Extract<Event, { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>;
type AliasEvent = Extract<Event, { type: typeof EVENT_ID.ALIAS }>;
type Mutable<Node> = { -readonly [Key in keyof Node]: Node[Key] };
type Holder = MapNode | SequenceNode | undefined;

/** Builds the tree from the fast parser's events. `text` is what was parsed: the piece's text, but for blanks. */
export function composeEvents(piece: Piece, events: readonly Event[], text: string): Composed {
  const composer = new EventComposer(piece, events, text);
  return { root: composer.root(), flaws: composer.flaws };
}

const styles: readonly ScalarStyle[] = ['plain', 'plain', 'single', 'double', 'literal', 'folded'];
const flowStyle = 2;

class EventComposer {
  readonly flaws: SyntaxFlaw[] = [];
  readonly #piece: Piece;
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #targets = new AliasTargets();
  #next = 0;
  /** End of what was read last: where an absent value or a block scalar's header is looked for. */
  #cursor = 0;

  constructor(piece: Piece, events: readonly Event[], text: string) {
    this.#piece = piece;
    this.#events = events;
    this.#text = text;
  }

  /** The first document; further ones (after `...`) are not read by kubectl either. */
  root(): SyntaxNode | undefined {
    if (this.#events[this.#next]?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.#next++;
    const first = this.#events[this.#next];
    if (first === undefined || first.type === EVENT_ID.POP) return undefined;
    const root = this.#node(undefined);
    return root.kind === 'scalar' && root.isAbsent ? undefined : root;
  }

  #node(parent: Holder): SyntaxNode {
    const event = this.#events[this.#next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event, parent);
      case EVENT_ID.MAPPING:
        return this.#map(event, parent);
      case EVENT_ID.SEQUENCE:
        return this.#sequence(event, parent);
      case EVENT_ID.ALIAS:
        return this.#alias(event, parent);
      default:
        return this.#nothing(parent, this.#cursor);
    }
  }

  #scalar(event: ScalarEvent, parent: Holder): ScalarNode {
    const { valueStart, valueEnd, tagStart, tagEnd, anchorStart, anchorEnd } = event;
    if (valueStart < 0) {
      this.#cursor = Math.max(this.#cursor, tagEnd, anchorEnd);
      const nothing = this.#nothing(parent, this.#behindMark());
      const tag = tagStart < 0 ? '' : this.#text.slice(tagStart, tagEnd);
      return tag.endsWith('str') ? { ...nothing, value: '' } : nothing;
    }
    const style = styles[event.style] ?? 'plain';
    const text = event.fast ? this.#text.slice(valueStart, valueEnd) : getScalarValue(this.#text, event);
    const isRead =
      style === 'plain' && !(tagStart >= 0 && /^!(?:!str)?$/.test(this.#text.slice(tagStart, tagEnd)));
    const [from, to] = this.#scalarRange(event, style, Math.max(this.#cursor, tagEnd, anchorEnd));
    this.#cursor = Math.max(to, valueEnd);
    const value = isRead ? plainScalarValue(text) : text;
    if (isRead && value === text && hasNoJson(text))
      this.flaws.push({ code: 'NO_JSON', message: noJson, from, to });
    const node: ScalarNode = {
      kind: 'scalar',
      piece: this.#piece,
      from,
      to,
      parent,
      value,
      text,
      style,
      isAbsent: false,
    };
    if (anchorStart >= 0) this.#targets.set(this.#text.slice(anchorStart, anchorEnd), node);
    return node;
  }

  #scalarRange(event: ScalarEvent, style: ScalarStyle, cursor: number): readonly [number, number] {
    const { valueStart, valueEnd } = event;
    if (style === 'plain') return [valueStart, valueEnd];
    if (style === 'single' || style === 'double') return [valueStart - 1, valueEnd + 1];
    const mark = style === 'literal' ? '|' : '>';
    const header = this.#text.indexOf(mark, cursor);
    const from = header === -1 || header > valueStart ? valueStart : header;
    return [from, Math.max(this.#trimmedEnd(valueStart, valueEnd), from + 1)];
  }

  #trimmedEnd(start: number, end: number): number {
    let to = end;
    while (to > start && isBreakOrBlank(this.#text.charCodeAt(to - 1))) to--;
    return to;
  }

  #sequence(event: CollectionEvent, parent: Holder): SequenceNode {
    const items: SyntaxNode[] = [];
    const isFlow = event.style === flowStyle;
    const from = event.start;
    const node: Mutable<SequenceNode> = {
      kind: 'sequence',
      piece: this.#piece,
      from,
      to: from,
      parent,
      items,
      isFlow,
    };
    const anchor = this.#open(event);
    while (this.#isInside()) items.push(this.#node(node));
    this.#next++;
    node.to = isFlow ? this.#closing(']') : (items.at(-1)?.to ?? from);
    if (anchor !== undefined) this.#targets.set(anchor, node);
    return node;
  }

  #map(event: CollectionEvent, parent: Holder): MapNode {
    const entries: Entry[] = [];
    const isFlow = event.style === flowStyle;
    const from = event.start;
    const node: Mutable<MapNode> = {
      kind: 'map',
      piece: this.#piece,
      from,
      to: from,
      parent,
      entries,
      isFlow,
    };
    const anchor = this.#open(event);
    const merges: SyntaxNode[] = [];
    while (this.#isInside()) {
      const key = this.#node(node);
      const value = this.#node(node);
      node.to = Math.max(node.to, key.to, value.to);
      if (key.kind !== 'scalar') this.#complexKey(key);
      else if (key.isAbsent && !isFlow) this.#missingKey(value);
      else if (key.style === 'plain' && key.text === '<<') merges.push(value);
      else
        entries.push({
          key,
          name: key.style === 'plain' ? keyName(key.value) : key.text,
          value,
          isMerged: false,
        });
    }
    this.#next++;
    if (isFlow) node.to = this.#closing('}');
    for (const merge of merges) mergeInto(entries, merge);
    if (anchor !== undefined) this.#targets.set(anchor, node);
    return node;
  }

  #complexKey({ from, to }: SyntaxNode): void {
    this.flaws.push({ ...complexKey, from, to });
  }

  /** The parser takes a lone colon for an empty key, kubectl's does not. */
  #missingKey({ from, to }: SyntaxNode): void {
    this.flaws.push({ code: 'MISSING_KEY', message: 'There is no key before this colon.', from, to });
  }

  #open({ start, anchorStart, anchorEnd }: CollectionEvent): string | undefined {
    this.#cursor = Math.max(this.#cursor, start);
    if (anchorStart < 0) return undefined;
    const anchor = this.#text.slice(anchorStart, anchorEnd);
    this.#targets.open(anchor);
    return anchor;
  }

  #isInside(): boolean {
    const event = this.#events[this.#next];
    return event !== undefined && event.type !== EVENT_ID.POP;
  }

  /** Behind the bracket that closes a flow collection: after blanks, commas and comments. */
  #closing(bracket: string): number {
    let at = this.#cursor;
    for (; at < this.#text.length && this.#text.charAt(at) !== bracket; at++)
      if (this.#text.charAt(at) === '#') at = endOfLine(this.#text, at) - 1;
    this.#cursor = Math.min(at + 1, this.#text.length);
    return this.#cursor;
  }

  /** Where a value that is not there would stand: behind the colon of its key, or the dash of its item. */
  #behindMark(): number {
    const end = endOfLine(this.#text, this.#cursor);
    for (let at = this.#cursor; at < end; at++) {
      const char = this.#text.charAt(at);
      if (char === ':' || char === '-') return at + 1;
      if (char === '#' || char === ',') break;
    }
    return this.#cursor;
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent, parent: Holder): SyntaxNode {
    const anchor = this.#text.slice(anchorStart, anchorEnd);
    const found = this.#targets.get(anchor);
    this.#cursor = anchorEnd;
    const range = { piece: this.#piece, from: anchorStart - 1, to: anchorEnd, parent };
    if (typeof found !== 'string') return { ...found, ...range };
    this.flaws.push({ ...aliasFlaw(found, anchor), from: range.from, to: range.to });
    return nullScalar(this.#piece, [range.from, range.to], parent);
  }

  #nothing(parent: Holder, at: number): ScalarNode {
    return absentScalar(this.#piece, at, parent);
  }
}

const noJson = 'Without quotes this is an infinity or no number at all, for which JSON has no form.';

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function isBreakOrBlank(code: number): boolean {
  return code === 10 || code === 13 || code === 32 || code === 9;
}
