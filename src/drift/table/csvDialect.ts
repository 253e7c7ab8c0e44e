/** How a delimited text file separates its fields. */
export interface CsvDialect {
  /** Code of the separating character. */
  readonly separator: number;
  /** Bytes of a byte order mark to pass over. */
  readonly markBytes: number;
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const QUOTE = '"';
const LINES_LOOKED_AT = 20;

/**
 * Finds the separator from the beginning of a file: the candidate that divides the first lines into the same number of
 * fields, more than one, or most nearly so; a comma where none occurs.
 */
export function sniffDialect(beginning: Uint8Array): CsvDialect {
  const hasMark = beginning[0] === 0xef && beginning[1] === 0xbb && beginning[2] === 0xbf;
  const text = new TextDecoder().decode(beginning);
  const lines = unquotedLines(text).slice(0, LINES_LOOKED_AT);
  const [best] = CANDIDATES.map(candidate => ({ candidate, score: evenness(lines, candidate) })).toSorted(
    (a, b) => b.score - a.score,
  );
  return { separator: (best?.candidate ?? ',').charCodeAt(0), markBytes: hasMark ? 3 : 0 };
}

/** The lines of a text without what is quoted, so that only separators that separate are counted. */
function unquotedLines(text: string): string[] {
  const unquoted = text
    .split(QUOTE)
    .filter((_, index) => index % 2 === 0)
    .join('');
  const lines = unquoted.split(/\r\n|\n|\r/);
  // The text may end amid a line, which would count too few.
  return (lines.length > 1 ? lines.slice(0, -1) : lines).filter(line => line.trim() !== '');
}

/** Share of the lines with as many separators as the first one, raised by their number; 0 where there is none. */
function evenness(lines: readonly string[], separator: string): number {
  const counts = lines.map(line => line.split(separator).length - 1);
  const first = counts[0] ?? 0;
  if (first === 0) return 0;
  const equal = counts.filter(count => count === first).length / counts.length;
  return equal + Math.min(first, 1000) * 1e-4;
}
