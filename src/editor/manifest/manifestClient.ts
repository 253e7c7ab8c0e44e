import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import {
  type ClusterNeeds,
  clusterFactsMethod,
  clusterKindsMethod,
  clusterNeedsMethod,
  type InitializationOptions,
  type LiveObjectRequest,
  liveObjectMethod,
  type ManifestSettings,
  type OpenApiRequest,
  openApiMethod,
  settingsMethod,
} from '../../manifest/protocol.ts';
import { commands } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { ClusterKnowledge } from './clusterKnowledge.ts';
import { readLiveObject } from './liveObjects.ts';
import { manifestSettings } from './manifestSettings.ts';
import type { OpenManifests } from './openManifests.ts';
import { readRuleLines } from './ruleLines.ts';
import { SchemaCache } from './schemaCache.ts';
import { SchemaStatus } from './schemaStatus.ts';

/** Manifests are judged where they are written: not in the read-only views of live objects. */
const selector = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map(scheme => ({
  scheme,
  language: 'yaml',
}));

/** What the language client needs of the rest of the extension. */
export interface ManifestClientParts {
  readonly extension: vscode.Uri;
  /** Folder for what every window of the user may share. */
  readonly storage: vscode.Uri;
  readonly sessions: ClusterSessions;
  readonly manifests: OpenManifests;
  readonly clock: Clock;
}

/** The language client with its server process, and what it tells of the connected cluster. Disposing ends all of it. */
export class ManifestClient extends Owner {
  readonly language: LanguageClient;

  constructor(language: LanguageClient) {
    super();
    this.language = language;
    this.own({ dispose: () => void language.dispose() });
  }

  /** Judges by other settings from now on. */
  use(settings: ManifestSettings): void {
    this.#notify(settingsMethod, settings);
  }

  /** Lets the server know the cluster of the current context while that is connected. */
  followClusters({ storage, sessions, manifests, clock }: ManifestClientParts): void {
    const knowledge = this.own(
      new ClusterKnowledge({
        sessions,
        manifests,
        clock,
        cache: new SchemaCache(vscode.Uri.joinPath(storage, 'schemas').fsPath),
        listener: {
          kinds: kinds => this.#notify(clusterKindsMethod, kinds),
          facts: facts => this.#notify(clusterFactsMethod, facts),
        },
      }),
    );
    this.own(
      this.language.onRequest(
        openApiMethod,
        async ({ context, groupVersion }: OpenApiRequest) =>
          (await knowledge.openApi(context, groupVersion)) ?? null,
      ),
    );
    this.own(
      this.language.onRequest(liveObjectMethod, async (request: LiveObjectRequest) => {
        const session = sessions.current && sessions.openSession(sessions.current.name);
        return session ? readLiveObject(session.client, request) : null;
      }),
    );
    this.own(
      this.language.onNotification(clusterNeedsMethod, (needs: ClusterNeeds) => knowledge.need(needs)),
    );
    this.own(new SchemaStatus(selector, knowledge, sessions));
  }

  #notify(method: string, parameters: unknown): void {
    // A server that has just gone is started anew by the client, or its end is told by it.
    this.language.sendNotification(method, parameters).catch(() => undefined);
  }
}

/** Starts the server process and connects to it. */
export async function startManifestClient(parts: ManifestClientParts): Promise<ManifestClient> {
  const { extension } = parts;
  const language = new LanguageClient(
    'timonel',
    'Timonel',
    serverOptions(extension),
    await clientOptions(extension),
  );
  const client = new ManifestClient(language);
  await language.start();
  client.followClusters(parts);
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
    // The editor offers them by itself, on an empty document too, before any server runs.
    snippets: { folder: vscode.Uri.joinPath(extension, 'snippets').fsPath, areInEditor: true },
    lensCommands: {
      deploy: { command: commands.deployProject, title: vscode.l10n.t('Deploy') },
      diff: { command: commands.deployProject, title: vscode.l10n.t('Diff') },
      followLogs: { command: commands.followLogs, title: vscode.l10n.t('Follow Logs') },
    },
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
