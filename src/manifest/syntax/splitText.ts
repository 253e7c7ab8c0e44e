/** The text of one document within a file. */
export interface DocumentText {
  readonly offset: number;
  readonly text: string;
}

const separator = /^---(?=[ \t\r\n]|$)/;

/**
 * Cuts a file at its document separators, as kubectl does before it parses anything: lines that begin with `---`. The
 * separator itself belongs to no document, what follows it on its line belongs to the next. Every part counts, empty ones too.
 */
export function splitText(text: string): readonly DocumentText[] {
  const parts: DocumentText[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let line = start; line !== -1; line = nextLine(text, line)) {
    if (text.charCodeAt(line) !== dash || !separator.test(text.slice(line, line + 4))) continue;
    parts.push({ offset: start, text: text.slice(start, line) });
    start = line + 3;
  }
  parts.push({ offset: start, text: text.slice(start) });
  return parts;
}

const dash = 45;

function nextLine(text: string, from: number): number {
  // Only lines that begin with a dash matter: the search leaps over all others.
  const at = text.indexOf('\n-', from);
  return at === -1 ? -1 : at + 1;
}
