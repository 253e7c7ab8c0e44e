import type { Event } from '../../base/event.ts';
import type { Failure } from '../../cluster/failure.ts';

/** A container as the tail needs to know it. */
export interface TailContainer {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'terminated';
  /** Counts the instances: 0 for the first. A higher number means that the log started anew. */
  readonly restartCount: number;
  /** When the running instance began, in ms since the epoch; whole seconds. */
  readonly startedAtMs?: number;
  /** Why it waits or has ended, in the cluster's words (`CrashLoopBackOff`, `Completed`). Hostile text. */
  readonly reason?: string;
}

/** A pod as the tail needs to know it. */
export interface TailPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly containers: readonly TailContainer[];
}

/** The pods that a target selects, as they come and go. A pod that is not in the list any more is deleted. */
export interface TailPodSource {
  readonly pods: readonly TailPod[];
  readonly onDidChange: Event<void>;
}

/** One container of one pod: what a line belongs to. `id` counts from 0 in the order of appearance. */
export interface TailSource {
  readonly id: number;
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
}

/** What the tail of one container is doing. */
export type TailStatus =
  /** The container has not started (again) yet. */
  | { readonly kind: 'waiting'; readonly reason?: string }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'following' }
  | { readonly kind: 'reconnecting'; readonly retryAtMs: number; readonly failure?: Failure }
  /** The container's log is read to its end; a restart would go on. */
  | { readonly kind: 'ended'; readonly reason?: string }
  /** The pod is gone. */
  | { readonly kind: 'deleted' }
  /** Stopped until the user retries: forbidden, expired login. */
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Where the tail puts what it reads. Called synchronously; must not throw. */
export interface TailSink {
  /** Lines of one container in order, each with its time in front as the server sent it. Never empty. */
  lines(source: TailSource, lines: readonly string[]): void;
  status(source: TailSource, status: TailStatus): void;
  /** The container began a new instance; the lines that follow belong to it. */
  restarted(source: TailSource, restartCount: number): void;
  /** Whole instances of the container came and went while nobody could read: their lines are not to be had. */
  missed(source: TailSource, instances: number): void;
}
