import { readFile } from 'node:fs/promises';
import type { Kubeconfig, KubeconfigPlace, KubeconfigProblem } from '../access.ts';
import { inClusterFile } from './inCluster.ts';
import { kubeconfigFiles } from './kubeconfigFiles.ts';
import { mergeKubeconfigs } from './mergeKubeconfigs.ts';
import { type KubeconfigFile, parseKubeconfig } from './parseKubeconfig.ts';

/**
 * Reads and merges the kubeconfig, or the pod's own credentials where there is none. Makes no request and runs no
 * command. Never rejects: what is wrong with it stands in its `problems`, and the rest is there all the same.
 */
export async function readKubeconfig(place: KubeconfigPlace): Promise<Kubeconfig> {
  const { paths, areNamed } = kubeconfigFiles(place);
  const outcomes = await Promise.all(paths.map(readOne));
  const parsed = outcomes.flatMap(outcome => ('file' in outcome ? [outcome.file] : []));
  const unread = outcomes.flatMap(outcome => ('file' in outcome ? [] : [outcome]));
  const problems = unread.filter(({ isMissing }) => !isMissing || (areNamed && parsed.length === 0));
  const isEmpty = parsed.every(file => file.contexts.size === 0);
  const inCluster = isEmpty && place.path === undefined ? await inClusterFile(place.env) : undefined;
  return mergeKubeconfigs(
    inCluster ? [...parsed, inCluster] : parsed,
    paths,
    inCluster ? [] : problems.map(({ problem }) => problem),
  );
}

type Outcome =
  | { readonly file: KubeconfigFile }
  | { readonly problem: KubeconfigProblem; readonly isMissing: boolean };

async function readOne(path: string): Promise<Outcome> {
  try {
    return { file: parseKubeconfig(path, await readFile(path, 'utf8')) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const message = isMissing ? `${path}: there is no such file` : `${path}: cannot be read (${code})`;
    return { problem: { path, failure: { kind: 'badKubeconfig', message } }, isMissing };
  }
}
