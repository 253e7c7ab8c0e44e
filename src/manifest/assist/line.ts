/** The key of a line, as `name:`. */
export interface LineKey {
  /** The name without its quotes. */
  readonly name: string;
  readonly column: number;
  /** Offsets of the name as written, quotes included. */
  readonly from: number;
  readonly to: number;
  /** Offset of the colon. */
  readonly colon: number;
}

/** One line of a YAML file, read by itself: good enough to find one's way where the text around it is broken. */
export interface Line {
  readonly start: number;
  /** Offset of the line's end, before its line break. */
  readonly end: number;
  /** Column of the first visible character; of the line's end where there is none. */
  readonly indent: number;
  readonly kind: 'blank' | 'comment' | 'separator' | 'content';
  /** Columns of the dashes that begin list items on this line. */
  readonly dashes: readonly number[];
  readonly key: LineKey | undefined;
  /** Where the value begins (behind the colon), or the content that has no key; the line's end where there is none. */
  readonly valueFrom: number;
  /** The value or content without comment, anchors, tags and blanks at its end. */
  readonly value: string;
}

const space = 32;
const dash = 45;
const colon = 58;
const hash = 35;

/** Reads the line that begins at an offset. */
export function readLine(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  let end = newline < 0 ? text.length : newline;
  if (end > start && text[end - 1] === '\r') end--;
  let at = skipSpaces(text, start, end);
  const indent = at - start;
  const bare = { start, end, indent, dashes: [], key: undefined, valueFrom: end, value: '' };
  if (at === end) return { ...bare, kind: 'blank' };
  if (text.charCodeAt(at) === hash) return { ...bare, kind: 'comment' };
  if (indent === 0 && isSeparator(text, start, end)) return { ...bare, kind: 'separator' };
  const dashes: number[] = [];
  while (text.charCodeAt(at) === dash && (at + 1 === end || text.charCodeAt(at + 1) === space)) {
    dashes.push(at - start);
    at = skipSpaces(text, at + 1, end);
  }
  const contentFrom = skipProperties(text, at, end);
  const key = keyAt(text, contentFrom, { start, end });
  const valueFrom = key === undefined ? contentFrom : skipSpaces(text, key.colon + 1, end);
  const value = plainEnd(text, skipProperties(text, valueFrom, end), end);
  return { start, end, indent, kind: 'content', dashes, key, valueFrom, value };
}

/** Offset of the start of the line that holds an offset. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line before, or undefined at the start of the text. */
export function lineBefore(text: string, start: number): Line | undefined {
  return start === 0 ? undefined : readLine(text, lineStartOf(text, start - 1));
}

/** The line after, or undefined at the end of the text. */
export function lineAfter(text: string, line: Line): Line | undefined {
  const newline = text.indexOf('\n', line.end);
  return newline < 0 ? undefined : readLine(text, newline + 1);
}

/**
 * The nearest line above that is not indented deeper than a column: content, or the document's separator. Blank lines and
 * comments are passed over. Undefined at the start of the text.
 */
export function lineAbove(text: string, start: number, column: number): Line | undefined {
  for (let at = start; at > 0; ) {
    at = lineStartOf(text, at - 1);
    if (isWithin(text, at, column)) return readLine(text, at);
  }
  return undefined;
}

/** The nearest line below that is not indented deeper than a column, as `lineAbove`. */
export function lineBelow(text: string, { end }: Line, column: number): Line | undefined {
  for (let newline = text.indexOf('\n', end); newline >= 0; newline = text.indexOf('\n', newline + 1))
    if (isWithin(text, newline + 1, column)) return readLine(text, newline + 1);
  return undefined;
}

/** Whether a line has content in or before a column; looks at no more of it than that. */
function isWithin(text: string, start: number, column: number): boolean {
  const last = start + column;
  for (let at = start; at <= last; at++) {
    const code = text.charCodeAt(at);
    if (code === space) continue;
    return !(code === hash || code === 10 || code === 13 || Number.isNaN(code));
  }
  return false;
}

/** Whether a value opens a block scalar: `|`, `>-` and the like. */
export function opensBlockScalar(value: string): boolean {
  return /^[|>][-+0-9]{0,2}$/.test(value);
}

/** Offset of a comment's `#` on the line before a limit; undefined where there is none. Quoted text holds no comments. */
export function commentBefore(text: string, line: Line, limit: number): number | undefined {
  let quote = '';
  for (let at = line.start; at < limit; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') at++;
    } else if (char === '#' && (at === line.start || isBlank(text[at - 1]))) return at;
    else if ((char === '"' || char === "'") && isOpening(text, at, line.start)) quote = char;
  }
  return undefined;
}

function isOpening(text: string, at: number, start: number): boolean {
  return at === start || /[\s[{,:]/.test(text[at - 1] ?? '');
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) === space || text.charCodeAt(at) === 9)) at++;
  return at;
}

function isSeparator(text: string, start: number, end: number): boolean {
  const mark = text.slice(start, start + 3);
  return (mark === '---' || mark === '...') && (start + 3 >= end || isBlank(text[start + 3]));
}

/** Anchors and tags stand before the content that they belong to. */
function skipProperties(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === '&' || text[at] === '!')) {
    while (at < end && !isBlank(text[at])) at++;
    at = skipSpaces(text, at, end);
  }
  return at;
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

function keyAt(text: string, from: number, { start, end }: Bounds): LineKey | undefined {
  const first = text[from] ?? '';
  if (from >= end || '{[|>*%@`#'.includes(first)) return undefined;
  const isQuoted = first === '"' || first === "'";
  const to = isQuoted ? text.indexOf(first, from + 1) + 1 : colonAfter(text, from, end);
  if (to <= from || to > end) return undefined;
  const at = isQuoted ? skipSpaces(text, to, end) : to;
  if (text.charCodeAt(at) !== colon) return undefined;
  const written = text.slice(from, to).trimEnd();
  const name = isQuoted ? written.slice(1, -1) : written;
  return { name, column: from - start, from, to: from + written.length, colon: at };
}

/** Offset of the colon that ends a plain key; -1 where the line has none. */
function colonAfter(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === colon && (at + 1 === end || isBlank(text[at + 1]))) return at;
    if (code === hash && isBlank(text[at - 1])) return -1;
  }
  return -1;
}

function plainEnd(text: string, from: number, end: number): string {
  const first = text[from];
  if (first === '"' || first === "'") {
    const closing = text.indexOf(first, from + 1);
    return text.slice(from, closing < 0 ? end : Math.min(closing + 1, end));
  }
  const value = text.slice(from, end);
  const comment = value.search(/(?:^|\s)#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
}

/** A scalar's text without the quotes around it. */
export function unquoted(value: string): string {
  const first = value[0];
  return (first === '"' || first === "'") && value.endsWith(first) && value.length > 1
    ? value.slice(1, -1)
    : value;
}
