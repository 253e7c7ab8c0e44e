import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import { readMetadata } from '../../cluster/metadata.ts';
import { showFailure } from '../failureNotice.ts';
import { commands } from '../ids.ts';
import { isProtected } from '../protectedContexts.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { ClusterView } from '../tree/clusterView.ts';
import type { ObjectTarget } from '../tree/treeElement.ts';
import { ObjectDocuments } from './objectDocuments.ts';
import type { ObjectLook } from './objectUri.ts';

interface ObjectCommandParts {
  readonly sessions: ClusterSessions;
  readonly view: ClusterView;
  readonly clock: Clock;
}

/** The commands about objects of the tree: view, describe, copy the name, delete. */
export function registerObjectCommands({ sessions, view, clock }: ObjectCommandParts): Disposable {
  const owner = new Owner();
  const documents = owner.own(new ObjectDocuments(sessions, clock));
  const on = (id: string, run: (targets: readonly ObjectTarget[]) => Promise<void>) =>
    owner.own(
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) => run(view.targets(...args))),
    );
  const show = (look: ObjectLook) => async (targets: readonly ObjectTarget[]) => {
    for (const target of targets) await documents.show({ target, look });
  };
  on(commands.viewYaml, show('yaml'));
  on(commands.describe, show('describe'));
  on(commands.copyName, async targets => {
    await vscode.env.clipboard.writeText(
      targets.map(target => target.container ?? target.ref.name).join('\n'),
    );
  });
  on(commands.deleteObject, targets => deleteObjects(sessions, targets));
  return owner;
}

async function deleteObjects(sessions: ClusterSessions, targets: readonly ObjectTarget[]): Promise<void> {
  if (targets.length === 0 || !(await isSure(targets))) return;
  for (const target of targets) {
    const { client } = sessions.session(target.contextName);
    const found = await client.get(target.ref);
    // The one that was shown is deleted, and not another that took its name meanwhile.
    const deleted = found.ok
      ? await client.delete(target.ref, { propagation: 'Background', uid: readMetadata(found.value).uid })
      : found;
    if (!deleted.ok && deleted.failure.kind !== 'notFound') {
      await showFailure(deleted.failure, target.contextName);
      return;
    }
  }
}

async function isSure(targets: readonly ObjectTarget[]): Promise<boolean> {
  const [first] = targets;
  if (!first) return false;
  const contexts = [...new Set(targets.map(target => target.contextName))].join(', ');
  const question =
    targets.length === 1
      ? vscode.l10n.t('Delete {0} "{1}"?', first.ref.kind.kind, first.ref.name)
      : vscode.l10n.t('Delete {0} objects?', targets.length);
  const place = targets.some(target => isProtected(target.contextName))
    ? vscode.l10n.t('Context {0} is protected.', contexts)
    : vscode.l10n.t('Context {0}.', contexts);
  const names = targets.map(({ ref }) => `${ref.kind.kind} ${ref.namespace ?? ''}/${ref.name}`).slice(0, 20);
  const detail = [
    place,
    ...names,
    vscode.l10n.t('What it owns is deleted with it. This cannot be undone.'),
  ].join('\n');
  const yes = vscode.l10n.t('Delete');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
