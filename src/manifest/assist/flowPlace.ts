import { type Line, lineBefore } from './line.ts';
import { type Fields, noFields, type Place, type Step } from './place.ts';
import { siblingsAt, stepsAbove } from './surroundingLines.ts';

/** A flow collection (`{…}` or `[…]`) that is open at the cursor. */
export interface OpenFlow {
  /** Offset of its first bracket. */
  readonly from: number;
  /** The line that it begins on. */
  readonly line: Line;
}

const farthest = 100;
/** A flow collection that is longer is no text that anyone types in. */
const longest = 20_000;

/** The outermost flow collection that begins before an offset and is not closed before it. */
export function openFlowAt(text: string, offset: number, line: Line): OpenFlow | undefined {
  const own = openOn(text, offset, line);
  if (own !== undefined) return own;
  let at: Line | undefined = lineBefore(text, line.start);
  while (at?.kind === 'blank' || at?.kind === 'comment') at = lineBefore(text, at.start);
  if (at === undefined || !/[,{[]$/.test(at.value)) return undefined;
  let found: OpenFlow | undefined;
  for (let count = 0; at !== undefined && at.kind !== 'separator' && count < farthest; count++) {
    found = openOn(text, offset, at) ?? found;
    at = lineBefore(text, at.start);
  }
  return found;
}

function openOn(text: string, offset: number, line: Line): OpenFlow | undefined {
  const from = line.valueFrom;
  if (
    line.kind !== 'content' ||
    from >= offset ||
    offset - from > longest ||
    (text[from] !== '{' && text[from] !== '[')
  )
    return undefined;
  return new FlowReader(text, from).readTo(offset).isOpen ? { from, line } : undefined;
}

/** The place inside an open flow collection. */
export function flowPlace(text: string, offset: number, { from, line }: OpenFlow): Place | undefined {
  const column = line.key?.column ?? from - line.start;
  const above = stepsAbove(text, line, column);
  const reader = new FlowReader(text, from).readTo(offset);
  const top = reader.frames.at(-1);
  if (above === undefined || top === undefined) return undefined;
  const own: readonly Step[] =
    line.key === undefined ? [] : [{ name: line.key.name, fields: () => siblingsAt(text, line, column) }];
  const start = reader.tokenFrom ?? offset;
  const quote = text[start] === '"' ? '"' : text[start] === "'" ? "'" : '';
  const first = quote === '' ? start : start + 1;
  const isValue = top.key !== undefined;
  const fields = () => allFields(text, offset, from, reader.frames.length);
  return {
    steps: [
      ...above,
      ...own,
      ...reader.frames.flatMap((frame, depth) => stepOf(frame, depth, { fields, reader })),
    ],
    ask: isValue ? 'value' : 'entry',
    fields: top.bracket === '{' && !isValue ? fields : noFields,
    typed: text.slice(first, offset),
    start: first,
    end: tokenEnd(text, offset, quote),
    column,
    isFlow: true,
    hasColon: !isValue && /^[^\n,{}[\]:]*:(?:\s|$)/.test(text.slice(offset, offset + 80)),
    quote,
    needsBlank: isValue && text[offset - 1] === ':',
  };
}

interface Frame {
  readonly bracket: '{' | '[';
  readonly fields: Map<string, string>;
  /** The key whose value is being written. */
  key: string | undefined;
}

function stepOf(
  frame: Frame,
  depth: number,
  { fields, reader }: { readonly fields: () => Fields; readonly reader: FlowReader },
): readonly Step[] {
  const isTop = depth === reader.frames.length - 1;
  if (frame.bracket === '[') return [{ name: '[]', fields: noFields }];
  return frame.key === undefined ? [] : [{ name: frame.key, fields: isTop ? fields : () => frame.fields }];
}

/** The fields of the flow map at the cursor, those behind it included. */
function allFields(text: string, offset: number, from: number, depth: number): Fields {
  const reader = new FlowReader(text, from).readTo(offset);
  const frame = reader.frames.at(-1);
  if (frame === undefined) return new Map();
  const typed = reader.tokenFrom;
  const before = new Map(frame.fields);
  reader.readTo(Math.min(text.length, offset + 2_000), depth);
  const token = typed === undefined ? undefined : /^[\w./-]+/.exec(text.slice(typed, typed + 200))?.[0];
  const fields = new Map([...frame.fields, ...before]);
  if (token !== undefined && frame.key === undefined && !before.has(token)) fields.delete(token);
  return fields;
}

function tokenEnd(text: string, offset: number, quote: string): number {
  const stop = quote === '' ? /[,:}\]\s]/ : new RegExp(`${quote}|\\n`);
  const rest = text.slice(offset, offset + 500);
  const at = rest.search(stop);
  return offset + (at < 0 ? rest.length : at);
}

/** Reads a flow collection from its first bracket on, as far as it is asked to. */
class FlowReader {
  readonly frames: Frame[] = [];
  /** Offset of the token that is being read; undefined between tokens. */
  tokenFrom: number | undefined;
  readonly #text: string;
  #at: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  get isOpen(): boolean {
    return this.frames.length > 0;
  }

  /** Reads on to an offset, or until fewer than `depth` collections are open. */
  readTo(offset: number, depth = 1): this {
    do {
      if (this.#at >= offset) break;
      this.#char(this.#text[this.#at] ?? '', offset);
    } while (this.frames.length >= depth);
    return this;
  }

  #char(char: string, limit: number): void {
    const top = this.frames.at(-1);
    const isToken = this.tokenFrom !== undefined;
    if (char === '{' || char === '[') this.#open(char);
    else if (char === '}' || char === ']') this.#close();
    else if (char === ',') this.#comma(top);
    else if (char === ':' && this.#endsKey()) this.#colon(top);
    else if (!isToken && (char === '"' || char === "'")) this.#quoted(char, limit);
    else if (!isToken && char === '#') this.#comment(limit);
    else if (isToken && char === '\n') this.#endToken(top);
    else if (!isToken && !/\s/.test(char)) this.tokenFrom = this.#at;
    this.#at++;
  }

  #open(bracket: '{' | '['): void {
    this.tokenFrom = undefined;
    this.frames.push({ bracket, fields: new Map(), key: undefined });
  }

  #close(): void {
    this.#endToken(this.frames.at(-1));
    this.frames.pop();
    const outer = this.frames.at(-1);
    if (outer?.bracket === '{' && outer.key !== undefined) outer.fields.set(outer.key, '');
  }

  #comma(top: Frame | undefined): void {
    this.#endToken(top);
    if (top !== undefined) top.key = undefined;
  }

  #colon(top: Frame | undefined): void {
    const key = this.#token();
    this.tokenFrom = undefined;
    if (top?.bracket !== '{') return;
    top.key = key;
    top.fields.set(key, '');
  }

  #endToken(top: Frame | undefined): void {
    if (this.tokenFrom !== undefined && top?.key !== undefined) top.fields.set(top.key, this.#token());
    this.tokenFrom = undefined;
  }

  #token(): string {
    const token = this.#text.slice(this.tokenFrom ?? this.#at, this.#at).trim();
    return /^(["']).*\1$/.test(token) ? token.slice(1, -1) : token;
  }

  /** A colon ends a key before a blank, at the end of the text, before another bracket, and behind a quote. */
  #endsKey(): boolean {
    const next = this.#text[this.#at + 1] ?? ' ';
    return /[\s,{}[\]]/.test(next) || /["']/.test(this.#text[this.#at - 1] ?? '');
  }

  #quoted(quote: string, limit: number): void {
    this.tokenFrom = this.#at;
    const closing = this.#text.indexOf(quote, this.#at + 1);
    this.#at = closing < 0 || closing >= limit ? limit : closing;
  }

  #comment(limit: number): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? limit : newline;
  }
}
