const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Text that breaks the rules of quoting. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
}

/** Takes the fields of a delimited text as a {@link CsvScanner} finds them. */
export interface CsvSink {
  /**
   * A field from byte `start` up to `end`, without its quotes. In `isEscaped` ones, doubled quotes stand for single
   * ones. May be told again for the same record, if that record was not complete.
   */
  field(column: number, start: number, end: number, isEscaped: boolean): void;
  /** The record is complete; it has so many fields, and no more than one if its line is empty. */
  record(fields: number, isEmpty: boolean): void;
}

/** Splits delimited text into records and fields, as RFC 4180 and its dialects have it; lines end with LF, CRLF or CR. */
export class CsvScanner {
  readonly #separator: number;
  readonly #sink: CsvSink;

  constructor(separator: number, sink: CsvSink) {
    this.#separator = separator;
    this.#sink = sink;
  }

  /**
   * Reports the records that lie wholly in the bytes.
   *
   * @param isLast whether nothing follows, so that the last record needs no end of line.
   * @returns how many bytes they take; the rest belongs in front of the bytes that follow.
   * @throws CsvSyntaxError where the last field's quote is never closed.
   */
  scan(bytes: Uint8Array, isLast: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      const next = this.#record(bytes, at, isLast);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Reports the record that starts there and gives the start of the next one, or −1 where its end is not in sight. */
  #record(bytes: Uint8Array, start: number, isLast: boolean): number {
    const length = bytes.length;
    const separator = this.#separator;
    let column = 0;
    let at = start;
    for (;;) {
      if (bytes[at] === QUOTE) {
        at = this.#quoted(bytes, at, column, isLast);
        if (at < 0) return -1;
      } else {
        const from = at;
        let byte = bytes[at];
        while (at < length && byte !== separator && byte !== LINE_FEED && byte !== CARRIAGE_RETURN)
          byte = bytes[++at];
        if (at === length && !isLast) return -1;
        this.#sink.field(column, from, at, false);
      }
      column++;
      if (at < length && bytes[at] === separator) {
        at++;
        continue;
      }
      // Whether a line feed belongs to this carriage return shows only with the next byte.
      if (bytes[at] === CARRIAGE_RETURN && at + 1 === length && !isLast) return -1;
      this.#sink.record(column, at === start);
      return at + (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED ? 2 : 1);
    }
  }

  /** Reports a quoted field and gives the place behind it, or −1 where its end is not in sight. */
  #quoted(bytes: Uint8Array, start: number, column: number, isLast: boolean): number {
    let isEscaped = false;
    let at = start + 1;
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      if (quote < 0) {
        if (isLast) throw new CsvSyntaxError('has a quote that is never closed');
        return -1;
      }
      if (quote + 1 === bytes.length && !isLast) return -1;
      if (bytes[quote + 1] !== QUOTE) {
        this.#sink.field(column, start + 1, quote, isEscaped);
        return this.#behindQuote(bytes, quote + 1, isLast);
      }
      isEscaped = true;
      at = quote + 2;
    }
  }

  /** Passes over what stands, against the rules, between a closing quote and the separator. */
  #behindQuote(bytes: Uint8Array, start: number, isLast: boolean): number {
    let at = start;
    while (
      at < bytes.length &&
      bytes[at] !== this.#separator &&
      bytes[at] !== LINE_FEED &&
      bytes[at] !== CARRIAGE_RETURN
    )
      at++;
    return at === bytes.length && !isLast ? -1 : at;
  }
}
