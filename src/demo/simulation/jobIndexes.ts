import type { Job, Pod } from '../api/wire.ts';

/** The rank of a pod of an indexed Job; undefined for other pods. */
export function indexOfPod(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'];
  return text === undefined ? undefined : Number(text);
}

/** The ranks that nobody works on or has worked off; empty for Jobs without ranks. */
export function freeIndexes(job: Job, taken: readonly Pod[]): readonly number[] {
  if (job.spec.completionMode !== 'Indexed') return [];
  const used = new Set(taken.map(indexOfPod));
  return Array.from({ length: job.spec.completions ?? 0 }, (_, index) => index).filter(
    index => !used.has(index),
  );
}

export function completedIndexes(succeeded: readonly Pod[]): readonly number[] {
  return [...new Set(succeeded.flatMap(pod => indexOfPod(pod) ?? []))].sort((a, b) => a - b);
}

/** `0-2,4`: runs of neighbours are drawn together, as in a Job's status. */
export function toIndexText(indexes: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',');
}
