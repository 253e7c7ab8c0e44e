import type { Container, Pod } from '../api/wire.ts';

export interface LogLine {
  readonly text: string;
  /** How long after the line before, or after the start. */
  readonly afterMs: number;
}

/** What a container does when it runs. */
export interface Program {
  /** The line with this number from 0, or undefined when no more come. */
  line(index: number): LogLine | undefined;
  /** How it ends, so long after its start; without it, it runs until it is killed. */
  readonly exit?: { readonly afterMs: number; readonly code: number; readonly reason?: string };
  /** Ready so long after its start. */
  readonly readyAfterMs: number;
}

/** Finds what a container of a pod does; `attempt` counts its restarts from 0. */
export type ProgramFinder = (pod: Pod, container: Container, attempt: number) => Program;

/** A program that says these lines, `everyMs` apart, and ends after them. */
export function scripted(
  lines: readonly string[],
  everyMs: number,
  exit: { readonly code: number; readonly reason?: string },
): Program {
  return {
    line: index => {
      const text = lines[index];
      return text === undefined ? undefined : { text, afterMs: everyMs };
    },
    exit: { ...exit, afterMs: (lines.length + 1) * everyMs },
    readyAfterMs: 500,
  };
}
