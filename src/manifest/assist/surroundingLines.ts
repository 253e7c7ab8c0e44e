import { type Line, lineAfter, lineBefore, opensBlockScalar, unquoted } from './line.ts';
import type { Fields, Step } from './place.ts';

/**
 * The way from the document's root to what begins at a column of a line, by the indentation of the lines above it.
 * Undefined where nothing may stand there: in block text, or below a field that has a value already.
 */
export function stepsAbove(text: string, line: Line, column: number): readonly Step[] | undefined {
  const climb = new Climb(text, column);
  climb.dashes(line);
  for (let at = lineBefore(text, line.start); at !== undefined && at.kind !== 'separator'; ) {
    if (climb.isAtRoot) break;
    if (!climb.take(at)) return undefined;
    at = lineBefore(text, at.start);
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

  get isAtRoot(): boolean {
    return this.#column === 0 && !this.#isItem;
  }

  get steps(): readonly Step[] {
    return this.#steps.toReversed();
  }

  /** False where the line forbids anything below it at the column. */
  take(line: Line): boolean {
    if (line.kind !== 'content' || line.indent > this.#column) return true;
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
  const beginsHere = line.dashes.some(dash => dash < column);
  for (let at = beginsHere ? undefined : lineBefore(text, line.start); at !== undefined; ) {
    if (!goesOn(at, column)) {
      if (at.dashes.length > 0) note(fields, at, column);
      break;
    }
    note(fields, at, column);
    at = lineBefore(text, at.start);
  }
  for (let at = lineAfter(text, line); at !== undefined && goesOn(at, column); at = lineAfter(text, at))
    note(fields, at, column);
  return fields;
}

function goesOn(line: Line, column: number): boolean {
  return line.kind === 'content' ? line.indent >= column : line.kind !== 'separator';
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
  const isIt = (at: Line) => at.key?.column === column && at.key.name === name;
  const beginsHere = line.dashes.some(dash => dash < column);
  for (let at = beginsHere ? undefined : lineBefore(text, line.start); at !== undefined; ) {
    if (isIt(at)) return at;
    if (!goesOn(at, column)) break;
    at = lineBefore(text, at.start);
  }
  for (let at = lineAfter(text, line); at !== undefined && goesOn(at, column); at = lineAfter(text, at))
    if (isIt(at)) return at;
  return undefined;
}
