import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../src/manifest/protocol.ts';
import { ManifestServer } from '../../src/manifest/server/manifestServer.ts';
import { builtSchemas } from './schemas.ts';

/** A language server over two streams, with the client's side of them. */
export interface RunningServer extends AsyncDisposable {
  readonly client: ProtocolConnection;
  /** Opens a file, and resolves with its diagnostics. */
  open(uri: string, text: string): Promise<readonly Diagnostic[]>;
  /** Replaces a stretch of a file (offsets), and resolves with the diagnostics of the new version. */
  edit(uri: string, start: number, end: number, newText: string): Promise<readonly Diagnostic[]>;
  /** The text of an open file. */
  text(uri: string): string;
  /** The next diagnostics of a file. */
  next(uri: string): Promise<readonly Diagnostic[]>;
}

/** Starts the server in this process, with the built schemas. */
export async function aLanguageServer(
  options: Partial<InitializationOptions> = {},
  folders: readonly string[] = [],
): Promise<RunningServer> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  new ManifestServer(server).listen();
  const client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const session = new ClientSession(client);
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: folders.map(uri => ({ uri, name: uri })),
    initializationOptions: {
      schemasFolder: builtSchemas(),
      rulesPage: '',
      ruleLines: {},
      translations: {},
      lensCommands: {},
      ...options,
    },
  });
  await client.sendNotification('initialized', {});
  return session;
}

class ClientSession implements RunningServer {
  readonly client: ProtocolConnection;
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #waiting = new Map<
    string,
    { readonly version: number; readonly resolve: (found: readonly Diagnostic[]) => void }[]
  >();

  constructor(client: ProtocolConnection) {
    this.client = client;
    client.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      const waiting = this.#waiting.get(uri) ?? [];
      const due = waiting.filter(wait => wait.version <= (version ?? 0));
      this.#waiting.set(
        uri,
        waiting.filter(wait => !due.includes(wait)),
      );
      for (const wait of due) wait.resolve(diagnostics);
    });
  }

  async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    this.#texts.set(uri, { text, version: 1 });
    const answer = this.#answer(uri, 1);
    await this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return answer;
  }

  async edit(uri: string, start: number, end: number, newText: string): Promise<readonly Diagnostic[]> {
    const known = this.#texts.get(uri);
    if (known === undefined) throw new Error(`${uri} is not open`);
    const range = { start: positionAt(known.text, start), end: positionAt(known.text, end) };
    const version = known.version + 1;
    this.#texts.set(uri, { text: known.text.slice(0, start) + newText + known.text.slice(end), version });
    const answer = this.#answer(uri, version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: newText }],
    });
    return answer;
  }

  text(uri: string): string {
    return this.#texts.get(uri)?.text ?? '';
  }

  next(uri: string): Promise<readonly Diagnostic[]> {
    return this.#answer(uri, 0);
  }

  #answer(uri: string, version: number): Promise<readonly Diagnostic[]> {
    return new Promise(resolve => {
      this.#waiting.set(uri, [...(this.#waiting.get(uri) ?? []), { version, resolve }]);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
  }
}

function positionAt(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}
