import type { ByteSource } from './byteSource.ts';

/** A source whose bytes lie in memory. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    sizeBytes: bytes.length,
    // The copy has a buffer of its own; that of the bytes themselves may hold others beside them.
    slice: async (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
}
