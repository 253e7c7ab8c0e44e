import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** How a language server is started and spoken to. */
export interface ServerLaunch {
  readonly args: readonly string[];
  readonly initializationOptions: unknown;
  /** Answer to `workspace/configuration`, by section. */
  readonly configuration: (section: string) => unknown;
}

interface Waiting {
  readonly version: number;
  readonly resolve: (diagnostics: readonly Diagnostic[]) => void;
}

/** A language server in a process of its own, as an editor would run it, driven over its standard streams. */
export class LanguageProcess implements AsyncDisposable {
  readonly client: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #waiting = new Map<string, Waiting>();

  private constructor(process: ChildProcess, client: ProtocolConnection) {
    this.#process = process;
    this.client = client;
    client.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      const waiting = this.#waiting.get(uri);
      // A server may tell of an earlier version once more. The peer does not say of which it speaks.
      if (waiting === undefined || (version ?? waiting.version) < waiting.version) return;
      this.#waiting.delete(uri);
      waiting.resolve(diagnostics);
    });
  }

  static async start({ args, initializationOptions, configuration }: ServerLaunch): Promise<LanguageProcess> {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const client = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    client.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(item => configuration(item.section)),
    );
    client.onRequest('client/registerCapability', () => null);
    const server = new LanguageProcess(child, client);
    client.listen();
    const capabilities = {
      workspace: { configuration: true },
      textDocument: { publishDiagnostics: { versionSupport: true } },
    };
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [],
      capabilities,
      initializationOptions,
    });
    await client.sendNotification('initialized', {});
    return server;
  }

  /** Opens a file; resolves with the time until its problems came, in milliseconds. */
  async open(uri: string, text: string): Promise<number> {
    this.#texts.set(uri, { text, version: 1 });
    const since = performance.now();
    const answer = this.#next(uri, 1);
    await this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    await answer;
    return performance.now() - since;
  }

  /** Writes text over a stretch of a file; resolves with the time until the problems came, in milliseconds, and with them. */
  async edit(
    uri: string,
    start: number,
    end: number,
    newText: string,
  ): Promise<readonly [number, readonly Diagnostic[]]> {
    const known = this.#texts.get(uri) ?? { text: '', version: 0 };
    const range = { start: positionAt(known.text, start), end: positionAt(known.text, end) };
    const version = known.version + 1;
    this.#texts.set(uri, { text: known.text.slice(0, start) + newText + known.text.slice(end), version });
    const since = performance.now();
    const answer = this.#next(uri, version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: newText }],
    });
    const diagnostics = await answer;
    return [performance.now() - since, diagnostics];
  }

  /** Time of a request at an offset, in milliseconds. */
  async ask(method: string, uri: string, offset: number): Promise<number> {
    const position = positionAt(this.text(uri), offset);
    const since = performance.now();
    await this.client.sendRequest(method, { textDocument: { uri }, position });
    return performance.now() - since;
  }

  text(uri: string): string {
    return this.#texts.get(uri)?.text ?? '';
  }

  /** Memory that the process holds, in MB of 10⁶ bytes; undefined where the system does not tell. */
  get memoryMB(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6;
    } catch {
      return undefined;
    }
  }

  #next(uri: string, version: number): Promise<readonly Diagnostic[]> {
    return new Promise(resolve => this.#waiting.set(uri, { version, resolve }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.dispose();
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}

function positionAt(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}
