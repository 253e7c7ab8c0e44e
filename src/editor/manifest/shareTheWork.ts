import * as vscode from 'vscode';
import { memory, settings } from '../ids.ts';
import type { Memento } from '../session/sessionMemory.ts';

/** Extensions that complete, hover and check YAML by schemas as well. */
const others = ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools'];

/**
 * Asks once how to share the work where another extension knows manifests as well, so that nothing is told twice. Who has
 * said so in the settings is not asked.
 */
export async function askToShareTheWork(remembered: Memento): Promise<void> {
  const other = others.map(id => vscode.extensions.getExtension(id)).find(found => found !== undefined);
  const configuration = vscode.workspace.getConfiguration();
  const set = configuration.inspect(settings.manifestsProvider);
  const isSet =
    set?.globalValue !== undefined ||
    set?.workspaceValue !== undefined ||
    set?.workspaceFolderValue !== undefined;
  if (other === undefined || isSet || remembered.get<boolean>(memory.askedToShare) === true) return;
  void remembered.update(memory.askedToShare, true);
  const name = displayNameOf(other);
  const ours = vscode.l10n.t('Timonel');
  const theirs = vscode.l10n.t('{0}, with Timonel’s Rules', name);
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} also completes and checks Kubernetes manifests. Who shall do it, so that nothing is told twice?',
      name,
    ),
    ours,
    theirs,
  );
  if (chosen === undefined) return;
  const provider = chosen === ours ? 'timonel' : 'other';
  await configuration.update(settings.manifestsProvider, provider, vscode.ConfigurationTarget.Global);
}

function displayNameOf({ id, packageJSON }: vscode.Extension<unknown>): string {
  const { displayName } = packageJSON as { readonly displayName?: unknown };
  return typeof displayName === 'string' ? displayName : id;
}
