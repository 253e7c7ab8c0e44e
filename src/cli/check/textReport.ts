import type { Severity } from '../../manifest/problem.ts';
import type { Io } from '../io.ts';
import type { Finding } from './finding.ts';
import { severities } from './options.ts';
import type { Reporter, Summary } from './report.ts';

const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 34, hint: 36 };
const BOLD = 1;
const FAINT = 2;

/** For reading: the problems below their file's name, and a line that sums up. */
export function textReport(io: Io): Reporter {
  const paint = (text: string, code: number) =>
    io.hasColours === true ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    file: (path, findings) => {
      const widths = { place: 0, severity: 0, rule: 0 };
      for (const finding of findings) {
        widths.place = Math.max(widths.place, placeOf(finding).length);
        widths.severity = Math.max(widths.severity, finding.severity.length);
        widths.rule = Math.max(widths.rule, finding.rule.length);
      }
      const lines = findings.map(finding => {
        const { severity, rule, message } = finding;
        const place = paint(placeOf(finding).padStart(widths.place), FAINT);
        const weight = paint(severity.padEnd(widths.severity), colours[severity]);
        return `  ${place}  ${weight}  ${paint(rule.padEnd(widths.rule), FAINT)}  ${printable(message)}\n`;
      });
      io.out(`${paint(printable(path), BOLD)}\n${lines.join('')}\n`);
    },
    end: summary => io.out(`${summed(summary)}\n`),
  };
}

function placeOf({ line, column }: Finding): string {
  return `${line}:${column}`;
}

/** What a manifest holds must not reach the terminal as a command to it. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, mark => {
    const code = mark.charCodeAt(0).toString(16).padStart(4, '0');
    return mark === '\n' || mark === '\t' ? ' ' : `\\u${code}`;
  });
}

function summed({ files, filesWithFindings, counts }: Summary): string {
  if (files === 0) return 'No manifests found.';
  const found = severities.filter(severity => counts[severity] > 0);
  if (found.length === 0) return `No problems in ${counted(files, 'file')}.`;
  const parts = found.map(severity => counted(counts[severity], nouns[severity]));
  return `${parts.join(', ')} in ${filesWithFindings} of ${counted(files, 'file')}.`;
}

const nouns: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'remark',
  hint: 'hint',
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
