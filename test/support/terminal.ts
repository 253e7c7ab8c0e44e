import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import { nodeIo } from '../../src/cli/nodeIo.ts';
import { builtSchemas } from './schemas.ts';

interface Situation {
  /** Files that are there without a disk, by path. All others are looked for on the disk. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Chunks of standard input; none without it. */
  readonly input?: readonly (string | Uint8Array)[];
  readonly hasColours?: boolean;
  readonly workingFolder?: string;
}

/** A terminal that keeps what is written to it. No program is installed. */
export class Terminal implements Io {
  printed = '';
  complaints = '';
  readonly hasColours: boolean;
  readonly workingFolder: string;
  readonly input?: AsyncIterable<Uint8Array>;
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor({ files = {}, input, hasColours = false, workingFolder = '/work' }: Situation = {}) {
    this.#files = new Map(Object.entries(files).map(([path, content]) => [path, bytes(content)]));
    this.hasColours = hasColours;
    this.workingFolder = workingFolder;
    if (input) this.input = chunks(input);
  }

  out(text: string): void {
    this.printed += text;
  }

  err(text: string): void {
    this.complaints += text;
  }

  readonly files: Io['files'] = {
    read: async path => this.#files.get(path) ?? (await nodeIo.files.read(path)),
    list: async folder => this.#list(folder) ?? (await nodeIo.files.list(folder)),
    isFolder: async path =>
      !this.#files.has(path) && (this.#list(path) !== undefined || (await nodeIo.files.isFolder(path))),
    sizeBytes: async path => this.#files.get(path)?.length ?? (await nodeIo.files.sizeBytes(path)),
  };

  schemaFile(path: string): unknown {
    return JSON.parse(readFileSync(join(builtSchemas(), path), 'utf8'));
  }

  run(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Entries of a folder that exists through its files alone. */
  #list(folder: string): Awaited<ReturnType<Io['files']['list']>> | undefined {
    const prefix = folder === '.' ? '' : `${folder}/`;
    const below = [...this.#files.keys()].filter(path => path.startsWith(prefix));
    if (below.length === 0) return undefined;
    const names = below.map(path => path.slice(prefix.length));
    const entries = new Map(names.map(name => [name.replace(/\/.*/, ''), name.includes('/')]));
    return [...entries].map(([name, isFolder]) => ({ name, isFolder }));
  }
}

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

async function* chunks(contents: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const content of contents) yield bytes(content);
}
