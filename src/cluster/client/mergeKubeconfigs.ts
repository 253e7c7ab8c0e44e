import { fail, succeed } from '../../base/outcome.ts';
import type { ContextMaterial, Kubeconfig, KubeconfigEntry, KubeconfigProblem } from '../access.ts';
import type { ContextFacts } from '../contexts.ts';
import type { Result } from '../failure.ts';
import { textAt } from '../wireReader.ts';
import type { KubeconfigFile } from './parseKubeconfig.ts';

type Entries = ReadonlyMap<string, KubeconfigEntry>;

interface Merged {
  readonly clusters: Entries;
  readonly users: Entries;
  readonly contexts: Entries;
  readonly currentContext: string | undefined;
}

/**
 * Puts several files together as kubectl does: for each name the first file wins, whole entries at a time, and the first
 * `current-context` that is set.
 */
export function mergeKubeconfigs(
  parsed: readonly KubeconfigFile[],
  files: readonly string[],
  problems: readonly KubeconfigProblem[] = [],
): Kubeconfig {
  const merged: Merged = {
    clusters: firstWins(parsed.map(file => file.clusters)),
    users: firstWins(parsed.map(file => file.users)),
    contexts: firstWins(parsed.map(file => file.contexts)),
    currentContext: parsed.map(file => file.currentContext).find(name => name !== undefined),
  };
  const contexts = [...merged.contexts].map(([name, entry]) => contextFacts(name, entry, merged));
  const dangling = contexts.flatMap(({ name }) => {
    const found = material(name, merged);
    return found.ok ? [] : [{ path: '', failure: found.failure }];
  });
  return {
    contexts,
    files,
    problems: [...problems, ...parsed.flatMap(file => file.problems), ...dangling],
    material: name => material(name, merged),
  };
}

function firstWins(maps: readonly Entries[]): Entries {
  const all = new Map<string, KubeconfigEntry>();
  for (const [name, entry] of maps.flatMap(map => [...map])) {
    if (!all.has(name)) all.set(name, entry);
  }
  return all;
}

function contextFacts(name: string, entry: KubeconfigEntry, merged: Merged): ContextFacts {
  const cluster = textAt(entry, 'cluster') ?? '';
  const user = textAt(entry, 'user') ?? '';
  const namespace = textAt(entry, 'namespace');
  const loginCommand = loginCommandOf(merged.users.get(user));
  return {
    name,
    cluster,
    server: textAt(merged.clusters.get(cluster), 'server') ?? '',
    user,
    ...(namespace === undefined ? {} : { namespace }),
    isCurrent: name === merged.currentContext,
    ...(loginCommand === undefined ? {} : { loginCommand }),
  };
}

/** The command of an exec plugin, or of the older providers that run one. */
export function loginCommandOf(user: KubeconfigEntry | undefined): string | undefined {
  return textAt(user, 'exec', 'command') ?? textAt(user, 'auth-provider', 'config', 'cmd-path');
}

function material(name: string, merged: Merged): Result<ContextMaterial> {
  const entry = merged.contexts.get(name);
  if (!entry) return broken(`there is no context "${name}"`);
  const context = contextFacts(name, entry, merged);
  const cluster = merged.clusters.get(context.cluster);
  // A context without a user is anonymous; one that names a user who is not there is a mistake.
  const user = context.user === '' ? {} : merged.users.get(context.user);
  if (!cluster) return broken(`context "${name}" names the cluster "${context.cluster}", which is not there`);
  if (!user) return broken(`context "${name}" names the user "${context.user}", who is not there`);
  if (!isServer(context.server))
    return broken(`the cluster "${context.cluster}" has no usable server address`);
  return succeed({ context, cluster, user });
}

function isServer(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '';
}

function broken(message: string): Result<never> {
  return fail({ kind: 'badKubeconfig', message });
}
