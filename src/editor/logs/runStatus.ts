import * as vscode from 'vscode';
import type { Failure } from '../../cluster/failure.ts';
import { failureWords } from '../../cluster/failureWords.ts';
import type { RunStatus, SourceRow, Tone } from '../../training/panel/messages.ts';
import type { FollowedSource } from '../../training/panel/runModel.ts';
import type { TailStatus } from '../../training/tail/tailPorts.ts';
import { wayOutTitle } from '../failureNotice.ts';
import type { Run } from './run.ts';

/** The containers of a run in words. */
export function sourceRows(run: Run): SourceRow[] {
  return run.model.sources.map(followed => {
    const { id, pod, container } = followed.source;
    const { text, tone } = tailWords(followed.status);
    const missed =
      followed.missed > 0 ? ` · ${vscode.l10n.t('{0} runs not to be had', followed.missed)}` : '';
    return {
      id,
      pod,
      container,
      status: text + missed,
      tone,
      restarts: followed.restarts,
      lines: followed.lines,
      isHidden: run.hidden.has(id),
    };
  });
}

/** The run as a whole: the worst that can be said, and the way out. */
export function runStatus(run: Run): RunStatus {
  const { state } = run.pods;
  if (state.kind === 'stopped' || state.kind === 'lost') return failed(state.failure, state.kind === 'lost');
  const sources = run.model.sources.filter(({ source }) => !run.hidden.has(source.id));
  const refused = sources.find(({ status }) => status.kind === 'refused')?.status;
  if (refused?.kind === 'refused') return failed(refused.failure, false);
  if (state.kind === 'loading' || state.kind === 'idle') {
    return { text: vscode.l10n.t('Looking for pods…'), tone: 'busy' };
  }
  if (sources.length === 0) {
    return { text: vscode.l10n.t('No pod yet. It is followed as soon as it appears.'), tone: 'muted' };
  }
  return livingStatus(sources);
}

function livingStatus(sources: readonly FollowedSource[]): RunStatus {
  const count = (...kinds: TailStatus['kind'][]) =>
    sources.filter(({ status }) => kinds.includes(status.kind)).length;
  const reconnecting = count('reconnecting');
  if (reconnecting > 0) {
    const text = vscode.l10n.t(
      'Connection lost to {0} of {1} containers; connecting again',
      reconnecting,
      sources.length,
    );
    return { text, tone: 'warning', action: wayOut('retry') };
  }
  const following = count('following', 'connecting');
  if (following > 0)
    return {
      text: vscode.l10n.t('Following {0} of {1} containers', following, sources.length),
      tone: 'good',
    };
  const waiting = sources.find(({ status }) => status.kind === 'waiting');
  if (waiting) return { text: tailWords(waiting.status).text, tone: 'busy' };
  return { text: vscode.l10n.t('All containers have ended. The log is complete.'), tone: 'muted' };
}

function tailWords(status: TailStatus): { readonly text: string; readonly tone: Tone } {
  switch (status.kind) {
    case 'waiting':
      return { text: withReason(vscode.l10n.t('Waiting to start'), status.reason), tone: 'busy' };
    case 'connecting':
      return { text: vscode.l10n.t('Connecting'), tone: 'busy' };
    case 'following':
      return { text: vscode.l10n.t('Following'), tone: 'good' };
    case 'reconnecting':
      return { text: vscode.l10n.t('Connecting again'), tone: 'warning' };
    case 'ended':
      return { text: withReason(vscode.l10n.t('Ended'), status.reason), tone: 'muted' };
    case 'deleted':
      return { text: vscode.l10n.t('Deleted'), tone: 'muted' };
    case 'refused':
      return { text: failureWords(status.failure, vscode.l10n.t).title, tone: 'bad' };
  }
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined ? text : `${text} · ${reason}`;
}

function failed(failure: Failure, isRetried: boolean): RunStatus {
  const { title, detail, actions } = failureWords(failure, vscode.l10n.t);
  const [action] = actions;
  return {
    text: `${title}. ${detail}`,
    tone: isRetried ? 'warning' : 'bad',
    ...(action === undefined ? {} : { action: wayOut(action) }),
  };
}

function wayOut(kind: Parameters<typeof wayOutTitle>[0]) {
  return { kind, title: wayOutTitle(kind) };
}
