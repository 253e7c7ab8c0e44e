import * as vscode from 'vscode';
import { Owner } from '../../base/owner.ts';
import { mayBeManifest } from '../../manifest/sniff.ts';
import type { ManifestClient } from './manifestClient.ts';
import { manifestSettings } from './manifestSettings.ts';

/** The settings of this room. */
const section = 'timonel.manifests';

/**
 * Starts the language server when the first manifest is opened. Before that, YAML files are only looked at: no process, no
 * request, and the client's code is not even loaded.
 */
export function registerManifests(extension: vscode.Uri): ManifestServices {
  return new ManifestServices(extension);
}

/** The language server as the rest of the editor sees it. */
export class ManifestServices extends Owner {
  readonly #extension: vscode.Uri;
  #client: Promise<ManifestClient> | undefined;

  constructor(extension: vscode.Uri) {
    super();
    this.#extension = extension;
    this.own(vscode.workspace.onDidOpenTextDocument(document => this.#sniff(document)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#sniff(document)));
    this.own(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(section)) void this.#tellSettings();
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#sniff(document);
  }

  /** The running client, started now where it does not run yet. */
  client(): Promise<ManifestClient> {
    this.#client ??= this.#start();
    return this.#client;
  }

  /** The client, where a manifest was opened already. */
  get started(): Promise<ManifestClient> | undefined {
    return this.#client;
  }

  #sniff(document: vscode.TextDocument): void {
    if (
      this.#client !== undefined ||
      document.languageId !== 'yaml' ||
      document.uri.scheme.startsWith('timonel-')
    )
      return;
    if (mayBeManifest(document.getText(), document.uri.path)) void this.client();
  }

  async #start(): Promise<ManifestClient> {
    const { startManifestClient } = await import(/* webpackChunkName: "manifests" */ './manifestClient.ts');
    return this.own(await startManifestClient(this.#extension));
  }

  async #tellSettings(): Promise<void> {
    (await this.#client)?.use(manifestSettings());
  }
}
