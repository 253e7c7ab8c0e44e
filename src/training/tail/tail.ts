import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { LogOptions } from '../../cluster/ports.ts';
import { ContainerTail, type ContainerWatch, type TailDependencies } from './containerTail.ts';
import type { TailContainer, TailPod, TailPodSource, TailSource } from './tailPorts.ts';

/** What to follow, and from when on. */
export interface TailOptions {
  /** Only containers of this name; all of a pod's containers where absent. */
  readonly container?: string;
  /** Of the pods that are there at the start: only so many last lines, or only the last seconds. Later pods: all. */
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
}

/**
 * Follows all containers of all pods that a source shows, late ones too, until it is disposed of.
 *
 * A pod is known by its uid: one of the same name that replaces it is another.
 */
export class Tail extends Owner {
  readonly #options: TailOptions;
  readonly #pods: TailPodSource;
  readonly #dependencies: TailDependencies;
  readonly #changed = this.own(new Emitter<void>());
  readonly #retried = this.own(new Emitter<void>());
  readonly #sources = new Map<string, TailSource>();
  readonly #signal = this.signal();
  #isFirstLook = true;

  constructor(pods: TailPodSource, options: TailOptions, dependencies: TailDependencies) {
    super();
    this.#pods = pods;
    this.#options = options;
    this.#dependencies = dependencies;
    this.own(pods.onDidChange(() => this.#look()));
    this.#look();
    this.#isFirstLook = false;
  }

  /** All containers that are or were followed, by id. */
  get sources(): readonly TailSource[] {
    return [...this.#sources.values()];
  }

  /** Tries again now whatever waits for another try or was refused. */
  retry(): void {
    this.#retried.fire();
  }

  #look(): void {
    for (const pod of this.#pods.pods) {
      for (const { name } of pod.containers) {
        if (this.#options.container === undefined || this.#options.container === name)
          this.#follow(pod, name);
      }
    }
    this.#changed.fire();
  }

  #follow({ namespace, name: pod, uid }: TailPod, container: string): void {
    const key = `${uid} ${container}`;
    if (this.#sources.has(key)) return;
    const source: TailSource = { id: this.#sources.size, namespace, pod, uid, container };
    this.#sources.set(key, source);
    const pods = this.#pods;
    const watch: ContainerWatch = {
      get current() {
        return findContainer(pods.pods, source);
      },
      onDidChange: this.#changed.event,
      onDidRetry: this.#retried.event,
    };
    const tail = new ContainerTail(source, watch, this.#isFirstLook ? this.#start() : {}, this.#dependencies);
    void tail.run(this.#signal);
  }

  #start(): LogOptions {
    const { tailLines, sinceSeconds } = this.#options;
    return {
      ...(tailLines === undefined ? {} : { tailLines }),
      ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    };
  }
}

function findContainer(pods: readonly TailPod[], { uid, container }: TailSource): TailContainer | undefined {
  return pods.find(pod => pod.uid === uid)?.containers.find(each => each.name === container);
}
