import type { Severity } from '../../manifest/problem.ts';
import type { Failure } from './findFiles.ts';
import type { Finding } from './finding.ts';

/** What a run came to. */
export interface Summary {
  /** Files that hold manifests. */
  readonly files: number;
  readonly filesWithFindings: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly failures: readonly Failure[];
}

/** Writes what is found, file by file, so that nothing has to be kept. */
export interface Reporter {
  begin?(): void;
  /** Called for files with findings alone. */
  file(path: string, findings: readonly Finding[]): void;
  end?(summary: Summary): void;
}
