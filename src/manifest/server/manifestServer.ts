import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Judge } from '../judge.ts';
import { type InitializationOptions, type ManifestSettings, settingsMethod } from '../protocol.ts';
import { ObjectIndex } from '../references/objectIndex.ts';
import { allRules } from '../rules/table.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { mayBeManifest } from '../sniff.ts';
import { parseManifestText } from '../syntax/parseText.ts';
import { completionsAt, hoverAt } from './assist.ts';
import { codeActions, fixAllKind } from './codeActions.ts';
import { type Bench, Diagnosing } from './diagnosing.ts';
import type { DiagnosticWords } from './diagnostics.ts';
import { OpenFile } from './openFile.ts';
import { folderCatalog } from './schemaFolder.ts';
import { readWorkspaceFile, workspaceFiles } from './workspaceFiles.ts';

const noSettings: ManifestSettings = { rules: {}, provider: 'timonel' };

/** The language server: what arrives over a connection is answered by the pure rooms. */
export class ManifestServer {
  readonly #connection: Connection;
  readonly #texts = new TextDocuments(TextDocument);
  readonly #files = new Map<string, OpenFile>();
  readonly #index = new ObjectIndex();
  readonly #judge = new Judge(allRules());
  readonly #diagnosing: Diagnosing;
  #catalog: SchemaCatalog | undefined;
  #settings = noSettings;
  #options: Partial<InitializationOptions> = {};
  #words: DiagnosticWords = { translations: new Map(), linkTo: () => undefined };
  #folders: readonly string[] = [];
  #isIndexed = false;
  #isStopped = false;
  #generation = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#diagnosing = new Diagnosing(
      connection,
      () => this.#bench(),
      () => this.#words,
      (file, documents) => this.#index.put(file.uri, documents),
    );
  }

  /** Answers from now on. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize(parameters => this.#initialize(parameters));
    connection.onShutdown(() => {
      this.#isStopped = true;
    });
    connection.onNotification(settingsMethod, (settings: ManifestSettings) => this.#use(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => void this.#reread(changes.map(change => change.uri)));
    connection.onCodeAction(parameters => {
      const file = this.#files.get(parameters.textDocument.uri);
      return file ? codeActions(file, parameters, this.#words) : [];
    });
    connection.onCompletion(({ textDocument, position }) => {
      const file = this.#helped(textDocument.uri);
      return file ? completionsAt(file, position, this.#bench()) : null;
    });
    connection.onHover(({ textDocument, position }) => {
      const file = this.#helped(textDocument.uri);
      return file ? hoverAt(file, position, this.#bench()) : null;
    });
    this.#texts.onDidChangeContent(({ document }) => this.#changed(document));
    this.#texts.onDidClose(({ document }) => this.#closed(document.uri));
    this.#texts.listen(connection);
    connection.listen();
  }

  #initialize({ initializationOptions, workspaceFolders }: InitializeParams): InitializeResult {
    this.#options = (initializationOptions ?? {}) as Partial<InitializationOptions>;
    this.#settings = this.#options.settings ?? noSettings;
    this.#folders = (workspaceFolders ?? []).map(folder => folder.uri);
    const { rulesPage = '', ruleLines = {}, translations = {} } = this.#options;
    this.#words = {
      translations: new Map(Object.entries(translations)),
      linkTo: rule => (rulesPage === '' ? undefined : `${rulesPage}#${ruleLines[rule] ?? ''}`),
    };
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
        completionProvider: { triggerCharacters: [' ', ':', '"', '{', '.', '-', '/'] },
        hoverProvider: true,
      },
    };
  }

  #use(settings: ManifestSettings): void {
    this.#settings = settings;
    this.#judgeAll();
  }

  /** The open file, unless another extension completes and hovers. */
  #helped(uri: string): OpenFile | undefined {
    return this.#settings.provider === 'timonel' ? this.#files.get(uri) : undefined;
  }

  #judgeAll(): void {
    this.#generation++;
    for (const file of this.#files.values()) this.#diagnosing.schedule(file);
  }

  #bench(): Bench {
    this.#catalog ??= folderCatalog(this.#options.schemasFolder ?? '');
    const index = this.#index;
    return {
      judge: this.#judge,
      catalog: this.#catalog,
      severities: this.#settings.rules,
      generation: this.#generation,
      surroundings: {
        named: (kind, name, namespace) => index.named(kind, name, namespace),
        all: (kind, namespace) => index.all(kind, namespace),
        certainty: (kind, namespace) => (this.#isIndexed ? index.certainty(kind, namespace) : 'no'),
        nodes: undefined,
        quotas: undefined,
      },
    };
  }

  #changed(text: TextDocument): void {
    const known = this.#files.get(text.uri);
    const file = known ?? new OpenFile(text);
    file.update(text);
    this.#files.set(text.uri, file);
    this.#diagnosing.schedule(file);
    if (!this.#isIndexed && mayBeManifest(text.getText(), text.uri)) void this.#indexWorkspace();
  }

  #closed(uri: string): void {
    this.#files.delete(uri);
    this.#diagnosing.forget(uri);
    void this.#reread([uri]);
  }

  /** Reads the workspace once, when its first manifest was opened; then the open files are judged again in its light. */
  async #indexWorkspace(): Promise<void> {
    if (this.#isIndexing) return;
    this.#isIndexing = true;
    for await (const { uri, text } of workspaceFiles(this.#folders, () => this.#isStopped))
      if (!this.#files.has(uri)) this.#indexText(uri, text);
    this.#isIndexed = true;
    this.#judgeAll();
  }
  #isIndexing = false;

  /** Takes in what changed on disk; open files are judged by what the editor holds. */
  async #reread(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      if (this.#files.has(uri)) continue;
      const file = await readWorkspaceFile(uri);
      if (file) this.#indexText(uri, file.text);
      else this.#index.remove(uri);
    }
    for (const file of this.#files.values()) this.#diagnosing.schedule(file);
  }

  #indexText(uri: string, text: string): void {
    this.#index.put(uri, mayBeManifest(text, uri) ? parseManifestText(text, { fileName: uri }) : []);
  }
}
