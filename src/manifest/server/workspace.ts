import { ObjectIndex } from '../references/objectIndex.ts';
import { mayBeManifest } from '../sniff.ts';
import type { Surroundings } from '../surroundings.ts';
import { parseManifestText } from '../syntax/parseText.ts';
import type { ClusterSide } from './clusterSide.ts';
import { NeededSurroundings } from './neededSurroundings.ts';
import type { OpenFile } from './openFile.ts';
import { readWorkspaceFile, workspaceFiles } from './workspaceFiles.ts';

/** The files of the workspace, and what they and the cluster know of each other's objects. */
export class Workspace {
  readonly index = new ObjectIndex();
  readonly #open: ReadonlyMap<string, OpenFile>;
  readonly #cluster: ClusterSide;
  readonly #onRead: () => void;
  folders: readonly string[] = [];
  #reading: Promise<void> | undefined;
  #isRead = false;
  #isStopped = false;

  constructor(open: ReadonlyMap<string, OpenFile>, cluster: ClusterSide, onRead: () => void) {
    this.#open = open;
    this.#cluster = cluster;
    this.#onRead = onRead;
  }

  /** Reads the workspace once, when its first manifest was opened; then the open files are judged again in its light. */
  read(): Promise<void> {
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Takes in what changed on disk; of open files the editor tells. */
  async reread(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      if (this.#open.has(uri)) continue;
      const file = await readWorkspaceFile(uri);
      if (file) this.#put(uri, file.text);
      else this.index.remove(uri);
    }
  }

  /** What surrounds the manifests now. */
  surroundings(): Surroundings {
    const { index } = this;
    const files: Surroundings = {
      named: (kind, name, namespace) => index.named(kind, name, namespace),
      all: (kind, namespace) => index.all(kind, namespace),
      certainty: (kind, namespace) => (this.#isRead ? index.certainty(kind, namespace) : 'no'),
      nodes: undefined,
      quotas: undefined,
    };
    return new NeededSurroundings(files, this.#cluster);
  }

  async #readAll(): Promise<void> {
    for await (const { uri, text } of workspaceFiles(this.folders, () => this.#isStopped))
      if (!this.#open.has(uri)) this.#put(uri, text);
    this.#isRead = true;
    this.#onRead();
  }

  #put(uri: string, text: string): void {
    this.index.put(uri, mayBeManifest(text, uri) ? parseManifestText(text, { fileName: uri }) : []);
  }
}
