import { flagAt, listAt, numberAt, recordAt, textAt, timeAt, valueAt } from './wireReader.ts';

/** What `kubectl get pod` prints in its columns READY, STATUS and RESTARTS. */
export interface PodStatusFacts {
  /** The STATUS column: `Running`, `CrashLoopBackOff`, `Init:1/3`, `Completed`, `Terminating` … */
  readonly status: string;
  readonly readyCount: number;
  /** Containers, with the sidecars among the init containers. */
  readonly containerCount: number;
  readonly restartCount: number;
  /** When the last run that was followed by a restart ended. */
  readonly lastRestartAtMs: number | undefined;
}

interface Progress {
  status: string;
  readyCount: number;
  restartCount: number;
  lastRestartAtMs: number | undefined;
}

/**
 * The pod's state in kubectl's words.
 *
 * The rule is kubectl's own (kubernetes, pkg/printers/internalversion, printPod): the first init container that has
 * not ended well decides while the pod is initialising; after that the containers decide, the first one last, so
 * that its word wins; deletion wins over all of it, save for pods that have ended.
 */
export function podStatus(wire: unknown): PodStatusFacts {
  const spec = recordAt(wire, 'spec');
  const status = recordAt(wire, 'status');
  const sidecars = sidecarNames(spec);
  const containerCount = listAt(spec, 'containers').length + sidecars.size;
  const init = initProgress(status, sidecars, listAt(spec, 'initContainers').length);
  const isInitialised = init.failed === undefined || hasCondition(status, 'Initialized');
  const progress: Progress = {
    status: init.failed ?? startingWord(status),
    readyCount: init.readyCount,
    restartCount: isInitialised ? init.sidecars.restartCount : init.all.restartCount,
    lastRestartAtMs: isInitialised ? init.sidecars.lastRestartAtMs : init.all.lastRestartAtMs,
  };
  if (isInitialised) countContainers(status, progress);
  return { ...progress, status: deletionWord(wire, status) ?? progress.status, containerCount };
}

/** Has the pod ended, well or badly? Such a pod takes nothing of its node any more. */
export function isTerminalPhase(phase: string): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function startingWord(status: unknown): string {
  const isGated = listAt(status, 'conditions').some(
    condition =>
      textAt(condition, 'type') === 'PodScheduled' && textAt(condition, 'reason') === 'SchedulingGated',
  );
  if (isGated) return 'SchedulingGated';
  return textAt(status, 'reason') ?? textAt(status, 'phase') ?? 'Unknown';
}

function sidecarNames(spec: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  for (const container of listAt(spec, 'initContainers')) {
    if (textAt(container, 'restartPolicy') === 'Always') names.add(textAt(container, 'name') ?? '');
  }
  return names;
}

function initProgress(status: unknown, sidecars: ReadonlySet<string>, initCount: number) {
  const all = new Restarts();
  const ofSidecars = new Restarts();
  let readyCount = 0;
  let failed: string | undefined;
  for (const [index, container] of listAt(status, 'initContainerStatuses').entries()) {
    const isSidecar = sidecars.has(textAt(container, 'name') ?? '');
    all.count(container);
    if (isSidecar) ofSidecars.count(container);
    if (numberAt(container, 'state', 'terminated', 'exitCode') === 0) continue;
    if (isSidecar && flagAt(container, 'started')) {
      if (flagAt(container, 'ready')) readyCount++;
      continue;
    }
    failed = initWord(container, index, initCount);
    break;
  }
  return { all, sidecars: ofSidecars, readyCount, failed };
}

function initWord(container: unknown, index: number, initCount: number): string {
  const ended = endWord(container);
  if (ended !== undefined) return `Init:${ended}`;
  const waiting = textAt(container, 'state', 'waiting', 'reason');
  if (waiting !== undefined && waiting !== 'PodInitializing') return `Init:${waiting}`;
  return `Init:${index}/${initCount}`;
}

function countContainers(status: unknown, progress: Progress): void {
  const restarts = new Restarts(progress.restartCount, progress.lastRestartAtMs);
  let hasRunning = false;
  for (const container of listAt(status, 'containerStatuses').toReversed()) {
    restarts.count(container);
    const stopped = textAt(container, 'state', 'waiting', 'reason') ?? endWord(container);
    if (stopped !== undefined) progress.status = stopped;
    else if (flagAt(container, 'ready') && valueAt(container, 'state', 'running') !== undefined) {
      hasRunning = true;
      progress.readyCount++;
    }
  }
  if (progress.status === 'Completed' && hasRunning) {
    progress.status = hasCondition(status, 'Ready') ? 'Running' : 'NotReady';
  }
  progress.restartCount = restarts.restartCount;
  progress.lastRestartAtMs = restarts.lastRestartAtMs;
}

function endWord(container: unknown): string | undefined {
  const ended = valueAt(container, 'state', 'terminated');
  if (ended === undefined || ended === null) return undefined;
  const signal = numberAt(ended, 'signal') ?? 0;
  return (
    textAt(ended, 'reason') ??
    (signal === 0 ? `ExitCode:${numberAt(ended, 'exitCode') ?? 0}` : `Signal:${signal}`)
  );
}

function deletionWord(wire: unknown, status: unknown): string | undefined {
  if (timeAt(wire, 'metadata', 'deletionTimestamp') === undefined) return undefined;
  if (textAt(status, 'reason') === 'NodeLost') return 'Unknown';
  return isTerminalPhase(textAt(status, 'phase') ?? '') ? undefined : 'Terminating';
}

function hasCondition(status: unknown, type: string): boolean {
  return listAt(status, 'conditions').some(
    condition => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
  );
}

class Restarts {
  restartCount: number;
  lastRestartAtMs: number | undefined;

  constructor(restartCount = 0, lastRestartAtMs?: number) {
    this.restartCount = restartCount;
    this.lastRestartAtMs = lastRestartAtMs;
  }

  count(container: unknown): void {
    this.restartCount += numberAt(container, 'restartCount') ?? 0;
    const endedAtMs = timeAt(container, 'lastState', 'terminated', 'finishedAt');
    if (endedAtMs !== undefined) this.lastRestartAtMs = Math.max(this.lastRestartAtMs ?? 0, endedAtMs);
  }
}
