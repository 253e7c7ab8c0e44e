import * as vscode from 'vscode';
import type { ObjectRef } from '../../cluster/resource.ts';
import { textAt } from '../../cluster/wireReader.ts';
import type { StepResult } from '../../deploy/applyPlan.ts';
import { followRollout, type RolloutItem, type RolloutReport } from '../../deploy/followRollout.ts';
import { refOf } from '../../deploy/previewPlan.ts';
import { showFailure } from '../failureNotice.ts';
import { commands } from '../ids.ts';
import type { DeployParts } from './deployParts.ts';
import { withProgress } from './withProgress.ts';

/** What is followed, for the words about it. */
export interface RolloutHeading {
  readonly contextName: string;
  readonly projectName: string;
  /** Nothing had to be applied. */
  readonly isNothing: boolean;
}

/** Follows applied objects until they are ready, and says how it ended, with ways on. */
export async function followToReady(
  done: readonly StepResult[],
  heading: RolloutHeading,
  parts: DeployParts,
): Promise<void> {
  const refs = done.flatMap(refOfResult);
  const { client } = parts.sessions.session(heading.contextName);
  for (;;) {
    const title = vscode.l10n.t('{0} on {1}', heading.projectName, heading.contextName);
    const report = await withProgress(title, parts.clock, task =>
      followRollout(refs, client, parts.clock, {
        signal: task.signal,
        onChange: items => task.report({ message: progressWords(items) }),
      }),
    );
    if (report.end === 'cancelled') return;
    if (report.end === 'lost' && report.failure)
      return await showFailure(report.failure, heading.contextName);
    if (report.end === 'ready') return await tellReady(report, heading);
    if (!(await isToGoOn(report, heading))) return;
  }
}

function refOfResult(result: StepResult): readonly ObjectRef[] {
  const { step } = result;
  if (result.kind === 'skipped' || step.resource === undefined) return [];
  const ref = refOf(step, step.resource);
  const given = result.kind === 'applied' ? textAt(result.object, 'metadata', 'name') : undefined;
  return [given === undefined ? ref : { ...ref, name: given }];
}

function progressWords(items: readonly RolloutItem[]): string {
  const waiting = items.filter(item => item.readiness.kind !== 'ready');
  const [first] = waiting.filter(item => item.readiness.kind === 'waiting');
  const count = vscode.l10n.t('{0} of {1} ready', items.length - waiting.length, items.length);
  return first === undefined ? count : `${count} · ${itemWords(first)}`;
}

function itemWords({ ref, readiness }: RolloutItem): string {
  const why = readiness.kind === 'ready' ? (readiness.note ?? '') : readiness.why;
  return `${ref.kind.kind} ${ref.name}: ${why}`;
}

async function tellReady(report: RolloutReport, heading: RolloutHeading): Promise<void> {
  const { projectName, contextName, isNothing } = heading;
  const notes = report.items
    .filter(({ readiness }) => readiness.kind === 'ready' && readiness.note !== undefined)
    .map(itemWords);
  const said = isNothing
    ? vscode.l10n.t(
        '{0} is on {1} as its manifests say, and ready: nothing had to be applied.',
        projectName,
        contextName,
      )
    : vscode.l10n.t('{0} is ready on {1}.', projectName, contextName);
  const text = notes.length === 0 ? said : `${said} ${notes.join('; ')}.`;
  const { buttons, act } = waysOn(report, contextName);
  await act(await vscode.window.showInformationMessage(text, ...buttons));
}

/** Says what is not ready and why. Resolves to whether the user wants to wait on. */
async function isToGoOn(report: RolloutReport, heading: RolloutHeading): Promise<boolean> {
  const { contextName, projectName } = heading;
  const open = report.items.filter(item => item.readiness.kind !== 'ready');
  const reasons = open.slice(0, 3).map(itemWords);
  const said =
    report.end === 'timedOut'
      ? vscode.l10n.t('{0} is not ready on {1} after ten minutes.', projectName, contextName)
      : vscode.l10n.t('{0} does not get ready on {1}.', projectName, contextName);
  const waitOn = vscode.l10n.t('Keep Waiting');
  const { buttons, act } = waysOn({ ...report, items: open }, contextName);
  const chosen = await vscode.window.showErrorMessage([said, ...reasons].join(' '), waitOn, ...buttons);
  if (chosen === waitOn) return true;
  await act(chosen);
  return false;
}

/** Kinds whose pods have a log worth following, those with the most to tell first. */
const kindsWithLogs = ['Job', 'InferenceService', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod'];

function waysOn(report: RolloutReport, contextName: string) {
  const followLogs = vscode.l10n.t('Follow Logs');
  const openInTree = vscode.l10n.t('Open in Tree');
  const [talkative] = report.items
    .map(({ ref }) => ref)
    .filter(ref => kindsWithLogs.includes(ref.kind.kind))
    .sort((a, b) => kindsWithLogs.indexOf(a.kind.kind) - kindsWithLogs.indexOf(b.kind.kind));
  const act = async (chosen: string | undefined) => {
    if (chosen === followLogs && talkative !== undefined) {
      await vscode.commands.executeCommand(commands.followLogs, { contextName, ref: talkative });
    }
    if (chosen === openInTree) await vscode.commands.executeCommand(commands.connectContext, contextName);
  };
  return { buttons: talkative === undefined ? [openInTree] : [followLogs, openInTree], act };
}
