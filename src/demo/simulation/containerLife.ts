import { toWireTime } from '../api/kubeObject.ts';
import type { Container, ContainerState, ContainerStatus, Pod, TerminatedState } from '../api/wire.ts';
import { hashOf } from '../random.ts';
import type { EventText } from './clusterAccess.ts';
import { annotationSeconds, pullFailureOf } from './podAnnotations.ts';
import type { Program } from './program.ts';
import type { WorldClock } from './worldClock.ts';

export interface ContainerSurroundings {
  readonly clock: WorldClock;
  /** Starts the program's log and returns what it does. */
  start(container: Container, attempt: number): Program;
  stop(container: Container): void;
  say(event: EventText): void;
}

type Phase = 'creating' | 'pullFailed' | 'running' | 'backOff' | 'over';

const pullMs = 1_500;
const firstBackOffMs = 10_000;
const longestBackOffMs = 300_000;

/** The life of one container: pulled, run, ended, run again. Moves on when {@link advance} is called at or after {@link dueMs}. */
export class ContainerLife {
  readonly container: Container;
  readonly #pod: Pod;
  readonly #around: ContainerSurroundings;
  #phase: Phase = 'creating';
  #attempt = 0;
  #startedAtMs = 0;
  #isReady = false;
  #exit: { readonly atMs: number; readonly code: number; readonly reason: string } | undefined;
  #last: TerminatedState | undefined;
  #pullTries = 0;
  /** When something happens next; absent when nothing will by itself. */
  dueMs: number | undefined;

  constructor(pod: Pod, container: Container, around: ContainerSurroundings) {
    this.#pod = pod;
    this.container = container;
    this.#around = around;
    const delayMs =
      annotationSeconds(pod, 'pull-seconds') ?? pullMs * (0.6 + (hashOf(pod.metadata.uid) % 100) / 100);
    this.dueMs = this.#in(delayMs);
    around.say({ type: 'Normal', reason: 'Pulling', message: `Pulling image "${container.image}"` });
  }

  /** Will not run again. */
  get isOver(): boolean {
    return this.#phase === 'over';
  }

  get hasStarted(): boolean {
    return this.#startedAtMs > 0;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get exitCode(): number | undefined {
    return this.isOver ? this.#last?.exitCode : undefined;
  }

  /** Does what is due. */
  advance(): void {
    while (this.dueMs !== undefined && this.dueMs <= this.#around.clock.now()) this.#step();
  }

  /** The pod ends: so does this container. */
  kill(): void {
    if (this.#phase === 'running') this.#around.stop(this.container);
    this.#phase = 'over';
    this.#isReady = false;
    this.dueMs = undefined;
  }

  status(): ContainerStatus {
    const isRunning = this.#phase === 'running';
    const image = this.container.image ?? '';
    return {
      name: this.container.name,
      image,
      imageID: this.hasStarted ? `${image.split(':')[0]}@sha256:${hashOf(image).toString(16).repeat(8)}` : '',
      ...(this.hasStarted ? { containerID: this.#containerId() } : {}),
      ready: this.#isReady,
      started: isRunning,
      restartCount: this.#attempt,
      state: this.#state(),
      lastState: this.#last && this.#phase !== 'over' ? { terminated: this.#last } : {},
    };
  }

  #step(): void {
    this.dueMs = undefined;
    if (this.#phase === 'creating' || this.#phase === 'pullFailed') this.#afterPull();
    else if (this.#phase === 'backOff') this.#run(this.#attempt + 1);
    else if (this.#phase === 'running') this.#afterRun();
  }

  #afterRun(): void {
    const exit = this.#exit;
    if (exit && exit.atMs <= this.#around.clock.now()) {
      this.#ended(exit.code, exit.reason);
      return;
    }
    this.#isReady = true;
    this.dueMs = exit?.atMs;
  }

  #afterPull(): void {
    const failure = pullFailureOf(this.#pod, this.container);
    if (!failure) {
      this.#around.say({
        type: 'Normal',
        reason: 'Pulled',
        message: `Successfully pulled image "${this.container.image}"`,
      });
      this.#run(0);
      return;
    }
    this.#phase = 'pullFailed';
    this.#pullTries += 1;
    const isBackOff = this.#pullTries % 2 === 0;
    this.#around.say({
      type: isBackOff ? 'Normal' : 'Warning',
      reason: isBackOff ? 'BackOff' : 'Failed',
      message: isBackOff
        ? `Back-off pulling image "${this.container.image}"`
        : `Failed to pull image "${this.container.image}": ${failure}`,
    });
    this.dueMs = this.#in(isBackOff ? Math.min(longestBackOffMs, firstBackOffMs * this.#pullTries) : 1_000);
  }

  #run(attempt: number): void {
    const program = this.#around.start(this.container, attempt);
    this.#attempt = attempt;
    this.#phase = 'running';
    this.#startedAtMs = this.#around.clock.now();
    const { exit } = program;
    this.#exit = exit && {
      atMs: this.#in(exit.afterMs),
      code: exit.code,
      reason: exit.reason ?? (exit.code === 0 ? 'Completed' : 'Error'),
    };
    this.dueMs = Math.min(this.#in(program.readyAfterMs), this.#exit?.atMs ?? Number.POSITIVE_INFINITY);
    this.#around.say({
      type: 'Normal',
      reason: 'Created',
      message: `Created container: ${this.container.name}`,
    });
    this.#around.say({
      type: 'Normal',
      reason: 'Started',
      message: `Started container ${this.container.name}`,
    });
  }

  #ended(code: number, reason: string): void {
    this.#around.stop(this.container);
    this.#isReady = false;
    this.#last = {
      exitCode: code,
      reason,
      startedAt: toWireTime(this.#startedAtMs),
      finishedAt: toWireTime(this.#around.clock.now()),
      containerID: this.#containerId(),
    };
    const policy = this.#pod.spec.restartPolicy ?? 'Always';
    if (policy === 'Never' || (policy === 'OnFailure' && code === 0)) {
      this.#phase = 'over';
      return;
    }
    this.#phase = 'backOff';
    const backOffMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** this.#attempt);
    this.dueMs = this.#in(annotationSeconds(this.#pod, 'restart-after') ?? backOffMs);
    this.#around.say({
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container ${this.container.name} in pod ${this.#pod.metadata.name}_${this.#pod.metadata.namespace}(${this.#pod.metadata.uid})`,
    });
  }

  #state(): ContainerState {
    if (this.#phase === 'running') return { running: { startedAt: toWireTime(this.#startedAtMs) } };
    if (this.#phase === 'over' && this.#last) return { terminated: this.#last };
    if (this.#phase === 'backOff') {
      const seconds = Math.min(longestBackOffMs, firstBackOffMs * 2 ** this.#attempt) / 1000;
      const time = seconds >= 60 ? `${Math.floor(seconds / 60)}m${seconds % 60}s` : `${seconds}s`;
      const { name, namespace, uid } = this.#pod.metadata;
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off ${time} restarting failed container=${this.container.name} pod=${name}_${namespace}(${uid})`,
        },
      };
    }
    if (this.#phase !== 'pullFailed') return { waiting: { reason: 'ContainerCreating' } };
    return this.#pullTries % 2 === 0
      ? {
          waiting: {
            reason: 'ImagePullBackOff',
            message: `Back-off pulling image "${this.container.image}"`,
          },
        }
      : { waiting: { reason: 'ErrImagePull', message: pullFailureOf(this.#pod, this.container) ?? '' } };
  }

  #containerId(): string {
    const seed = `${this.#pod.metadata.uid}/${this.container.name}/${this.#attempt}`;
    return `containerd://${[0, 1, 2, 3, 4, 5, 6, 7].map(part => hashOf(`${seed}${part}`).toString(16).padStart(8, '0')).join('')}`;
  }

  #in(delayMs: number): number {
    return this.#around.clock.now() + delayMs / this.#around.clock.speed;
  }
}
