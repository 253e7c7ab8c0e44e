import type { ClusterFacts } from '../protocol.ts';
import { JoinedSurroundings } from '../references/joinedSurroundings.ts';
import { ObjectIndex } from '../references/objectIndex.ts';
import { mayBeManifest } from '../sniff.ts';
import type { Surroundings } from '../surroundings.ts';
import { parseManifestText } from '../syntax/parseText.ts';
import { NeededSurroundings, type NeedListener } from './neededSurroundings.ts';
import type { OpenFile } from './openFile.ts';
import { readWorkspaceFile, workspaceFiles } from './workspaceFiles.ts';

/** The files of the workspace, and what they and the cluster know of each other's objects. */
export class Workspace {
  readonly index = new ObjectIndex();
  readonly #open: ReadonlyMap<string, OpenFile>;
  readonly #joined = new JoinedSurroundings(this.index, () => this.#isRead);
  /** What surrounds the manifests. What is looked up in it is told as a need. */
  readonly surroundings: Surroundings;
  readonly #onRead: () => void;
  folders: readonly string[] = [];
  #reading: Promise<void> | undefined;
  #isRead = false;
  #isStopped = false;

  constructor(open: ReadonlyMap<string, OpenFile>, needs: NeedListener, onRead: () => void) {
    this.#open = open;
    this.surroundings = new NeededSurroundings(this.#joined, needs);
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

  /** Takes over what stands in the connected cluster; undefined when it was left. */
  useCluster(facts: ClusterFacts | undefined): void {
    this.#joined.useCluster(facts);
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
