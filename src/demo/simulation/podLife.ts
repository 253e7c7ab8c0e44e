import { toWireTime } from '../api/kubeObject.ts';
import type { Condition, Pod } from '../api/wire.ts';
import { setCondition } from './conditions.ts';
import { ContainerLife, type ContainerSurroundings } from './containerLife.ts';

/** The life of one pod on its node: init containers one after the other, then all containers at once. */
export class PodLife {
  readonly #pod: Pod;
  readonly #around: ContainerSurroundings;
  readonly #startedAtMs: number;
  readonly #inits: ContainerLife[] = [];
  #mains: ContainerLife[] = [];

  constructor(pod: Pod, around: ContainerSurroundings) {
    this.#pod = pod;
    this.#around = around;
    this.#startedAtMs = around.clock.now();
  }

  /** Does what is due, and answers when something is due next. */
  advance(): number | undefined {
    const inits = this.#pod.spec.initContainers ?? [];
    for (const life of this.#inits) life.advance();
    while (this.#inits.length < inits.length && this.#inits.every(life => life.exitCode === 0)) {
      const next = inits[this.#inits.length];
      if (next) this.#inits.push(new ContainerLife(this.#pod, next, this.#around));
    }
    if (this.#isInitialized && this.#mains.length === 0 && !this.isOver) {
      this.#mains = this.#pod.spec.containers.map(
        container => new ContainerLife(this.#pod, container, this.#around),
      );
    }
    for (const life of this.#mains) life.advance();
    const due = [...this.#inits, ...this.#mains].flatMap(life => life.dueMs ?? []);
    return due.length > 0 ? Math.min(...due) : undefined;
  }

  kill(): void {
    for (const life of [...this.#inits, ...this.#mains]) life.kill();
  }

  /** Everything ran, or an init container failed for good. */
  get isOver(): boolean {
    return this.#hasFailedInit || (this.#mains.length > 0 && this.#mains.every(life => life.isOver));
  }

  /** Writes the pod's status as it is now. */
  describe(draft: Pod, now: string, node: { readonly hostIp: string; readonly podIp: string }): void {
    const status = { ...draft.status };
    const isReady = this.#mains.length > 0 && this.#mains.every(life => life.isReady);
    status.phase = this.#phase();
    status.startTime = toWireTime(this.#startedAtMs);
    status.hostIP = node.hostIp;
    status['hostIPs'] = [{ ip: node.hostIp }];
    if (this.#mains.some(life => life.hasStarted) || this.#inits.some(life => life.hasStarted)) {
      status.podIP = node.podIp;
      status['podIPs'] = [{ ip: node.podIp }];
    }
    if (this.#inits.length > 0 || this.#pod.spec.initContainers?.length) {
      status.initContainerStatuses = this.#statuses(
        this.#pod.spec.initContainers ?? [],
        this.#inits,
        'PodInitializing',
      );
    }
    const waiting = this.#pod.spec.initContainers?.length ? 'PodInitializing' : 'ContainerCreating';
    status.containerStatuses = this.#statuses(this.#pod.spec.containers, this.#mains, waiting);
    status.conditions = this.#conditions(status.conditions, isReady, now);
    draft.status = status;
  }

  get #isInitialized(): boolean {
    return (
      this.#inits.length === (this.#pod.spec.initContainers ?? []).length &&
      this.#inits.every(life => life.exitCode === 0)
    );
  }

  get #hasFailedInit(): boolean {
    return this.#inits.some(life => life.isOver && life.exitCode !== 0);
  }

  #phase(): 'Pending' | 'Running' | 'Succeeded' | 'Failed' {
    if (this.isOver) {
      return !this.#hasFailedInit && this.#mains.every(life => life.exitCode === 0) ? 'Succeeded' : 'Failed';
    }
    return this.#mains.length > 0 && this.#mains.every(life => life.hasStarted) ? 'Running' : 'Pending';
  }

  #statuses(containers: Pod['spec']['containers'], lives: readonly ContainerLife[], reason: string) {
    return containers.map(
      (container, index) =>
        lives[index]?.status() ?? {
          name: container.name,
          image: container.image ?? '',
          imageID: '',
          ready: false,
          started: false,
          restartCount: 0,
          state: { waiting: { reason } },
          lastState: {},
        },
    );
  }

  #conditions(old: readonly Condition[] | undefined, isReady: boolean, now: string): Condition[] {
    const phase = this.#phase();
    const names = this.#mains.filter(life => !life.isReady).map(life => life.container.name);
    const why: Partial<Condition> =
      phase === 'Succeeded'
        ? { reason: 'PodCompleted' }
        : phase === 'Failed'
          ? { reason: 'PodFailed' }
          : {
              reason: 'ContainersNotReady',
              message: `containers with unready status: [${(names.length > 0 ? names : this.#pod.spec.containers.map(({ name }) => name)).join(' ')}]`,
            };
    const readiness = isReady ? {} : why;
    const word = (isTrue: boolean) => (isTrue ? 'True' : 'False');
    const next: readonly Condition[] = [
      { type: 'PodReadyToStartContainers', status: word(phase === 'Running' || this.#inits.length > 0) },
      {
        type: 'Initialized',
        status: word(this.#isInitialized),
        ...(this.#isInitialized ? {} : { reason: 'ContainersNotInitialized' }),
      },
      { type: 'Ready', status: word(isReady), ...readiness },
      { type: 'ContainersReady', status: word(isReady), ...readiness },
    ];
    return next.reduce<Condition[]>(
      (list, condition) => setCondition(list, { ...condition, lastProbeTime: null }, now),
      [...(old ?? [])],
    );
  }
}
