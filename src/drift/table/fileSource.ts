import type { ByteSource } from './byteSource.ts';

/** As much of an open file as reading a table takes; Node's file handles are such. */
export interface OpenFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

/** The bytes of an open file, which stays the caller's to close. Throws if the file turns out shorter than it was. */
export function fileSource(name: string, sizeBytes: number, file: OpenFile): ByteSource {
  return {
    name,
    sizeBytes,
    slice: async (start, end) => {
      const buffer = new ArrayBuffer(end - start);
      const bytes = new Uint8Array(buffer);
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new Error(`${name} became shorter while it was read`);
        filled += bytesRead;
      }
      return buffer;
    },
  };
}
