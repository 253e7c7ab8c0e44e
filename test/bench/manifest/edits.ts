/** Writes `newText` over a stretch of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * Six edits around one line that holds an image, each of which changes the text: another version; a mistyped key, which makes a
 * problem, and its correction; a new line, another value in it, and its removal. The text is asked for before each of them.
 */
export function* editsAround(
  text: () => string,
  mark: string,
  place: number,
): Generator<Edit, void, undefined> {
  const line = () => lineOf(text(), mark, place);
  const digit = line().end - 1;
  yield { start: digit, end: digit + 1, newText: String((Number(text().charAt(digit)) + 1) % 10) };
  yield { start: line().key + 4, end: line().key + 5, newText: '' };
  yield { start: line().key + 4, end: line().key + 4, newText: 'e' };
  const { end, column } = line();
  const added = `\n${' '.repeat(column)}workingDir: /srv/a`;
  yield { start: end, end, newText: added };
  yield { start: end + added.length - 1, end: end + added.length, newText: 'b' };
  yield { start: end, end: end + added.length, newText: '' };
}

/** The line of an image's occurrence: where its key begins and in which column, and where the line ends. */
function lineOf(text: string, mark: string, place: number) {
  const images = occurrences(text, mark);
  const at = images[place % images.length] ?? 0;
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const key = text.indexOf('imag', lineStart);
  return { key, column: key - lineStart, end: text.indexOf('\n', at) };
}

/** Offsets of the images' names: the mark without its last character, which edits change. */
function occurrences(text: string, mark: string): readonly number[] {
  const name = mark.slice(0, -1);
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
}
