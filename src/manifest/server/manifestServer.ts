import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { systemClock } from '../../base/systemClock.ts';
import type { SnippetShelf } from '../assist/objectSnippets.ts';
import { Judge } from '../judge.ts';
import { type InitializationOptions, type ManifestSettings, settingsMethod } from '../protocol.ts';
import { allRules } from '../rules/table.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { mayBeManifest } from '../sniff.ts';
import { ClusterSide } from './clusterSide.ts';
import { fixAllKind } from './codeActions.ts';
import { type Bench, Diagnosing } from './diagnosing.ts';
import type { DiagnosticWords } from './diagnostics.ts';
import { serveHelp } from './help.ts';
import { type LiveContext, LiveObjects } from './liveObjects.ts';
import { OpenFile } from './openFile.ts';
import { folderCatalog } from './schemaFolder.ts';
import { severitiesOf } from './severitiesOf.ts';
import { folderSnippets } from './snippetFolder.ts';
import { Workspace } from './workspace.ts';

const noSettings: ManifestSettings = { rules: {}, provider: 'timonel', codeLens: true };

/** The language server: what arrives over a connection is answered by the pure rooms. */
export class ManifestServer {
  readonly #connection: Connection;
  readonly #texts = new TextDocuments(TextDocument);
  readonly #files = new Map<string, OpenFile>();
  readonly #judge = new Judge(allRules());
  readonly #diagnosing: Diagnosing;
  readonly #cluster: ClusterSide;
  readonly #workspace: Workspace;
  readonly #live: LiveObjects;
  #catalog: SchemaCatalog | undefined;
  #snippets: SnippetShelf | undefined;
  #settings = noSettings;
  #options: Partial<InitializationOptions> = {};
  #words: DiagnosticWords = { translations: new Map(), linkTo: () => undefined };
  #generation = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#cluster = new ClusterSide({
      connection,
      clock: systemClock,
      builtIn: () => this.#builtIn(),
      onChange: what => this.#clusterChanged(what),
    });
    this.#live = new LiveObjects({
      connection,
      clock: systemClock,
      context: () => this.#liveContext(),
      onChange: () => this.#scheduleAll(),
    });
    this.#workspace = new Workspace(this.#files, this.#cluster, () => this.#judgeAll());
    this.#diagnosing = new Diagnosing(
      connection,
      () => this.#bench(),
      () => this.#words,
      (file, documents) => this.#workspace.index.put(file.uri, documents),
    );
  }

  /** Answers from now on. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize(parameters => this.#initialize(parameters));
    connection.onShutdown(() => {
      this.#workspace.stop();
      this.#live.stop();
    });
    connection.onNotification(settingsMethod, (settings: ManifestSettings) => this.#use(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => void this.#reread(changes.map(change => change.uri)));
    serveHelp(connection, {
      file: uri => this.#files.get(uri),
      judged: file => this.#diagnosing.judged(file),
      settings: () => this.#settings,
      words: () => this.#words,
      lensCommands: () => this.#options.lensCommands ?? {},
      known: () => ({ ...this.#bench(), snippets: this.#shelf() }),
      index: this.#workspace.index,
    });
    this.#texts.onDidChangeContent(({ document }) => this.#changed(document));
    this.#texts.onDidClose(({ document }) => this.#closed(document.uri));
    this.#texts.listen(connection);
    connection.listen();
  }

  #initialize({ initializationOptions, workspaceFolders }: InitializeParams): InitializeResult {
    this.#options = (initializationOptions ?? {}) as Partial<InitializationOptions>;
    this.#settings = this.#options.settings ?? noSettings;
    this.#workspace.folders = (workspaceFolders ?? []).map(folder => folder.uri);
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
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentLinkProvider: { resolveProvider: false },
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        codeLensProvider: { resolveProvider: false },
      },
    };
  }

  #use(settings: ManifestSettings): void {
    const hadLenses = this.#settings.codeLens;
    this.#settings = settings;
    this.#judgeAll();
    // Editors that do not know the request ask for lenses with the next edit.
    if (hadLenses !== settings.codeLens)
      this.#connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }

  #clusterChanged(what: 'schemas' | 'facts'): void {
    if (this.#cluster.facts === undefined) this.#live.forget();
    if (what === 'schemas') this.#generation++;
    else this.#workspace.useCluster(this.#cluster.facts);
    this.#scheduleAll();
  }

  #judgeAll(): void {
    this.#generation++;
    this.#scheduleAll();
  }

  #scheduleAll(): void {
    for (const file of this.#files.values()) this.#diagnosing.schedule(file);
  }

  #builtIn(): SchemaCatalog {
    this.#catalog ??= folderCatalog(this.#options.schemasFolder ?? '');
    return this.#catalog;
  }

  /** The snippets, read when a completion first asks for them. */
  #shelf(): SnippetShelf | undefined {
    const source = this.#options.snippets;
    if (source !== undefined)
      this.#snippets ??= { snippets: folderSnippets(source.folder), areInEditor: source.areInEditor };
    return this.#snippets;
  }

  #bench(): Bench {
    return {
      judge: this.#judge,
      catalog: this.#cluster.catalog,
      severities: severitiesOf(this.#settings),
      generation: this.#generation,
      surroundings: this.#workspace.surroundings,
      liveOf: object => this.#live.liveOf(object),
    };
  }

  #liveContext(): LiveContext | undefined {
    const { facts, catalog } = this.#cluster;
    return facts && { catalog, namespace: facts.namespace };
  }

  #changed(text: TextDocument): void {
    const known = this.#files.get(text.uri);
    const file = known ?? new OpenFile(text);
    file.update(text);
    this.#files.set(text.uri, file);
    this.#diagnosing.schedule(file);
    if (mayBeManifest(text.getText(), text.uri)) void this.#workspace.read();
  }

  #closed(uri: string): void {
    this.#files.delete(uri);
    this.#diagnosing.forget(uri);
    void this.#reread([uri]);
  }

  /** Takes in what changed on disk; open files are judged by what the editor holds. */
  async #reread(uris: readonly string[]): Promise<void> {
    await this.#workspace.reread(uris);
    this.#scheduleAll();
  }
}
