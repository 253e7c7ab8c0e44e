import { flagAt, listAt, numberAt, sharedText, shortText, textAt, timeAt, valueAt } from './wireReader.ts';

/** One container of a pod, small: what a row, its tooltip and a log need. */
export interface ContainerFacts {
  readonly name: string;
  readonly role: 'main' | 'init' | 'sidecar';
  /** `running`, `waiting`, `terminated`; `none` before the kubelet has said anything. */
  readonly state: 'running' | 'waiting' | 'terminated' | 'none';
  /** The reason of waiting or of the end: `CrashLoopBackOff`, `Completed`, `OOMKilled`. */
  readonly reason: string | undefined;
  /** What the kubelet says to it, cut short. */
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
  readonly isReady: boolean;
  readonly restartCount: number;
  /** Changes with every restart; absent until the container was first made. */
  readonly containerId: string | undefined;
  /** When the present or last run began. */
  readonly startedAtMs: number | undefined;
  /** Why the run before the present one ended: `OOMKilled`, `Error`. */
  readonly lastEndReason: string | undefined;
  readonly lastExitCode: number | undefined;
}

/** Reads a pod's containers in their order: init containers and sidecars first, then the others. */
export function readContainers(wire: unknown): readonly ContainerFacts[] {
  const inits = readGroup(wire, 'initContainers', 'initContainerStatuses');
  // Unlike spreading, concatenation reserves no room for more.
  return inits.concat(readGroup(wire, 'containers', 'containerStatuses'));
}

function readGroup(wire: unknown, specKey: string, statusKey: string): ContainerFacts[] {
  const statuses = listAt(wire, 'status', statusKey);
  return listAt(wire, 'spec', specKey).map(spec => {
    const name = sharedText(textAt(spec, 'name')) ?? '';
    const status = statuses.find(candidate => textAt(candidate, 'name') === name);
    const isSidecar = specKey === 'initContainers' && textAt(spec, 'restartPolicy') === 'Always';
    const role = specKey === 'containers' ? 'main' : isSidecar ? 'sidecar' : 'init';
    return readContainer(name, role, status);
  });
}

function readContainer(name: string, role: ContainerFacts['role'], status: unknown): ContainerFacts {
  const state = stateOf(status);
  const now = state === 'none' ? undefined : valueAt(status, 'state', state);
  const before = valueAt(status, 'lastState', 'terminated');
  return {
    name,
    role,
    state,
    reason: textAt(now, 'reason'),
    message: shortText(textAt(now, 'message'), 200),
    exitCode: numberAt(now, 'exitCode'),
    isReady: flagAt(status, 'ready'),
    restartCount: numberAt(status, 'restartCount') ?? 0,
    containerId: textAt(status, 'containerID'),
    startedAtMs: timeAt(now, 'startedAt'),
    lastEndReason: textAt(before, 'reason'),
    lastExitCode: numberAt(before, 'exitCode'),
  };
}

function stateOf(status: unknown): ContainerFacts['state'] {
  for (const state of ['running', 'waiting', 'terminated'] as const) {
    const found = valueAt(status, 'state', state);
    if (found !== undefined && found !== null) return state;
  }
  return 'none';
}
