import { setImmediate } from 'node:timers/promises';
import type { Severity } from '../manifest/problem.ts';
import { allRules } from '../manifest/rules/table.ts';
import { FileCatalog, type IndexedKind } from '../manifest/schema/fileCatalog.ts';
import type { SchemaFileJson } from '../manifest/schema/schemaJson.ts';
import { type Failure, findFiles } from './check/findFiles.ts';
import { jsonReport } from './check/jsonReport.ts';
import { judgeFiles } from './check/judgeFiles.ts';
import { type CheckOptions, checkOptions, type Format, formats, isShown } from './check/options.ts';
import type { Reporter } from './check/report.ts';
import { sarifReport } from './check/sarifReport.ts';
import { textReport } from './check/textReport.ts';
import { type Command, execute } from './command.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel check PATH… [--format text|json|sarif] [--only RULE] [--severity LEVEL]

Judges manifests as the API server, the controllers and their webhooks would. Talks to no cluster.
PATH is a file, a folder (its YAML and JSON manifests, to the bottom), or - for standard input.
  --only RULE       only this rule or area (schema/unknown-field, argo); several by commas, or given again
  --severity LEVEL  only problems of this severity and above: error, warning, information, hint
Exit code: 0 no errors, 1 errors, 2 something could not be read or judged.
`;

/** `timonel check PATH…`: manifests to problems. Resolves to the exit code. */
export function run(args: readonly string[], io: Io): Promise<number> {
  const rules = allRules();
  const command: Command<CheckOptions, Format> = {
    name: 'check',
    usage,
    formats,
    options: { only: { type: 'string', multiple: true }, severity: { type: 'string' } },
    read: line => checkOptions(line, rules),
    act: options => check(options, rules, io),
  };
  return execute(command, args, io);
}

async function check(options: CheckOptions, rules: ReturnType<typeof allRules>, io: Io): Promise<number> {
  const catalog = builtInCatalog(io);
  const failures: Failure[] = [];
  const onFailure = (failure: Failure) => {
    failures.push(failure);
    io.err(`timonel check: ${failure.path}: ${failure.why}\n`);
  };
  const onNoManifest = (path: string) => io.err(`timonel check: ${path}: holds no manifest\n`);
  const reporter = reporterFor(options.format, io, [...rules.facts.values()]);
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let [files, filesWithFindings] = [0, 0];
  const found = await findFiles(options.paths, io, onFailure);
  reporter.begin?.();
  for await (const file of judgeFiles(found, { io, rules, catalog, onFailure, onNoManifest })) {
    files++;
    const findings = file.findings.filter(finding => isShown(finding, options));
    if (findings.length === 0) continue;
    filesWithFindings++;
    for (const { severity } of findings) counts[severity]++;
    reporter.file(file.path, findings);
    // A reader that hung up is only heard of between two turns.
    await setImmediate();
  }
  reporter.end?.({ files, filesWithFindings, counts, failures });
  if (failures.length > 0) return exitCodes.couldNotRun;
  return counts.error > 0 ? exitCodes.found : exitCodes.fine;
}

function reporterFor(format: Format, io: Io, rules: Parameters<typeof sarifReport>[1]): Reporter {
  if (format === 'json') return jsonReport(io);
  return format === 'sarif' ? sarifReport(io, rules) : textReport(io);
}

function builtInCatalog(io: Io): FileCatalog {
  const index = io.schemaFile('index.json') as readonly IndexedKind[] | undefined;
  if (index === undefined) throw new Error('the schemas are missing: npm run build:schemas makes them');
  return new FileCatalog(index, path => io.schemaFile(path) as SchemaFileJson | undefined);
}
