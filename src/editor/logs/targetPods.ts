import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { FeedState } from '../../cluster/feed.ts';
import { ListWatchFeed } from '../../cluster/listWatchFeed.ts';
import { narrowedReader } from '../../cluster/narrowedReader.ts';
import { type PodFacts, podKind } from '../../cluster/pod.ts';
import type { CollectionReader } from '../../cluster/ports.ts';
import type { LogTarget } from '../../training/panel/logTarget.ts';
import { belongsTo, podSelector, tailPod } from '../../training/tail/podsOfTarget.ts';
import type { TailPod, TailPodSource } from '../../training/tail/tailPorts.ts';

/** The pods of a target as they come and go, from a feed of their own. */
export class TargetPods extends Owner implements TailPodSource {
  readonly #target: LogTarget;
  readonly #feed: ListWatchFeed<PodFacts>;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #pods: readonly TailPod[] = [];
  #facts: readonly PodFacts[] = [];

  constructor(reader: CollectionReader, target: LogTarget, clock: Clock) {
    super();
    this.#target = target;
    this.#feed = this.own(
      new ListWatchFeed(narrowedReader(reader, podSelector(target)), {
        kind: podKind,
        namespace: target.namespace,
        clock,
        random: Math.random,
      }),
    );
    this.own(this.#feed.onDidChange(() => this.#read()));
    this.own(this.#feed.onDidChangeState(() => this.#changed.fire()));
    this.own(this.#feed.use());
  }

  get pods(): readonly TailPod[] {
    return this.#pods;
  }

  get state(): FeedState {
    return this.#feed.state;
  }

  retry(): void {
    this.#feed.retry();
  }

  /** Whether a container is a helper beside the one that the pod is there for: not shown before it is asked for. */
  isBeside(uid: string, container: string): boolean {
    const pod = this.#facts.find(known => known.uid === uid);
    const facts = pod?.containers.find(({ name }) => name === container);
    return (
      facts?.role === 'main' && pod?.defaultContainer !== undefined && pod.defaultContainer !== container
    );
  }

  #read(): void {
    const facts = [...this.#feed.items.values()].filter(pod => belongsTo(pod, this.#target));
    this.#facts = facts.sort((a, b) => a.createdAtMs - b.createdAtMs || a.name.localeCompare(b.name));
    this.#pods = this.#facts.map(tailPod);
    this.#changed.fire();
  }
}
