import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeconfigPlace } from '../access.ts';

export interface KubeconfigFiles {
  readonly paths: readonly string[];
  /** Whether the user named these files, so that a missing one is worth a word. */
  readonly areNamed: boolean;
}

/** Which files make up the kubeconfig: the setting's, else `KUBECONFIG`'s, else `~/.kube/config`. */
export function kubeconfigFiles(place: KubeconfigPlace): KubeconfigFiles {
  const home = place.env['HOME'] ?? place.env['USERPROFILE'] ?? homedir();
  const named = split(place.path, home);
  if (named.length > 0) return { paths: named, areNamed: true };
  const fromEnv = split(place.env['KUBECONFIG'], home);
  if (fromEnv.length > 0) return { paths: fromEnv, areNamed: true };
  return { paths: [join(home, '.kube', 'config')], areNamed: false };
}

function split(paths: string | undefined, home: string): string[] {
  const parts = (paths ?? '').split(delimiter).map(path => path.trim());
  const full = parts.filter(path => path !== '').map(path => path.replace(/^~(?=$|[/\\])/, home));
  return [...new Set(full)];
}
