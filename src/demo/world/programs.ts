import type { Pod } from '../api/wire.ts';
import { hashOf } from '../random.ts';
import { annotationSeconds, podAnnotation } from '../simulation/podAnnotations.ts';
import type { Program, ProgramFinder } from '../simulation/program.ts';
import { crashing } from './crashProgram.ts';
import { serving } from './servingPrograms.ts';
import { training } from './trainingPrograms.ts';

/** Chooses what a container does from the pod's annotations, its image and how it is restarted. */
export const findProgram: ProgramFinder = (pod, container, attempt) => {
  const seed = hashOf(`${pod.metadata.name}/${container.name}`);
  const chosen = podAnnotation(pod, 'log');
  const isTask = (pod.spec.restartPolicy ?? 'Always') !== 'Always';
  const program =
    chosen === 'crash'
      ? crashing(seed)
      : isTask || chosen === 'training'
        ? training(chosen ?? 'training', { seed, index: indexOf(pod.metadata.labels), attempt })
        : chosen === 'silent'
          ? silent
          : serving(pod, container, seed);
  return withAnnotations(program, pod, { isTask, attempt });
};

/** Runs, and says nothing. */
const silent: Program = { line: () => undefined, readyAfterMs: 1_000 };

/** Runs of tasks last so long when an annotation says how they end and not when. */
const defaultRunMs = 2_000;

/** Annotations say how a run ends: when, with which code, how often. */
function withAnnotations(
  program: Program,
  pod: Pod,
  { isTask, attempt }: { readonly isTask: boolean; readonly attempt: number },
): Program {
  const isNeverReady = podAnnotation(pod, 'not-ready') !== undefined;
  const readyAfterMs = isNeverReady
    ? Number.MAX_SAFE_INTEGER
    : (annotationSeconds(pod, 'ready-seconds') ?? program.readyAfterMs);
  const code = Number(podAnnotation(pod, 'exit-code') ?? 0);
  const runMs = annotationSeconds(pod, 'run-seconds');
  if (runMs === undefined && code === 0) return { ...program, readyAfterMs };
  const afterMs = runMs ?? defaultRunMs;
  if (code === 0) return { ...program, readyAfterMs, exit: { afterMs, code } };
  if (attempt >= Number(podAnnotation(pod, 'fail-times') ?? Number.POSITIVE_INFINITY)) {
    const { exit: _, ...server } = program;
    return isTask ? { ...program, readyAfterMs, exit: { afterMs, code: 0 } } : { ...server, readyAfterMs };
  }
  const reason = podAnnotation(pod, 'exit-reason') ?? (code === 137 ? 'OOMKilled' : 'Error');
  return { ...program, readyAfterMs, exit: { afterMs, code, reason } };
}

/** The rank of a pod of an indexed Job. */
function indexOf(labels: Readonly<Record<string, string>> | undefined): number {
  return Number(labels?.['batch.kubernetes.io/job-completion-index'] ?? 0);
}
