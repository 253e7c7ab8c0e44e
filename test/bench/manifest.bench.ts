import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Judge } from '../../src/manifest/judge.ts';
import { allRules } from '../../src/manifest/rules/table.ts';
import { parseManifestText } from '../../src/manifest/syntax/parseText.ts';
import { aLanguageServer } from '../support/languageServer.ts';
import { builtInCatalog, builtSchemas } from '../support/schemas.ts';
import { editsAround } from './manifest/edits.ts';
import { LanguageProcess, type ServerLaunch } from './manifest/languageProcess.ts';
import { LongestTurn } from './manifest/longestTurn.ts';
import { yamlLanguageServer } from './manifest/peer.ts';
import { type BenchText, hugeWorkflow, largeInferenceService, manyDeployments } from './manifest/texts.ts';
import { type BenchRow, rowAtMost } from './row.ts';

type Text = BenchText & { readonly uri: string };

const texts: readonly Text[] = [
  { ...manyDeployments(), uri: 'file:///bench/deployments.yaml' },
  { ...largeInferenceService(), uri: 'file:///bench/service.yaml' },
  { ...hugeWorkflow(), uri: 'file:///bench/workflow.yaml' },
];

/** After this long without work a server has tidied up. */
const restMs = 6_000;

/** What one server needed for a text; times in milliseconds. */
interface Measured {
  readonly open: number;
  readonly edits: readonly number[];
  readonly brokenEdits: readonly number[];
  readonly completion: number;
  readonly hover: number;
  /** Of the server's process after all of that, in MB. */
  readonly memory: number;
  /** The same after some seconds of rest. */
  readonly restingMemory: number;
}

const peerName = 'yaml-language-server 2.0';

/**
 * Edits, completion and hover in big manifests, over the protocol, by our language server and by yaml-language-server in the
 * same run; how long the server does not listen; and how many documents of the corpus are judged in a second.
 */
export default async function manifest(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const peer = launchOfPeer();
  for (const text of texts) {
    const ours = await measure(ourServer(), text, 50);
    const theirs = peer ? await measure(peer, text, 2) : undefined;
    rows.push(...rowsOf(text.name, ours, theirs));
  }
  for (const text of texts) rows.push(...(await blockRows(text)));
  return [...rows, ...corpusRows()];
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

function launchOfPeer(): ServerLaunch | undefined {
  try {
    return yamlLanguageServer();
  } catch (error) {
    console.error(`${peerName} cannot be had: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** One server with one file: opened, edited in `rounds` rounds of six edits, and asked. */
async function measure(launch: ServerLaunch, text: Text, rounds: number): Promise<Measured> {
  await using server = await LanguageProcess.start(launch);
  const { uri, mark } = text;
  const open = await server.open(uri, text.text);
  const edits: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (const { start, end, newText } of editsAround(() => server.text(uri), mark, round * 37))
      edits.push((await server.edit(uri, start, end, newText))[0]);
  const brokenEdits = await breakAndMend(server, text, Math.max(rounds / 2, 4));
  const key = server.text(uri).indexOf(mark.slice(0, -1), server.text(uri).length / 2) - 4;
  const completion = await asked(server, 'textDocument/completion', uri, key);
  const hover = await asked(server, 'textDocument/hover', uri, key);
  const memory = server.memoryMB ?? Number.NaN;
  await setTimeout(restMs);
  const restingMemory = server.memoryMB ?? Number.NaN;
  return { open, edits, brokenEdits, completion, hover, memory, restingMemory };
}

/** Opens a quote that nothing closes, and takes it back. */
async function breakAndMend(
  server: LanguageProcess,
  { uri, mark }: Text,
  rounds: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const middle = Math.floor((server.text(uri).length * (round + 1)) / (rounds + 1));
    const at = server.text(uri).lastIndexOf(mark.slice(0, -1), middle);
    times.push((await server.edit(uri, at, at, '"'))[0]);
    await server.edit(uri, at, at + 1, '');
  }
  return times;
}

/** Median time of a request. */
async function asked(server: LanguageProcess, method: string, uri: string, offset: number): Promise<number> {
  const times = [];
  for (let round = 0; round < 15; round++) times.push(await server.ask(method, uri, offset));
  return quantile(times, 0.5);
}

function rowsOf(name: string, ours: Measured, peer: Measured | undefined): readonly BenchRow[] {
  const row = (
    what: string,
    of: (measured: Measured) => number,
    goal: number | null,
    unit = 'ms',
  ): BenchRow => {
    const value = of(ours);
    const peerValue = peer ? of(peer) : null;
    const met = goal === null ? null : value <= goal;
    return { name: `manifest, ${name}: ${what}`, value, unit, peer: peerName, peerValue, goal, met };
  };
  return [
    row('edit to problems, p50', measured => quantile(measured.edits, 0.5), 5),
    row('edit to problems, p95', measured => quantile(measured.edits, 0.95), 15),
    row('an edit that breaks the YAML, p50', measured => quantile(measured.brokenEdits, 0.5), null),
    row('open to problems', measured => measured.open, null),
    row('completion, p50', measured => measured.completion, null),
    row('hover, p50', measured => measured.hover, null),
    row('memory of the server after its edits', measured => measured.memory, 90, 'MB'),
    row('memory of the server at rest', measured => measured.restingMemory, null, 'MB'),
  ];
}

/** The longest time for which the server does not look for messages, while a file is opened and while it is edited. */
async function blockRows({ name, uri, text, mark }: Text): Promise<readonly BenchRow[]> {
  await using server = await aLanguageServer();
  const blocks = new LongestTurn();
  await server.open(uri, text);
  const whileOpening = blocks.take();
  for (let round = 0; round < 10; round++)
    for (const { start, end, newText } of editsAround(() => server.text(uri), mark, round * 37))
      await server.edit(uri, start, end, newText);
  const whileEditing = blocks.take();
  blocks.stop();
  return [
    rowAtMost(`manifest, ${name}: longest block while it is opened`, whileOpening, 'ms', 10),
    rowAtMost(`manifest, ${name}: longest block in 60 edits`, whileEditing, 'ms', 10),
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
