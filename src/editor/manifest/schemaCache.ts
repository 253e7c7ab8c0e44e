import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CacheBounds {
  readonly mostFiles: number;
  readonly mostBytes: number;
}

const usualBounds: CacheBounds = { mostFiles: 200, mostBytes: 64 * 1024 * 1024 };

/**
 * OpenAPI documents on disk, by group, version and the hash that the cluster gives for the content: what one cluster has
 * told serves every other of the same version. What was not used for longest goes first. A disk that fails costs no more
 * than the cache.
 */
export class SchemaCache {
  readonly #folder: string;
  readonly #bounds: CacheBounds;

  constructor(folder: string, bounds: CacheBounds = usualBounds) {
    this.#folder = folder;
    this.#bounds = bounds;
  }

  async read(groupVersion: string, hash: string): Promise<string | undefined> {
    const path = this.#path(groupVersion, hash);
    try {
      const text = await readFile(path, 'utf8');
      const now = new Date();
      await utimes(path, now, now);
      return text;
    } catch {
      return undefined;
    }
  }

  async write(groupVersion: string, hash: string, text: string): Promise<void> {
    const path = this.#path(groupVersion, hash);
    // Two windows may write the same document: each writes its own file, and the last one to be renamed stays.
    const draft = `${path}.${process.pid}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(draft, text);
      await rename(draft, path);
      await this.#prune();
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async #prune(): Promise<void> {
    const names = await readdir(this.#folder);
    const files = await Promise.all(
      names.map(async name => {
        const path = join(this.#folder, name);
        const found = await stat(path).catch(() => undefined);
        return { path, bytes: found?.size ?? 0, usedAtMs: found?.mtimeMs ?? 0 };
      }),
    );
    let bytes = 0;
    const kept = files
      .sort((a, b) => b.usedAtMs - a.usedAtMs)
      .filter(({ bytes: own }, index) => {
        bytes += own;
        return index < this.#bounds.mostFiles && bytes <= this.#bounds.mostBytes;
      });
    const gone = files.filter(file => !kept.includes(file));
    await Promise.all(gone.map(({ path }) => rm(path, { force: true })));
  }

  #path(groupVersion: string, hash: string): string {
    const name = createHash('sha256').update(`${groupVersion}\n${hash}`).digest('hex').slice(0, 32);
    return join(this.#folder, `${name}.json`);
  }
}
