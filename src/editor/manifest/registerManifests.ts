import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import { commands } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { Memento } from '../session/sessionMemory.ts';
import type { ManifestClient } from './manifestClient.ts';
import { manifestSettings } from './manifestSettings.ts';
import { OpenManifests } from './openManifests.ts';
import { ServerAnswers } from './serverAnswers.ts';
import { askToShareTheWork } from './shareTheWork.ts';

/** The settings of this room. */
const section = 'timonel.manifests';

export interface ManifestParts {
  readonly extension: vscode.Uri;
  readonly storage: vscode.Uri;
  /** What is remembered of the user in every window. */
  readonly remembered: Memento;
  readonly sessions: ClusterSessions;
  readonly clock: Clock;
}

/**
 * Starts the language server when the first manifest is opened. Before that, YAML files are only looked at: no process, no
 * request, and the client's code is not even loaded.
 */
export function registerManifests(parts: ManifestParts): ManifestServices {
  return new ManifestServices(parts);
}

/** The language server as the rest of the editor sees it. */
export class ManifestServices extends Owner {
  readonly #parts: ManifestParts;
  readonly #manifests = this.own(new OpenManifests());
  #client: Promise<ManifestClient> | undefined;

  constructor(parts: ManifestParts) {
    super();
    this.#parts = parts;
    this.own(this.#manifests.onDidChange(() => this.#startIfOpen()));
    this.own(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(section)) void this.#tellSettings();
      }),
    );
    const answers = this.own(new ServerAnswers());
    this.own(
      vscode.commands.registerCommand(commands.dryRun, async (clicked: unknown) => {
        const { checkOnServer } = await import(/* webpackChunkName: "dryRun" */ './dryRunCommand.ts');
        await checkOnServer(clicked, { ...parts, answers });
      }),
    );
    this.#startIfOpen();
  }

  /** The running client, started now where it does not run yet. */
  client(): Promise<ManifestClient> {
    this.#client ??= this.#start();
    return this.#client;
  }

  #startIfOpen(): void {
    if (this.#manifests.isAnyOpen) void this.client();
  }

  async #start(): Promise<ManifestClient> {
    void askToShareTheWork(this.#parts.remembered);
    const { startManifestClient } = await import(/* webpackChunkName: "manifests" */ './manifestClient.ts');
    return this.own(await startManifestClient({ ...this.#parts, manifests: this.#manifests }));
  }

  async #tellSettings(): Promise<void> {
    (await this.#client)?.use(manifestSettings());
  }
}
