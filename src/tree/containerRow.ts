import type { ContainerFacts } from '../cluster/container.ts';
import type { PodFacts } from '../cluster/pod.ts';
import { kinds } from '../cluster/resource.ts';
import { moment } from './moment.ts';
import { counted, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

/** A container as a row below its pod. */
export function containerRow(id: string, pod: PodFacts, container: ContainerFacts): TreeRow {
  const tone = toneOf(container);
  return {
    id,
    label: container.name,
    ...optionalDescription(
      joined(
        container.role === 'main' ? undefined : container.role,
        stateWord(container),
        container.restartCount > 0 && counted(container.restartCount, 'restart'),
        tone === 'bad' && container.message !== undefined && oneLine(container.message),
      ),
    ),
    icon: container.role === 'init' ? 'debug-step-over' : 'symbol-method',
    tone,
    tooltip: tooltipOf(container.name, [
      ['Pod', pod.name],
      ['State', stateWord(container)],
      ['Message', container.message],
      ['Exit code', container.exitCode],
      ['Started', moment(container.startedAtMs)],
      ['Restarts', container.restartCount || undefined],
      ['Ended before with', endBefore(container)],
      ['Container ID', container.containerId],
    ]),
    tokens: ['container', 'canLog', 'canCopyName'],
    isExpandable: false,
    ref: { kind: kinds.pods, namespace: pod.namespace, name: pod.name },
    container: container.name,
  };
}

function stateWord({ state, reason, exitCode, isReady, role }: ContainerFacts): string | undefined {
  if (state === 'none') return 'not started';
  if (state === 'running') return isReady || role === 'init' ? 'Running' : 'Running, not ready';
  if (reason !== undefined) return reason;
  return state === 'terminated' ? `ExitCode:${exitCode ?? 0}` : 'Waiting';
}

function toneOf({ state, reason, exitCode, isReady, role }: ContainerFacts): RowTone {
  if (state === 'none') return 'muted';
  if (state === 'running') return isReady || role === 'init' ? 'good' : 'busy';
  if (state === 'terminated') return exitCode === 0 ? 'muted' : 'bad';
  return reason === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing'
    ? 'busy'
    : 'bad';
}

function endBefore({ lastEndReason, lastExitCode }: ContainerFacts): string | undefined {
  if (lastEndReason === undefined && lastExitCode === undefined) return undefined;
  return `${lastEndReason ?? 'exit'} (${lastExitCode ?? 0})`;
}
