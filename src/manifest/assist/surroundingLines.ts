import { type Line, lineAbove, lineBelow, opensBlockScalar, unquoted } from './line.ts';
import type { Fields, Step } from './place.ts';

/**
 * The way from the document's root to what begins at a column of a line, by the indentation of the lines above it.
 * Undefined where nothing may stand there: in block text, or below a field that has a value already.
 */
export function stepsAbove(text: string, line: Line, column: number): readonly Step[] | undefined {
  const climb = new Climb(text, column);
  climb.dashes(line);
  for (let start = line.start; !climb.isAtRoot; ) {
    const at = lineAbove(text, start, climb.column);
    if (at === undefined || at.kind === 'separator') break;
    if (!climb.take(at)) return undefined;
    start = at.start;
  }
  return climb.steps;
}

/** Goes up line by line, to ever smaller indentation, and notes what it passes. */
class Climb {
  readonly #text: string;
  readonly #steps: Step[] = [];
  #column: number;
  /** True where the last thing passed was a dash, whose list may belong to a key in the same column. */
  #isItem = false;

  constructor(text: string, column: number) {
    this.#text = text;
    this.#column = column;
  }

  /** Nothing that is indented deeper can be on the way. */
  get column(): number {
    return this.#column;
  }

  get isAtRoot(): boolean {
    return this.#column === 0 && !this.#isItem;
  }

  get steps(): readonly Step[] {
    return this.#steps.toReversed();
  }

  /** False where the line forbids anything below it at the column. */
  take(line: Line): boolean {
    const { key } = line;
    if (key !== undefined && (this.#isItem ? key.column <= this.#column : key.column < this.#column)) {
      if (line.value !== '') return this.#isItem && key.column === this.#column;
      this.#push(key.name, line, key.column);
    } else if (key === undefined && opensBlockScalar(line.value) && this.#isBelowDash(line)) return false;
    this.dashes(line);
    return true;
  }

  dashes(line: Line): void {
    for (const dash of line.dashes.toReversed()) {
      if (dash >= this.#column) continue;
      this.#steps.push({ name: '[]', fields: () => new Map() });
      this.#column = dash;
      this.#isItem = true;
    }
  }

  #isBelowDash(line: Line): boolean {
    const dash = line.dashes.at(-1);
    return dash !== undefined && dash < this.#column && !this.#isItem;
  }

  #push(name: string, line: Line, column: number): void {
    const text = this.#text;
    this.#steps.push({ name, fields: () => siblingsAt(text, line, column) });
    this.#column = column;
    this.#isItem = false;
  }
}

/** The fields of the map whose keys stand at a column, around a line; those of the line itself only where wanted. */
export function siblingsAt(text: string, line: Line, column: number, withOwn = true): Fields {
  const fields = new Map<string, string>();
  if (withOwn) note(fields, line, column);
  for (const at of linesAround(text, line, column)) note(fields, at, column);
  return fields;
}

/** The lines that may hold other fields of a map: at the column of its keys, first upwards, then downwards. */
function* linesAround(text: string, line: Line, column: number): Iterable<Line> {
  const beginsHere = line.dashes.some(dash => dash < column);
  for (let at = beginsHere ? undefined : lineAbove(text, line.start, column); at !== undefined; ) {
    if (at.kind === 'separator') break;
    if (at.indent >= column || at.dashes.length > 0) yield at;
    if (at.indent < column) break;
    at = lineAbove(text, at.start, column);
  }
  for (let at = lineBelow(text, line, column); at !== undefined; at = lineBelow(text, at, column)) {
    if (at.kind === 'separator' || at.indent < column) break;
    yield at;
  }
}

function note(fields: Map<string, string>, line: Line, column: number): void {
  if (line.key?.column === column && !fields.has(line.key.name))
    fields.set(line.key.name, unquoted(line.value));
}

/** The line on which a field of the same map stands; undefined where the map has no such field around. */
export function siblingLine(
  text: string,
  line: Line,
  { column, name }: { readonly column: number; readonly name: string },
): Line | undefined {
  for (const at of linesAround(text, line, column))
    if (at.key?.column === column && at.key.name === name) return at;
  return undefined;
}
