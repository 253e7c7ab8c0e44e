/** The lines of a document with what each is good for as a place to cut. */
export interface ScannedLines {
  readonly text: string;
  /** Offset of each line's first character. */
  readonly starts: Int32Array;
  /** Column of each line's first character that begins something; negative for blanks, comments, and the inside of scalars. */
  readonly columns: Int32Array;
}

/** The line is blank, or a comment. */
const empty = -1;
/** The line belongs to the scalar or the brackets that an earlier one opened. */
const continued = -2;

/** Lines of an earlier text, and how many code units at both ends are the same in the new one. */
export interface EarlierLines {
  readonly lines: ScannedLines;
  readonly prefix: number;
  readonly suffix: number;
}

/**
 * Reads the lines of a YAML document just far enough to know which of them begin a key or a list item: it follows quoted texts,
 * brackets and block scalars over lines. Undefined where the document uses what ties distant places together (anchors,
 * aliases, tags, complex keys) or is indented with tabs: such a document is not cut. After an edit only the lines around it are
 * read again.
 */
export function scanLines(text: string, earlier?: EarlierLines): ScannedLines | undefined {
  return new LineScanner(text, earlier).scan();
}

const [tab, lineFeed, space, carriage] = [9, 10, 32, 13];
const [doubleQuote, hash, singleQuote, colon, dash, backslash] = [34, 35, 39, 58, 45, 92];
/** `&`, `*`, `!`, `%`, `@` and the backquote. */
const tying: ReadonlySet<number> = new Set([38, 42, 33, 37, 64, 96]);
const [openList, closeList, openMap, closeMap] = [91, 93, 123, 125];
const [pipe, greater, question, less] = [124, 62, 63, 60];

class LineScanner {
  readonly #text: string;
  #starts: Int32Array;
  #columns: Int32Array;
  #count = 0;
  #at = 0;
  readonly #earlier: EarlierLines | undefined;
  /** Line of the earlier text that the scan may have come back into step with. */
  #candidate = 0;

  constructor(text: string, earlier: EarlierLines | undefined) {
    this.#text = text;
    this.#earlier = earlier;
    const room = earlier ? earlier.lines.starts.length + 64 : 1_024;
    this.#starts = new Int32Array(room);
    this.#columns = new Int32Array(room);
  }

  scan(): ScannedLines | undefined {
    if (this.#earlier) this.#takeHead(this.#earlier);
    while (this.#at < this.#text.length) {
      if (this.#earlier && this.#takeTail(this.#earlier)) break;
      const start = this.#at;
      const first = this.#skipSpaces(start);
      const code = this.#text.charCodeAt(first);
      if (code === tab) return undefined;
      if (this.#isBreak(first) || code === hash) {
        this.#add(start, empty);
        this.#at = this.#nextLine(first);
        continue;
      }
      this.#add(start, first - start);
      if (!this.#content(first, start)) return undefined;
    }
    return {
      text: this.#text,
      starts: this.#starts.subarray(0, this.#count),
      columns: this.#columns.subarray(0, this.#count),
    };
  }

  #add(start: number, column: number): void {
    if (this.#count === this.#starts.length) this.#grow(this.#count * 2);
    this.#starts[this.#count] = start;
    this.#columns[this.#count] = column;
    this.#count++;
  }

  #grow(room: number): void {
    const [starts, columns] = [new Int32Array(room), new Int32Array(room)];
    starts.set(this.#starts);
    columns.set(this.#columns);
    this.#starts = starts;
    this.#columns = columns;
  }

  /**
   * Takes over the lines before an edit, down to the last one but itself that begins something: that one may go on over the
   * edited line now, or no longer.
   */
  #takeHead({ lines, prefix }: EarlierLines): void {
    let line = lineAt(lines.starts, prefix) - 1;
    while (line > 0 && (lines.columns[line] ?? empty) < 0) line--;
    if (line <= 0) return;
    this.#starts.set(lines.starts.subarray(0, line));
    this.#columns.set(lines.columns.subarray(0, line));
    this.#count = line;
    this.#at = lines.starts[line] ?? 0;
    this.#candidate = line;
  }

  /** Takes over the lines behind an edit, once the scan begins a line there that began something (or nothing) before as well. */
  #takeTail({ lines, suffix }: EarlierLines): boolean {
    const distance = this.#text.length - lines.text.length;
    const before = this.#at - distance;
    if (this.#at < this.#text.length - suffix) return false;
    while ((lines.starts[this.#candidate] ?? before) < before) this.#candidate++;
    const line = this.#candidate;
    if (lines.starts[line] !== before || lines.columns[line] === continued) return false;
    const more = lines.starts.length - line;
    if (this.#count + more > this.#starts.length) this.#grow(this.#count + more);
    const { starts } = lines;
    const [into, count] = [this.#starts, this.#count];
    for (let next = 0; next < more; next++) into[count + next] = (starts[line + next] ?? 0) + distance;
    this.#columns.set(lines.columns.subarray(line), this.#count);
    this.#count += more;
    this.#at = this.#text.length;
    return true;
  }

  /** Reads one line's content, and the lines that its value goes on over. False where the document cannot be cut. */
  #content(first: number, start: number): boolean {
    let at = first;
    let column = at - start;
    while (this.#text.charCodeAt(at) === dash && this.#isBlank(at + 1)) {
      column = at - start;
      at = this.#skipSpaces(at + 1);
    }
    const code = this.#text.charCodeAt(at);
    if (tying.has(code) || (code === question && this.#isBlank(at + 1))) return false;
    if (code === pipe || code === greater) return this.#blockScalar(at, column);
    if (code === openList || code === openMap) return this.#endOfLineFrom(this.#flowEnd(at));
    const keyEnd = this.#keyEnd(at, code);
    if (keyEnd === undefined) return this.#endOfLineFrom(this.#scalarEnd(at, code));
    if (code === less && this.#text.startsWith('<<', at)) return false;
    return this.#value(this.#skipSpaces(keyEnd + 1), at - start);
  }

  #value(at: number, keyColumn: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (this.#isBreak(at)) return this.#endOfLineFrom(at);
    if (tying.has(code)) return false;
    if (code === pipe || code === greater) return this.#blockScalar(at, keyColumn);
    if (code === openList || code === openMap) return this.#endOfLineFrom(this.#flowEnd(at));
    return this.#endOfLineFrom(this.#scalarEnd(at, code));
  }

  /** Offset of the colon behind a key; undefined where the line has none. */
  #keyEnd(at: number, code: number): number | undefined {
    if (code === doubleQuote || code === singleQuote) {
      const end = this.#skipSpaces(this.#quotedEnd(at));
      return this.#text.charCodeAt(end) === colon && this.#isBlank(end + 1) ? end : undefined;
    }
    for (let next = at; !this.#isBreak(next); next++) {
      const char = this.#text.charCodeAt(next);
      if (char === colon && this.#isBlank(next + 1)) return next;
      if (char === hash && this.#text.charCodeAt(next - 1) === space) return undefined;
    }
    return undefined;
  }

  /** Lines of a block scalar: blank ones, and those that are indented deeper than what holds it. */
  #blockScalar(at: number, column: number): boolean {
    this.#endOfLineFrom(at);
    while (this.#at < this.#text.length) {
      const first = this.#skipSpaces(this.#at);
      if (!this.#isBreak(first) && first - this.#at <= column) break;
      this.#continued();
      this.#at = this.#nextLine(first);
    }
    return true;
  }

  #scalarEnd(at: number, code: number): number {
    return code === doubleQuote || code === singleQuote ? this.#quotedEnd(at) : at;
  }

  /** Behind the closing quote; at the end of the text where there is none. */
  #quotedEnd(at: number): number {
    const quote = this.#text.charCodeAt(at);
    for (let next = at + 1; next < this.#text.length; next++) {
      const char = this.#text.charCodeAt(next);
      if (char === backslash && quote === doubleQuote) next++;
      else if (char === quote) {
        if (quote === singleQuote && this.#text.charCodeAt(next + 1) === quote) next++;
        else return next + 1;
      }
    }
    return this.#text.length;
  }

  #flowEnd(at: number): number {
    let depth = 0;
    for (let next = at; next < this.#text.length; next++) {
      const char = this.#text.charCodeAt(next);
      if (char === openList || char === openMap) depth++;
      else if (char === closeList || char === closeMap) depth--;
      else if ((char === doubleQuote || char === singleQuote) && this.#beginsScalar(next))
        next = this.#quotedEnd(next) - 1;
      else if (char === hash && this.#isBlank(next - 1)) next = this.#nextLine(next) - 1;
      if (depth === 0) return next + 1;
    }
    return this.#text.length;
  }

  /** A quote inside of a plain scalar (`it's`) opens nothing. */
  #beginsScalar(at: number): boolean {
    let before = at - 1;
    while (before >= 0 && this.#isBlank(before)) before--;
    const char = this.#text.charCodeAt(before);
    return char === openList || char === openMap || char === 44 || char === colon;
  }

  /** Goes to the line after an offset; the lines between belong to the one that was begun. */
  #endOfLineFrom(offset: number): boolean {
    this.#at = this.#nextLine(this.#at);
    while (this.#at <= offset && this.#at < this.#text.length) {
      if (this.#at === offset) break;
      this.#continued();
      this.#at = this.#nextLine(this.#at);
    }
    return true;
  }

  #continued(): void {
    this.#add(this.#at, continued);
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === space) at++;
    return at;
  }

  #isBlank(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === space || code === tab || code === lineFeed || code === carriage || Number.isNaN(code);
  }

  #isBreak(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === lineFeed || code === carriage || Number.isNaN(code);
  }

  #nextLine(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end + 1;
  }
}

/** The last line that begins at or before an offset. */
function lineAt(starts: Int32Array, offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
