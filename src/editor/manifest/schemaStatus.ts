import * as vscode from 'vscode';
import { Owner } from '../../base/owner.ts';
import type { Failure } from '../../cluster/failure.ts';
import { failureWords, type WayOut } from '../../cluster/failureWords.ts';
import { wayOutCommand, wayOutTitle } from '../failureNotice.ts';
import { commands } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { ClusterKnowledge } from './clusterKnowledge.ts';
import type { SessionKnowledge } from './sessionKnowledge.ts';

/** Says beside the language of a YAML file whose schemas judge it, what is wrong with that, and the way out. */
export class SchemaStatus extends Owner {
  readonly #item: vscode.LanguageStatusItem;
  readonly #knowledge: ClusterKnowledge;
  readonly #sessions: ClusterSessions;

  constructor(selector: vscode.DocumentSelector, knowledge: ClusterKnowledge, sessions: ClusterSessions) {
    super();
    this.#knowledge = knowledge;
    this.#sessions = sessions;
    this.#item = this.own(vscode.languages.createLanguageStatusItem('timonel.schemas', selector));
    this.#item.name = vscode.l10n.t('Schemas of Manifests');
    this.own(knowledge.onDidChange(() => this.#show()));
    this.own(sessions.onDidChangeContexts(() => this.#show()));
    this.#show();
  }

  #show(): void {
    const { current } = this.#knowledge;
    const failure = current?.failure;
    this.#item.busy = current !== undefined && !current.isKnown && failure === undefined;
    this.#item.severity =
      failure === undefined
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Warning;
    if (current === undefined) this.#showBuiltIn();
    else this.#showCluster(current, failure);
  }

  #showCluster({ contextName, refusedKinds }: SessionKnowledge, failure: Failure | undefined): void {
    this.#item.text = `$(server-environment) ${contextName}`;
    if (failure === undefined) {
      this.#item.detail = vscode.l10n.t('Manifests are judged as this cluster would');
      this.#item.command = undefined;
      return;
    }
    const { title, actions } = failureWords(failure, vscode.l10n.t);
    const refused = refusedKinds.map(kind => kind.slice(kind.indexOf('/') + 1)).join(', ');
    this.#item.detail = refused === '' ? title : `${title}: ${refused}`;
    this.#item.command = wayOut(actions[0], contextName);
  }

  #showBuiltIn(): void {
    const name = this.#sessions.current?.name;
    this.#item.text = vscode.l10n.t('$(library) Built-in schemas');
    this.#item.detail = vscode.l10n.t('No cluster is connected');
    this.#item.command = {
      command: commands.connectContext,
      title: vscode.l10n.t('Connect'),
      ...(name === undefined ? {} : { arguments: [name] }),
    };
  }
}

function wayOut(action: WayOut | undefined, contextName: string): vscode.Command | undefined {
  if (action === undefined) return undefined;
  return { command: wayOutCommand(action), title: wayOutTitle(action), arguments: [contextName] };
}
