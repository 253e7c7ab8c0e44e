import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { Kubeconfig, KubeconfigFollower, KubeconfigPlace } from '../access.ts';
import { readKubeconfig } from './kubeconfig.ts';

/** Editors and login tools write in several steps. */
const settleMs = 200;
/** Where the system offers no notification (network drives), and against those that it loses. */
const pollMs = 5_000;

/** Reads the kubeconfig and reads it again whenever one of its files changes, appears or goes. */
export async function followKubeconfig(place: KubeconfigPlace): Promise<KubeconfigFollower> {
  return new Follower(place, await readKubeconfig(place));
}

class Follower extends Owner implements KubeconfigFollower {
  readonly #place: KubeconfigPlace;
  readonly #changed = this.own(new Emitter<Kubeconfig>());
  readonly onDidChange = this.#changed.event;
  #current: Kubeconfig;
  #timer: NodeJS.Timeout | undefined;

  constructor(place: KubeconfigPlace, current: Kubeconfig) {
    super();
    this.#place = place;
    this.#current = current;
    this.own({ dispose: () => clearTimeout(this.#timer) });
    for (const path of current.files) this.#watch(path);
  }

  get current(): Kubeconfig {
    return this.#current;
  }

  /** Watches the folder, since most tools replace the file instead of writing into it. */
  #watch(path: string): void {
    const soon = () => this.#readSoon();
    watchFile(path, { interval: pollMs, persistent: false }, soon);
    this.own({ dispose: () => unwatchFile(path, soon) });
    try {
      const name = basename(path);
      const watcher: FSWatcher = watch(dirname(path), { persistent: false }, (_event, changed) => {
        if (changed === null || changed === name) soon();
      });
      watcher.on('error', () => watcher.close());
      this.own({ dispose: () => watcher.close() });
    } catch {
      // The folder is not there or cannot be watched: polling remains.
    }
  }

  #readSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), settleMs);
  }

  async #read(): Promise<void> {
    const next = await readKubeconfig(this.#place);
    if (this.isDisposed) return;
    this.#current = next;
    this.#changed.fire(next);
  }
}
