/** Bytes that can be read from any place, such as an open file. */
export interface ByteSource {
  /** Shown to the user where the source cannot be read. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Reads from start up to, not including, end; both lie within the size. */
  slice(start: number, end: number): Promise<ArrayBuffer>;
}

/** How reading can be watched and stopped. */
export interface ReadOptions {
  /** Reading throws its reason once it is aborted. */
  readonly signal?: AbortSignal;
  /** Told the share read so far, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}
