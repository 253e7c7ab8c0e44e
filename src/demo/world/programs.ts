import { hashOf } from '../random.ts';
import { annotationSeconds, podAnnotation } from '../simulation/podAnnotations.ts';
import type { Program, ProgramFinder } from '../simulation/program.ts';
import { crashing } from './crashProgram.ts';
import { serving } from './servingPrograms.ts';
import { training } from './trainingPrograms.ts';

/** Chooses what a container does from the pod's annotations, its image and how it is restarted. */
export const findProgram: ProgramFinder = (pod, container, attempt) => {
  const seed = hashOf(`${pod.metadata.name}/${container.name}`);
  const chosen = podAnnotation(pod, 'program');
  const isTask = (pod.spec.restartPolicy ?? 'Always') !== 'Always';
  const program =
    chosen === 'crash'
      ? crashing(seed)
      : isTask
        ? training(chosen ?? 'keras', { seed, index: indexOf(pod.metadata.labels), attempt })
        : serving(pod, container, seed);
  return withAnnotations(program, {
    runMs: annotationSeconds(pod, 'run-seconds'),
    exitCode: Number(podAnnotation(pod, 'exit-code') ?? 0),
    exitReason: podAnnotation(pod, 'exit-reason'),
    readyMs:
      podAnnotation(pod, 'not-ready') === undefined
        ? annotationSeconds(pod, 'ready-seconds')
        : Number.MAX_SAFE_INTEGER,
    failTimes: Number(podAnnotation(pod, 'fail-times') ?? Number.POSITIVE_INFINITY),
    attempt,
  });
};

interface Wishes {
  readonly runMs: number | undefined;
  readonly exitCode: number;
  readonly exitReason: string | undefined;
  readonly readyMs: number | undefined;
  readonly failTimes: number;
  readonly attempt: number;
}

function withAnnotations(program: Program, wishes: Wishes): Program {
  const readyAfterMs = wishes.readyMs ?? program.readyAfterMs;
  if (wishes.runMs === undefined) return { ...program, readyAfterMs };
  const fails = wishes.exitCode !== 0 && wishes.attempt < wishes.failTimes;
  const reason = fails ? { reason: wishes.exitReason ?? 'Error' } : {};
  return {
    ...program,
    readyAfterMs,
    exit: { afterMs: wishes.runMs, code: fails ? wishes.exitCode : 0, ...reason },
  };
}

/** The rank of a pod of an indexed Job. */
function indexOf(labels: Readonly<Record<string, string>> | undefined): number {
  return Number(labels?.['batch.kubernetes.io/job-completion-index'] ?? 0);
}
