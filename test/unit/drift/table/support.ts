import { readFileSync } from 'node:fs';
import type { ByteSource } from '../../../../src/drift/table/byteSource.ts';
import { bytesSource } from '../../../../src/drift/table/bytesSource.ts';

/** A source whose bytes lie in memory, and that tells what was read of it. */
export interface MemorySource extends ByteSource {
  readonly reads: (readonly [number, number])[];
}

export function sourceOf(content: string | Uint8Array, name = 'table.csv'): MemorySource {
  const source = bytesSource(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const reads: (readonly [number, number])[] = [];
  return {
    ...source,
    reads,
    slice: (start, end) => {
      reads.push([start, end]);
      return source.slice(start, end);
    },
  };
}

/** A fixture of the drift room as a source. */
export function fixtureSource(name: string): MemorySource {
  return sourceOf(readFileSync(new URL(`../../../fixtures/drift/${name}`, import.meta.url)), name);
}
