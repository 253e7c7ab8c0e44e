import type { Connection } from 'vscode-languageserver';
import type { Judge, Severities } from '../judge.ts';
import type { ManifestObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import { problemRange } from '../problemRange.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import type { Piece } from '../syntax/node.ts';
import { type DiagnosticWords, toDiagnostic } from './diagnostics.ts';
import type { OpenFile } from './openFile.ts';

/** What verdicts are made from; asked anew for each run. */
export interface Bench {
  readonly judge: Judge;
  readonly catalog: SchemaCatalog;
  readonly surroundings: Surroundings;
  /** See UpdateContext. */
  readonly liveOf: (object: ManifestObject) => unknown;
  readonly severities: Severities;
  /** Grows whenever settings, schemas or rules change, so that kept verdicts are made anew. */
  readonly generation: number;
}

interface Kept {
  readonly generation: number;
  readonly problems: readonly Problem[];
}

/** Work goes on for this long before the server looks for the next message. */
const sliceMs = 8;

/** Judges open files soon after they change, in slices, and tells the editor. The next edit ends the work on the last one. */
export class Diagnosing {
  readonly #connection: Connection;
  readonly #bench: () => Bench;
  readonly #words: () => DiagnosticWords;
  readonly #onRead: (file: OpenFile, documents: readonly ManifestDocument[]) => void;
  readonly #due = new Map<string, OpenFile>();
  readonly #kept = new WeakMap<Piece, Kept>();
  #running: Promise<void> | undefined;

  constructor(
    connection: Connection,
    bench: () => Bench,
    words: () => DiagnosticWords,
    onRead: (file: OpenFile, documents: readonly ManifestDocument[]) => void,
  ) {
    this.#connection = connection;
    this.#bench = bench;
    this.#words = words;
    this.#onRead = onRead;
  }

  /** Has a file judged as soon as the messages that wait are read. */
  schedule(file: OpenFile): void {
    this.#due.set(file.uri, file);
    this.#running ??= this.#run();
  }

  /** Waits until the problems of a file are those of its text. */
  async judged(file: OpenFile): Promise<void> {
    if (file.isJudged) return;
    this.schedule(file);
    await this.#running;
  }

  /** Takes back what was told of a file that was closed. */
  forget(uri: string): void {
    this.#due.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #run(): Promise<void> {
    // The messages that wait are read first.
    await new Promise(resolve => setImmediate(resolve));
    try {
      for (let next = this.#take(); next; next = this.#take()) await this.#judge(next);
    } finally {
      this.#running = undefined;
    }
  }

  #take(): OpenFile | undefined {
    const [file] = this.#due.values();
    if (file) this.#due.delete(file.uri);
    return file;
  }

  async #judge(file: OpenFile): Promise<void> {
    const { version } = file.text;
    const documents = file.documents();
    this.#onRead(file, documents);
    const bench = this.#bench();
    const problems: Problem[] = [];
    let since = performance.now();
    for (const document of documents) {
      const found = this.#alone(document, bench);
      // At most a thousand and one each: a spread of them is safe.
      problems.push(...found, ...bench.judge.update(document, { ...bench, found }));
      problems.push(...bench.judge.surroundings(document, bench.surroundings, bench.severities));
      if (performance.now() - since < sliceMs) continue;
      await new Promise(resolve => setImmediate(resolve));
      since = performance.now();
      if (file.text.version !== version || this.#due.has(file.uri)) return;
    }
    file.problems = problems.toSorted((a, b) => problemRange(a).start - problemRange(b).start);
    const words = this.#words();
    const diagnostics = file.problems.map(problem => toDiagnostic(problem, file.text, words));
    await this.#connection.sendDiagnostics({ uri: file.uri, version, diagnostics });
  }

  #alone(document: ManifestDocument, { judge, catalog, severities, generation }: Bench): readonly Problem[] {
    const kept = this.#kept.get(document.piece);
    if (kept?.generation === generation) return kept.problems;
    const problems = judge.document(document, catalog, severities);
    this.#kept.set(document.piece, { generation, problems });
    return problems;
  }
}
