import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { Node, Pod } from '../api/wire.ts';
import { hashOf } from '../random.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { ContainerSurroundings } from './containerLife.ts';
import { ContainerLog } from './containerLog.ts';
import { type Controller, keyOf, splitKey } from './controller.ts';
import type { LogBook } from './logBook.ts';
import { annotationSeconds } from './podAnnotations.ts';
import { PodLife } from './podLife.ts';
import type { ProgramFinder } from './program.ts';

export interface KubeletOptions {
  readonly logs: LogBook;
  readonly findProgram: ProgramFinder;
  /** From this moment on logs run at the world's speed. */
  readonly liveFromMs: number;
  readonly speed: number;
}

/** Programs are given so long to end when their pod is deleted, if the pod grants as much. */
const stopMs = 1_500;

/** The kubelets of all nodes: runs the pods that were bound to one, and ends those that are to be deleted. */
export class Kubelet implements Controller {
  readonly name = 'kubelet';
  readonly #access: ClusterAccess;
  readonly #options: KubeletOptions;
  readonly #lives = new Map<string, { readonly uid: string; readonly life: PodLife }>();
  readonly #stopAtMs = new Map<string, number>();

  constructor(access: ClusterAccess, options: KubeletOptions) {
    this.#access = access;
    this.#options = options;
  }

  wake(change: Change): readonly string[] {
    return change.object.kind === 'Pod' && (change.object as Pod).spec.nodeName ? [keyOf(change.object)] : [];
  }

  reconcile(key: string): number | undefined {
    const pod = this.#access.find<Pod>(kinds.pods, ...splitKey(key));
    const known = this.#lives.get(key);
    if (known && known.uid !== pod?.metadata.uid) this.#forget(key, known.uid);
    if (!pod?.spec.nodeName) return undefined;
    if (pod.metadata.deletionTimestamp) return this.#stop(key, pod);
    if (!this.#lives.has(key) && (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'))
      return undefined;
    const { life } = this.#lives.get(key) ?? this.#begin(key, pod);
    const dueMs = life.advance();
    this.#report(pod, life);
    return dueMs === undefined ? undefined : this.#waitUntil(dueMs);
  }

  #begin(key: string, pod: Pod): { readonly uid: string; readonly life: PodLife } {
    const { logs, findProgram, liveFromMs, speed } = this.#options;
    const around: ContainerSurroundings = {
      clock: this.#access.clock,
      start: (container, attempt) => {
        const program = findProgram(pod, container, attempt);
        logs.begin(
          pod.metadata.uid,
          container.name,
          new ContainerLog(program, this.#access.clock, { liveFromMs, speed }),
        );
        return program;
      },
      stop: container => logs.current(pod.metadata.uid, container.name)?.end(),
      say: event => this.#access.record(pod, 'kubelet', event),
    };
    const begun = { uid: pod.metadata.uid, life: new PodLife(pod, around) };
    this.#lives.set(key, begun);
    return begun;
  }

  #stop(key: string, pod: Pod): number | undefined {
    const stopAtMs = this.#stopAtMs.get(key);
    if (stopAtMs === undefined) {
      const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
      const delayMs = Math.min(graceMs, annotationSeconds(pod, 'delete-seconds') ?? stopMs);
      this.#stopAtMs.set(key, this.#access.clock.now() + delayMs / this.#access.clock.speed);
      const life = this.#lives.get(key);
      if (life) {
        for (const { name } of pod.spec.containers) {
          this.#access.record(pod, 'kubelet', {
            type: 'Normal',
            reason: 'Killing',
            message: `Stopping container ${name}`,
          });
        }
      }
      return delayMs;
    }
    if (stopAtMs > this.#access.clock.now()) return this.#waitUntil(stopAtMs);
    this.#forget(key, pod.metadata.uid);
    this.#access.delete(kinds.pods, pod, { gracePeriodSeconds: 0 });
    return undefined;
  }

  #forget(key: string, uid: string): void {
    this.#lives.get(key)?.life.kill();
    this.#lives.delete(key);
    this.#stopAtMs.delete(key);
    this.#options.logs.forget(uid);
  }

  #report(pod: Pod, life: PodLife): void {
    const node = this.#access.find<Node>(kinds.nodes, undefined, pod.spec.nodeName ?? '');
    const hostIp = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '127.0.0.1';
    const number = hashOf(pod.metadata.uid) % 62_000;
    const podIp = `10.244.${Math.floor(number / 250)}.${2 + (number % 250)}`;
    const now = this.#access.objects.now();
    this.#access.editStatus(
      kinds.pods,
      pod,
      draft => life.describe(draft, now, { hostIp, podIp }),
      'kubelet',
    );
  }

  #waitUntil(dueMs: number): number {
    return Math.max(0, (dueMs - this.#access.clock.now()) * this.#access.clock.speed);
  }
}
