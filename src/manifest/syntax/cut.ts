import type { ScannedLines } from './lineScan.ts';

/** A stretch of a document that is parsed by itself, or that is cut further. Offsets from the document's start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What the key or dash at `from` holds, where that is worth cutting. */
  readonly inner?: Block;
  /** End of the plain key at `from`, where a map's entry is cut further. */
  readonly keyEnd?: number;
}

/** A block collection that is cut at its entries or items. */
export interface Block {
  readonly kind: 'map' | 'sequence';
  /** Where the first key or dash stands. */
  readonly from: number;
  readonly stretches: readonly Stretch[];
}

/** Documents shorter than this are read in one go: cutting would cost more than it saves. In UTF-16 code units. */
export const worthCutting = 8_000;

/** Levels that are cut; what lies deeper is read in one go. */
const deepestCut = 30;

/** Cuts a big document at the entries and items of its block collections; undefined where it cannot be cut. */
export function cut(lines: ScannedLines, worthCuttingAgain = 6_000): Block | undefined {
  return new Cutter(lines, worthCuttingAgain).block(0, lines.starts.length, undefined);
}

class Cutter {
  readonly #lines: ScannedLines;
  readonly #worthCuttingAgain: number;
  #depth = 0;

  constructor(lines: ScannedLines, worthCuttingAgain: number) {
    this.#lines = lines;
    this.#worthCuttingAgain = worthCuttingAgain;
  }

  /** The collection whose lines are given; `head` is where its first entry begins when that is in the middle of a line. */
  block(firstLine: number, endLine: number, head: number | undefined): Block | undefined {
    if (this.#depth > deepestCut) return undefined;
    this.#depth++;
    try {
      return this.#blockOf(firstLine, endLine, head);
    } finally {
      this.#depth--;
    }
  }

  #blockOf(firstLine: number, endLine: number, head: number | undefined): Block | undefined {
    const first = this.#firstStructural(firstLine, endLine);
    if (first === undefined) return undefined;
    const from = head ?? this.#startOf(first) + this.#columnOf(first);
    const column = from - this.#startOf(first);
    const isSequence = this.#isDash(from);
    if (isSequence ? head !== undefined : !this.#isKeyAt(from)) return undefined;
    const begins: number[] = [];
    // Large documents are gone through several times on every edit, so that each step counts.
    const { columns } = this.#lines;
    for (let line = first; line < endLine; line++) {
      const at = line === first ? column : (columns[line] ?? -1);
      if (at < 0 || at > column) continue;
      if (at < column) return undefined;
      const isItem = this.#isDash(this.#startOf(line) + at);
      if (isSequence && !isItem) return undefined;
      if (isSequence || !isItem) begins.push(line);
    }
    const stretches = begins.map((line, index) => {
      const start = line === first && head !== undefined ? head : this.#startOf(line);
      return this.#stretch(start, [line, begins[index + 1] ?? endLine], isSequence, column);
    });
    return { kind: isSequence ? 'sequence' : 'map', from, stretches };
  }

  #stretch(
    from: number,
    [line, endLine]: readonly [number, number],
    isItem: boolean,
    column: number,
  ): Stretch {
    const to = this.#startOf(endLine);
    if (to - from < this.#worthCuttingAgain) return { from, to };
    const head = this.#startOf(line) + column;
    if (isItem) {
      const content = this.#skipSpaces(head + 1);
      const inner = this.block(line, endLine, content);
      return inner ? { from, to, inner } : { from, to };
    }
    const key = bareKey.exec(this.#lines.text.slice(head, this.#startOf(line + 1)))?.[1];
    const inner = key === undefined ? undefined : this.block(line + 1, endLine, undefined);
    return key !== undefined && inner ? { from: head, to, inner, keyEnd: head + key.length } : { from, to };
  }

  #firstStructural(firstLine: number, endLine: number): number | undefined {
    for (let line = firstLine; line < endLine; line++) if (this.#columnOf(line) >= 0) return line;
    return undefined;
  }

  #isKeyAt(offset: number): boolean {
    return anyKey.test(this.#lines.text.slice(offset, offset + 200));
  }

  #startOf(line: number): number {
    return this.#lines.starts[line] ?? this.#lines.text.length;
  }

  #columnOf(line: number): number {
    return this.#lines.columns[line] ?? -1;
  }

  #isDash(offset: number): boolean {
    const { text } = this.#lines;
    return text.charCodeAt(offset) === dash && isBlank(text.charCodeAt(offset + 1));
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#lines.text.charAt(at) === ' ') at++;
    return at;
  }
}

/** A line that holds a plain key and nothing else: what it is the key of stands below. */
const bareKey = /^([A-Za-z0-9_./-]+):[ \t]*(?:#.*)?\r?\n$/;
const anyKey = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s#"'[\]{},&*!|>%@`][^\n#:]*):(?=\s|$)/;

const dash = 45;

/** Blanks, line ends, and the text's end. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || Number.isNaN(code);
}
