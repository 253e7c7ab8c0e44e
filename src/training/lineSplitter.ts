/** A line longer than this is handed out in pieces, so that a stream without line ends cannot fill the memory. */
const longestLineBytes = 1 << 20;

/**
 * Cuts a stream of UTF-8 bytes into lines at `\n`, whatever the pieces it comes in: a piece may end within a line
 * or within a character. Line ends are not handed out; a `\r` before them is.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** Takes the next bytes and returns the lines that they complete, oldest first. */
  push(bytes: Uint8Array): string[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text === '') return [];
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > longestLineBytes) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines;
  }

  /** Ends the stream: hands out what has no line end, if anything, and starts afresh. */
  end(): string | undefined {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return rest === '' ? undefined : rest;
  }
}
