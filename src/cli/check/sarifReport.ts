import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Severity } from '../../manifest/problem.ts';
import type { RuleFacts } from '../../manifest/rule.ts';
import type { Io } from '../io.ts';
import type { Finding, Region } from './finding.ts';
import type { Reporter, Summary } from './report.ts';
import { sarifRule } from './sarifRule.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Base of relative addresses: code scanning takes it for the repository's root. */
const base = '%SRCROOT%';

/** One log of SARIF 2.1.0 with one run. It is written as it comes: the rules first, then the results. */
export function sarifReport(io: Io, rules: readonly RuleFacts[]): Reporter {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  let separator = '';
  return {
    begin: () => {
      const tool = JSON.stringify({ driver: { name: 'timonel', rules: rules.map(sarifRule) } });
      const bases = JSON.stringify({
        [base]: { description: { text: 'The folder that timonel was run in.' } },
      });
      io.out(`{"$schema":"${schema}","version":"2.1.0","runs":[{"tool":${tool},`);
      io.out(`"columnKind":"utf16CodeUnits","originalUriBaseIds":${bases},"results":[`);
    },
    file: (path, findings) => {
      const location = artifactLocation(path, io.workingFolder);
      const prints = fingerprints(findings);
      for (const [at, finding] of findings.entries()) {
        const result = {
          ruleId: finding.rule,
          ruleIndex: indexes.get(finding.rule),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [physicalLocation(location, finding, logicalLocation(finding))],
          ...(finding.related.length > 0 && {
            relatedLocations: finding.related.map((related, id) => ({
              id: id + 1,
              ...physicalLocation(location, related),
              message: { text: related.message },
            })),
          }),
          partialFingerprints: { 'timonelProblem/v1': prints[at] },
        };
        io.out(`${separator}\n${JSON.stringify(result)}`);
        separator = ',';
      }
    },
    end: summary => io.out(`\n],"invocations":[${JSON.stringify(invocation(summary))}]}]}\n`),
  };
}

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Relative to the working folder where the file is below it, so that it is found in another checkout. */
function artifactLocation(path: string, workingFolder: string): ArtifactLocation {
  const inFolder = path.startsWith('/') ? relative(workingFolder, path) : path;
  if (inFolder.startsWith('../')) return { uri: pathToFileURL(path).href };
  const uri = inFolder.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: base };
}

function physicalLocation(
  artifactLocation: ArtifactLocation,
  { line, column, endLine, endColumn }: Region,
  more: object = {},
) {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { physicalLocation: { artifactLocation, region }, ...more };
}

function logicalLocation({ subject, path }: Finding): object {
  const fullyQualifiedName = [subject, path].filter(part => part !== '').join(' ');
  return fullyQualifiedName === '' ? {} : { logicalLocations: [{ fullyQualifiedName }] };
}

/** Stays the same while the problem does, wherever its lines move: made from the rule, the object and the field. */
function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, subject, path }) => {
    const hash = createHash('sha256').update(`${rule}\n${subject}\n${path}`).digest('hex').slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function invocation({ failures }: Summary): object {
  return {
    executionSuccessful: failures.length === 0,
    ...(failures.length > 0 && {
      toolExecutionNotifications: failures.map(({ path, why }) => ({
        level: 'error',
        message: { text: `${path}: ${why}` },
      })),
    }),
  };
}
