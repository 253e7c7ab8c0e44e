import type { ServerVerdict } from './serverVerdicts.ts';

interface Exception {
  readonly part: 'valid' | 'invalid';
  readonly file: string;
  /** Of the document in its file, from 0. */
  readonly index: number;
  readonly reason: string;
}

/** Documents on which our verdict differs from the server's on purpose, each with its reason. */
export const exceptions: readonly Exception[] = [];

/** Why a document counts neither way; undefined for all but the exceptions. */
export function exceptionFor({ part, file, index }: ServerVerdict): string | undefined {
  return exceptions.find(other => other.part === part && other.file === file && other.index === index)
    ?.reason;
}
