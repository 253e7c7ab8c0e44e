import type { ContainerFacts } from '../cluster/container.ts';
import { podKind } from '../cluster/pod.ts';
import type { WireObject } from '../cluster/resource.ts';
import { listAt, numberAt, recordAt, textAt, valueAt } from '../cluster/wireReader.ts';
import { describeConditions, describeMetadata, fields, scalar, textPairs } from './describeGeneric.ts';
import { moment } from './moment.ts';
import type { TextBlock, TextEntry } from './textBlock.ts';

/** A pod: where and how it runs, its containers, its volumes and what keeps it. */
export function describePod(wire: WireObject): TextBlock {
  const pod = podKind.toFacts(wire);
  const containers = (place: string) => listAt(wire, 'spec', place);
  return [
    ...describeMetadata(wire),
    ['Status', pod.status],
    ['Why', pod.problem],
    ['Ready', `${pod.readyCount}/${pod.containerCount}`],
    ['Node', pod.nodeName ?? 'none yet'],
    ['IP', pod.podIp],
    ['Started', moment(pod.startedAtMs)],
    ['Service account', textAt(wire, 'spec', 'serviceAccountName')],
    ['Priority class', textAt(wire, 'spec', 'priorityClassName')],
    ['QoS class', textAt(wire, 'status', 'qosClass')],
    ['Init containers', containerBlocks(containers('initContainers'), pod.containers)],
    ['Containers', containerBlocks(containers('containers'), pod.containers)],
    describeConditions(wire),
    ['Volumes', listAt(wire, 'spec', 'volumes').map(volumeEntry)],
    ['Node selector', textPairs(recordAt(wire, 'spec', 'nodeSelector'))],
    ['Affinity', fields(recordAt(wire, 'spec', 'affinity'), 1)],
    ['Tolerations', listAt(wire, 'spec', 'tolerations').map(tolerationText).join('\n')],
  ];
}

/** The containers of a spec, with what the status says of each where there is one. */
export function containerBlocks(
  specs: readonly unknown[],
  states: readonly ContainerFacts[] = [],
): TextBlock {
  return specs.map((spec): TextEntry => {
    const name = textAt(spec, 'name') ?? '?';
    const state = states.find(candidate => candidate.name === name);
    return [
      name,
      [
        ['Image', textAt(spec, 'image')],
        ['Command', listAt(spec, 'command').map(scalar).join(' ')],
        ['Arguments', listAt(spec, 'args').map(scalar).join('\n')],
        ['Ports', listAt(spec, 'ports').map(portText).join(', ')],
        ...(state === undefined ? [] : stateEntries(state)),
        ['Requests', textPairs(recordAt(spec, 'resources', 'requests'))],
        ['Limits', textPairs(recordAt(spec, 'resources', 'limits'))],
        ['Environment', listAt(spec, 'env').map(variableEntry)],
        ['Mounts', listAt(spec, 'volumeMounts').map(mountText).join('\n')],
        ['Readiness probe', fields(recordAt(spec, 'readinessProbe'), 1)],
        ['Liveness probe', fields(recordAt(spec, 'livenessProbe'), 1)],
      ],
    ];
  });
}

function stateEntries(state: ContainerFacts): TextBlock {
  const before = [
    state.lastEndReason,
    state.lastExitCode === undefined ? '' : `exit code ${state.lastExitCode}`,
  ];
  return [
    ['State', state.state === 'none' ? 'not started' : state.state],
    ['Reason', state.reason],
    ['Message', state.message],
    ['Exit code', state.exitCode],
    ['Started', moment(state.startedAtMs)],
    ['Ready', state.isReady ? 'yes' : 'no'],
    ['Restarts', state.restartCount],
    ['Ended before with', before.filter(Boolean).join(', ')],
    ['Container ID', state.containerId],
  ];
}

/** A variable with its value, or with the place that it comes from: a Secret's value is never resolved. */
function variableEntry(variable: unknown): TextEntry {
  const from = recordAt(variable, 'valueFrom');
  const [kind] = Object.keys(from);
  const reference = recordAt(from, kind ?? '');
  const source = [
    textAt(reference, 'name') ?? textAt(reference, 'fieldPath') ?? textAt(reference, 'resource'),
  ];
  const text = [...source, textAt(reference, 'key')].filter(Boolean).join(', key ');
  return [
    textAt(variable, 'name') ?? '?',
    kind === undefined ? (textAt(variable, 'value') ?? '""') : `from ${kind} ${text}`,
  ];
}

function volumeEntry(volume: unknown): TextEntry {
  const { name: _, ...source } = recordAt({ volume }, 'volume');
  return [textAt(volume, 'name') ?? '?', fields(source, 1)];
}

function portText(port: unknown): string {
  return `${numberAt(port, 'containerPort') ?? '?'}/${textAt(port, 'protocol') ?? 'TCP'}`;
}

function mountText(mount: unknown): string {
  const access = valueAt(mount, 'readOnly') === true ? ' (read-only)' : '';
  return `${textAt(mount, 'mountPath') ?? '?'} from ${textAt(mount, 'name') ?? '?'}${access}`;
}

function tolerationText(toleration: unknown): string {
  const value = textAt(toleration, 'value');
  const key = textAt(toleration, 'key') ?? 'any key';
  return [`${key}${value === undefined ? '' : `=${value}`}`, textAt(toleration, 'effect')]
    .filter(Boolean)
    .join(':');
}
