/** Widest code that a window of four bytes holds wherever it starts. */
export const WIDEST_CODE = 25;

/**
 * Decodes Parquet's hybrid of runs and bit-packed groups into `codes`, until it is full.
 *
 * @param bytes starts at the first run's header.
 * @param width bits of a code, 0 to {@link WIDEST_CODE}.
 */
export function readHybridRuns(bytes: Uint8Array, width: number, codes: Uint32Array): void {
  let at = 0;
  let filled = 0;
  if (width === 0) codes.fill(0);
  while (width > 0 && filled < codes.length && at < bytes.length) {
    const [header, start] = readVarint(bytes, at);
    at = start;
    if (header % 2 === 1) {
      const groupBytes = ((header - 1) / 2) * width;
      const count = Math.min(((header - 1) / 2) * 8, codes.length - filled);
      unpackBits(bytes.subarray(at, at + groupBytes), width, codes.subarray(filled, filled + count));
      filled += count;
      at += groupBytes;
    } else {
      const length = (width + 7) >> 3;
      codes.fill(littleEndian(bytes, at, length), filled, filled + header / 2);
      filled += header / 2;
      at += length;
    }
  }
}

/** Whether codes of one bit are a single run of so many ones, which is how a column without gaps says so. */
export function isSingleRun(bytes: Uint8Array, length: number): boolean {
  const [header, start] = readVarint(bytes, 0);
  return header % 2 === 0 && header / 2 >= length && bytes[start] === 1;
}

/** A number of seven bits a byte, and the place behind it. */
function readVarint(bytes: Uint8Array, start: number): readonly [number, number] {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value += (bytes[at + i] ?? 0) * 2 ** (8 * i);
  return value;
}

function unpackBits(bytes: Uint8Array, width: number, codes: Uint32Array): void {
  const mask = 2 ** width - 1;
  // Behind the last byte stand zeros, so that every window is whole.
  const padded = new Uint8Array(bytes.length + 4);
  padded.set(bytes);
  let bit = 0;
  for (let i = 0; i < codes.length; i++) {
    const at = bit >>> 3;
    const window =
      (padded[at] as number) |
      ((padded[at + 1] as number) << 8) |
      ((padded[at + 2] as number) << 16) |
      ((padded[at + 3] as number) << 24);
    codes[i] = (window >>> (bit & 7)) & mask;
    bit += width;
  }
}
