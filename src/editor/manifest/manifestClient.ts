import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { Owner } from '../../base/owner.ts';
import {
  type InitializationOptions,
  type ManifestSettings,
  settingsMethod,
} from '../../manifest/protocol.ts';
import { manifestSettings } from './manifestSettings.ts';
import { readRuleLines } from './ruleLines.ts';

/** Manifests are judged where they are written: not in the read-only views of live objects. */
const selector = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map(scheme => ({
  scheme,
  language: 'yaml',
}));

/** The language client with its server process. Disposing ends both. */
export class ManifestClient extends Owner {
  readonly language: LanguageClient;

  constructor(language: LanguageClient) {
    super();
    this.language = language;
    this.own({ dispose: () => void language.dispose() });
  }

  /** Judges by other settings from now on. */
  use(settings: ManifestSettings): void {
    void this.language.sendNotification(settingsMethod, settings);
  }
}

/** Starts the server process and connects to it. */
export async function startManifestClient(extension: vscode.Uri): Promise<ManifestClient> {
  const language = new LanguageClient(
    'timonel',
    'Timonel',
    serverOptions(extension),
    await clientOptions(extension),
  );
  const client = new ManifestClient(language);
  await language.start();
  return client;
}

function serverOptions(extension: vscode.Uri): ServerOptions {
  const module = vscode.Uri.joinPath(extension, 'dist', 'manifestServer.js').fsPath;
  // A small young generation keeps the process small; verdicts make little garbage.
  const options = { execArgv: ['--max-semi-space-size=4', '--max-old-space-size=1024'] };
  return { module, transport: TransportKind.ipc, options };
}

async function clientOptions(extension: vscode.Uri): Promise<LanguageClientOptions> {
  const rulesPage = vscode.Uri.joinPath(extension, 'docs', 'rules.md');
  const initializationOptions: InitializationOptions = {
    schemasFolder: vscode.Uri.joinPath(extension, 'dist', 'schemas').fsPath,
    rulesPage: rulesPage.toString(),
    ruleLines: await readRuleLines(rulesPage),
    translations: translations(),
    settings: manifestSettings(),
    lensCommands: {},
  };
  return {
    documentSelector: selector,
    initializationOptions,
    diagnosticCollectionName: 'timonel',
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{*.yaml,*.yml,Kustomization}') },
    // Text of cluster and files is never trusted with commands or HTML.
    markdown: { isTrusted: false, supportHtml: false },
  };
}

/** The editor's words in its language; none in English. */
function translations(): Readonly<Record<string, string>> {
  const bundle = vscode.l10n.bundle ?? {};
  return Object.fromEntries(
    Object.entries(bundle).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );
}
