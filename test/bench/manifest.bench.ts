import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Judge } from '../../src/manifest/judge.ts';
import { allRules } from '../../src/manifest/rules/table.ts';
import { parseManifestText } from '../../src/manifest/syntax/parseText.ts';
import { builtInCatalog, builtSchemas } from '../support/schemas.ts';
import { LanguageProcess, type ServerLaunch } from './manifest/languageProcess.ts';
import { yamlLanguageServer } from './manifest/peer.ts';
import { type BenchText, hugeWorkflow, largeInferenceService, manyDeployments } from './manifest/texts.ts';
import { type BenchRow, rowAtMost } from './row.ts';

const texts: readonly (BenchText & { readonly uri: string })[] = [
  { ...manyDeployments(), uri: 'file:///bench/deployments.yaml' },
  { ...largeInferenceService(), uri: 'file:///bench/service.yaml' },
  { ...hugeWorkflow(), uri: 'file:///bench/workflow.yaml' },
];

/** What one server needed, by name of the text; times in milliseconds. */
interface Measured {
  readonly open: number;
  readonly edits: readonly number[];
  readonly brokenEdits: readonly number[];
  readonly completion: number;
  readonly hover: number;
}

/**
 * Edits, completion and hover in big manifests, over the protocol, by our language server and by yaml-language-server in the
 * same run; and how many documents of the corpus are judged in a second.
 */
export default async function manifest(): Promise<readonly BenchRow[]> {
  const [ours, memory] = await measureServer(ourServer(), 300);
  const peer = await measurePeer();
  const rows = texts.flatMap(({ name }) => rowsOf(name, ours.get(name), peer.measured.get(name)));
  const memoryRow = rowAtMost('manifest: memory of the server, three files open', memory, 'MB', 90);
  return [...rows, { ...memoryRow, peer: peer.name, peerValue: peer.memory ?? null }, ...corpusRows()];
}

/** The server as the editor starts it. */
function ourServer(): ServerLaunch {
  const server = resolve('dist/manifestServer.js');
  if (!existsSync(server)) throw new Error('dist/manifestServer.js is not built: npm run build');
  return {
    args: ['--max-semi-space-size=4', '--max-old-space-size=1024', server, '--stdio'],
    initializationOptions: { schemasFolder: builtSchemas() },
    configuration: () => null,
  };
}

async function measurePeer() {
  const name = 'yaml-language-server 2.0';
  try {
    const [measured, memory] = await measureServer(yamlLanguageServer(), 12);
    return { name, measured, memory };
  } catch (error) {
    return {
      name: `${name} (${error instanceof Error ? error.message : error})`,
      measured: new Map<string, Measured>(),
    };
  }
}

async function measureServer(
  launch: ServerLaunch,
  rounds: number,
): Promise<readonly [Map<string, Measured>, number]> {
  await using server = await LanguageProcess.start(launch);
  const measured = new Map<string, Measured>();
  for (const text of texts) measured.set(text.name, await measureText(server, text, rounds));
  return [measured, server.memoryMB ?? 0];
}

async function measureText(
  server: LanguageProcess,
  { uri, text, mark }: (typeof texts)[number],
  rounds: number,
): Promise<Measured> {
  const open = await server.open(uri, text);
  const places = [...text.matchAll(new RegExp(mark.replaceAll('.', '\\.'), 'g'))].map(
    match => match.index + mark.length - 1,
  );
  const edits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const at = places[(round * 37) % places.length] ?? 0;
    edits.push((await server.edit(uri, at, at + 1, String(round % 10)))[0]);
  }
  const brokenEdits: number[] = [];
  for (let round = 0; round < Math.max(rounds / 10, 4); round++) {
    const at = (places[(round * 37) % places.length] ?? 0) - mark.length + 1;
    brokenEdits.push((await server.edit(uri, at, at, '"'))[0]);
    await server.edit(uri, at, at + 1, '');
  }
  const key = (places[Math.floor(places.length / 2)] ?? 0) - mark.length - 3;
  const asked = async (method: string) => {
    const times = [];
    for (let round = 0; round < 15; round++) times.push(await server.ask(method, uri, key));
    return quantile(times, 0.5);
  };
  return {
    open,
    edits,
    brokenEdits,
    completion: await asked('textDocument/completion'),
    hover: await asked('textDocument/hover'),
  };
}

function rowsOf(name: string, ours: Measured | undefined, peer: Measured | undefined): readonly BenchRow[] {
  if (ours === undefined) return [];
  const row = (what: string, of: (measured: Measured) => number, goal: number | null): BenchRow => {
    const value = of(ours);
    const peerValue = peer ? of(peer) : null;
    return {
      name: `manifest, ${name}: ${what}`,
      value,
      unit: 'ms',
      peer: 'yaml-language-server 2.0',
      peerValue,
      goal,
      met: goal === null ? null : value <= goal,
    };
  };
  return [
    row('edit to problems, p50', measured => quantile(measured.edits, 0.5), 5),
    row('edit to problems, p95', measured => quantile(measured.edits, 0.95), 15),
    row('an edit that breaks the YAML, p50', measured => quantile(measured.brokenEdits, 0.5), null),
    row('open to problems', measured => measured.open, null),
    row('completion, p50', measured => measured.completion, null),
    row('hover, p50', measured => measured.hover, null),
  ];
}

/** Documents of the corpus judged in a second, in a warm process. */
function corpusRows(): readonly BenchRow[] {
  const folder = resolve('../shared/corpus/valid');
  const name = 'manifest: documents of the corpus, parsed and judged';
  if (!existsSync(folder))
    return [
      {
        name: `${name} (no corpus here)`,
        value: 0,
        unit: 'documents/s',
        peer: null,
        peerValue: null,
        goal: null,
        met: null,
      },
    ];
  const files = readdirSync(folder)
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => readFileSync(join(folder, file), 'utf8'));
  const catalog = builtInCatalog();
  const judge = new Judge(allRules());
  const pass = () => {
    const since = performance.now();
    let count = 0;
    for (const text of files)
      for (const document of parseManifestText(text)) {
        judge.document(document, catalog);
        count++;
      }
    return count / ((performance.now() - since) / 1000);
  };
  const cold = pass();
  const value = quantile([pass(), pass(), pass()], 0.5);
  const row = { unit: 'documents/s', peer: null, peerValue: null };
  return [
    { ...row, name, value, goal: 3_000, met: value >= 3_000 },
    { ...row, name: `${name}, first pass of a fresh process`, value: cold, goal: null, met: null },
  ];
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
