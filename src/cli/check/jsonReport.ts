import type { Io } from '../io.ts';
import type { Reporter } from './report.ts';

/** One object a line and problem. */
export function jsonReport(io: Io): Reporter {
  return {
    file: (file, findings) => {
      const lines = findings.map(
        ({ document, line, column, endLine, endColumn, severity, rule, message, path }) =>
          `${JSON.stringify({ file, document, line, column, endLine, endColumn, severity, rule, message, path })}\n`,
      );
      io.out(lines.join(''));
    },
  };
}
