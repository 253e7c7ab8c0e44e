/** A longer line is handed out in pieces of this length, so that a stream without line ends cannot fill the memory. */
const longestPiece = 1 << 20;

/**
 * Cuts a stream of UTF-8 bytes into lines at `\n`, whatever the pieces it comes in: a piece may end within a line
 * or within a character. Line ends are not handed out; a `\r` before them is.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** Takes the next bytes and returns the lines that they complete, oldest first. */
  push(bytes: Uint8Array): string[] {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    return text.length > longestPiece ? this.#cut(lines) : lines;
  }

  /** Ends the stream: hands out what has no line end, if anything, and starts afresh. */
  end(): string | undefined {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return rest === '' ? undefined : rest;
  }

  /** Cuts at fixed lengths, so that a line comes out in the same pieces however it arrives. */
  #cut(lines: readonly string[]): string[] {
    const pieces = lines.flatMap(line => piecesOf(line));
    while (this.#rest.length > longestPiece) {
      pieces.push(this.#rest.slice(0, longestPiece));
      this.#rest = this.#rest.slice(longestPiece);
    }
    return pieces;
  }
}

function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (; line.length - from > longestPiece; from += longestPiece)
    pieces.push(line.slice(from, from + longestPiece));
  pieces.push(line.slice(from));
  return pieces;
}
