import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { run } from '../../../../src/cli/check.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { Terminal } from '../../../support/terminal.ts';

const broken = `apiVersion: v1
kind: Service
metadata: {name: web, uid: x}
spec:
  selecter: {app: web}
  ports: [{name: a, port: 80}, {name: a, port: 81}]
`;

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
  readonly message?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly (Location & { readonly id: number })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Rule[] } };
    readonly columnKind: string;
    readonly originalUriBaseIds: Readonly<Record<string, object>>;
    readonly results: readonly Result[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[];
    }[];
  }[];
}

const levels = ['none', 'note', 'warning', 'error'];

async function sarif(files: Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const terminal = new Terminal({ files, workingFolder: '/work/project' });
  const exitCode = await run([...paths, '--format', 'sarif'], terminal);
  const [only] = (JSON.parse(terminal.printed) as Log).runs;
  ok(only);
  return { exitCode, log: JSON.parse(terminal.printed) as Log, ...only };
}

/** What SARIF 2.1.0 asks of a result (§3.27) and of a region (§3.30), and code scanning besides. */
function assertSound(result: Result, rules: readonly Rule[]): void {
  equal(rules[result.ruleIndex]?.id, result.ruleId);
  ok(levels.includes(result.level));
  ok(result.message.text.length > 0);
  equal(result.locations.length, 1);
  for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
    const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
    for (const place of [startLine, startColumn, endLine, endColumn])
      ok(Number.isInteger(place) && place >= 1);
    ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
    ok(URL.canParse(physicalLocation.artifactLocation.uri, 'file:///base/'));
  }
}

suite('SARIF report', () => {
  test('is a log of one run, with every rule', async () => {
    const { log, tool, columnKind } = await sarif({ 'a.yaml': broken }, 'a.yaml');
    equal(log.version, '2.1.0');
    match(log.$schema, /sarif-2\.1\.0\.json$/);
    equal(log.runs.length, 1);
    equal(columnKind, 'utf16CodeUnits');
    equal(tool.driver.name, 'timonel');
    deepEqual(
      tool.driver.rules.map(({ id }) => id),
      [...allRules().facts.keys()],
    );
  });

  test('rules have texts, help and a level', async () => {
    const { tool } = await sarif({ 'a.yaml': broken }, 'a.yaml');
    for (const { id, name, shortDescription, fullDescription, help, defaultConfiguration } of tool.driver
      .rules) {
      match(name, /^[A-Z][A-Za-z0-9]+$/);
      ok(shortDescription.text.length <= 1024 && shortDescription.text.length > 0, id);
      ok(fullDescription.text.length <= 1024 && fullDescription.text.length > 0, id);
      ok(help.text.includes(id) && help.markdown.includes(id));
      ok(levels.includes(defaultConfiguration.level));
    }
  });

  test('results have what the format and code scanning ask for', async () => {
    const { results, tool, exitCode } = await sarif({ 'a.yaml': broken }, 'a.yaml');
    equal(exitCode, 1);
    ok(results.length >= 3);
    for (const result of results) assertSound(result, tool.driver.rules);
    const unknown = results.find(({ ruleId }) => ruleId === 'schema/unknown-field');
    equal(unknown?.level, 'error');
    deepEqual(unknown?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 5, startColumn: 3, endLine: 5, endColumn: 11 },
    });
    equal(results.find(({ ruleId }) => ruleId === 'metadata/server-set')?.level, 'note');
    ok(results.some(({ relatedLocations }) => (relatedLocations?.[0]?.message?.text ?? '') !== ''));
  });

  test('fingerprints stay where lines move, and tell alike problems apart', async () => {
    const prints = async (text: string) =>
      (await sarif({ a: text }, 'a')).results.map(result => result.partialFingerprints['timonelProblem/v1']);
    const before = await prints(broken);
    deepEqual(await prints(`# moved\n\n${broken}`), before);
    equal(new Set(before).size, before.length);
    const [first] = await prints(broken.replace('name: web', 'name: other'));
    notEqual(first, before[0]);
  });

  test('addresses are relative to the working folder, and escaped', async () => {
    const uris = async (path: string) =>
      (await sarif({ [path]: broken }, path)).results[0]?.locations[0]?.physicalLocation.artifactLocation;
    deepEqual(await uris('k8s/a b#1.yaml'), { uri: 'k8s/a%20b%231.yaml', uriBaseId: '%SRCROOT%' });
    deepEqual(await uris('/work/project/k8s/a.yaml'), { uri: 'k8s/a.yaml', uriBaseId: '%SRCROOT%' });
    deepEqual(await uris('/elsewhere/a.yaml'), { uri: 'file:///elsewhere/a.yaml' });
  });

  test('is whole without results, and tells what could not be read', async () => {
    const { results, invocations, exitCode } = await sarif({}, '/no/such.yaml');
    equal(exitCode, 2);
    deepEqual(results, []);
    equal(invocations[0]?.executionSuccessful, false);
    match(invocations[0]?.toolExecutionNotifications?.[0]?.message.text ?? '', /no\/such\.yaml: ENOENT/);
  });
});
