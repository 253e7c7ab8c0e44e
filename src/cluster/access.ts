import type { Event } from '../base/event.ts';
import type { Disposable } from '../base/owner.ts';
import type { ContextFacts } from './contexts.ts';
import type { Failure, Result } from './failure.ts';
import type { ClusterClient } from './ports.ts';

/** Something that a kubeconfig file says wrongly; the rest of it stays in use. */
export interface KubeconfigProblem {
  /** The file, or empty where the problem lies between files. */
  readonly path: string;
  readonly failure: Failure;
}

/** A `cluster:` or `user:` entry with kubeconfig's own field names; file paths in it are absolute. Holds secrets. */
export type KubeconfigEntry = Readonly<Record<string, unknown>>;

/** All that is needed to connect one context. Holds secrets: never shown, logged or kept. */
export interface ContextMaterial {
  readonly context: ContextFacts;
  readonly cluster: KubeconfigEntry;
  readonly user: KubeconfigEntry;
}

/** The merged kubeconfig at one moment. */
export interface Kubeconfig {
  readonly contexts: readonly ContextFacts[];
  readonly problems: readonly KubeconfigProblem[];
  /** The files that were looked for, present or not. */
  readonly files: readonly string[];
  /** What connects a context; fails with `badKubeconfig` where it is unknown or names a cluster or user that is missing. */
  material(contextName: string): Result<ContextMaterial>;
}

/** Where to look for the kubeconfig. */
export interface KubeconfigPlace {
  /** The setting: one path, or several as in `KUBECONFIG`. Wins over the environment. */
  readonly path?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Follows the kubeconfig's files for as long as it is not disposed of. */
export interface KubeconfigFollower extends Disposable {
  readonly current: Kubeconfig;
  readonly onDidChange: Event<Kubeconfig>;
}

/**
 * The way to clusters, given to the editor by the composition root so that the modules behind it load on first use.
 * Reading the kubeconfig makes no request and runs no login command; neither does `connect`, until the client is asked.
 */
export interface ClusterAccess {
  followKubeconfig(place: KubeconfigPlace): Promise<KubeconfigFollower>;
  connect(material: ContextMaterial): Promise<ClusterClient>;
}
