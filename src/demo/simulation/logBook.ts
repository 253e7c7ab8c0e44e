import type { ContainerLog } from './containerLog.ts';

/** The logs of all containers that ran: for each the run of now and the one before, as a kubelet keeps them. */
export class LogBook {
  readonly #logs = new Map<string, { current: ContainerLog; previous?: ContainerLog }>();

  /** A container started (again). */
  begin(podUid: string, container: string, log: ContainerLog): void {
    const before = this.#logs.get(keyOf(podUid, container));
    before?.current.end();
    this.#logs.set(
      keyOf(podUid, container),
      before ? { current: log, previous: before.current } : { current: log },
    );
  }

  current(podUid: string, container: string): ContainerLog | undefined {
    return this.#logs.get(keyOf(podUid, container))?.current;
  }

  previous(podUid: string, container: string): ContainerLog | undefined {
    return this.#logs.get(keyOf(podUid, container))?.previous;
  }

  /** The pod is gone, and its logs with it; who follows them reads to the end. */
  forget(podUid: string): void {
    for (const [key, { current }] of this.#logs) {
      if (!key.startsWith(`${podUid}/`)) continue;
      current.end();
      this.#logs.delete(key);
    }
  }
}

function keyOf(podUid: string, container: string): string {
  return `${podUid}/${container}`;
}
