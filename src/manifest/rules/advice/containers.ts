import { insertField } from '../../fix/edits.ts';
import type { RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt, nodeAt, numberAt, toJson } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import type { ContainerPlace } from '../room/podsIn.ts';
import { type PodAdvice, podAdvice } from './podAdvice.ts';
import { asksDevice, mapsIn, nameOf } from './reading.ts';

const noResources = facts(
  'advice/no-resources',
  'hint',
  'A container asks for neither cpu nor memory.',
  'The scheduler packs it anywhere, and under pressure such pods are evicted first, in the middle of an epoch.',
);
const noReadiness = facts(
  'advice/no-readiness-probe',
  'hint',
  'A container that listens has no readiness probe.',
  'Requests arrive as soon as the process starts, before the model is loaded, and rollouts go on before the new pods can answer.',
);
const impatient = facts(
  'advice/liveness-before-loading',
  'hint',
  'A liveness probe may end a container that still loads its model.',
  'Large models take minutes to load; without a startup probe the kubelet restarts the container again and again.',
);

const starting = { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } };
const asksFor: ReadonlySet<string> = new Set(['serve', 'train', 'notebook', 'cluster', 'pod']);

const adviseOnResources: PodAdvice = ({ containers, work, isPartial, spec }, report) => {
  if (!asksFor.has(work) || isPartial || mapAt(spec, 'resources') !== undefined) return;
  const bare = containers.filter(one => isWhole(one) && isBare(one));
  const [first] = bare;
  if (first === undefined) return;
  const name = nameOf(first);
  const words =
    bare.length === 1
      ? say`The container ${name} says neither how much cpu nor how much memory it needs.`
      : say`The container ${name} and ${bare.length - 1} more say neither how much cpu nor how much memory they need.`;
  const { resources, node } = first;
  report(noResources.id, resources ?? node, words, {
    ...(resources === undefined ? { missing: 'resources' } : {}),
    fixes: () =>
      resources !== undefined && resources.entries.length > 0
        ? [
            {
              title: say`Add requests`,
              edits: insertField(resources, 'requests', starting.requests),
              isSafe: false,
            },
          ]
        : entryOf(node, 'resources') === undefined
          ? [
              {
                title: say`Add requests and a memory limit`,
                edits: insertField(node, 'resources', starting),
                isSafe: false,
              },
            ]
          : [],
  });
};

/** A container without an image is a patch upon another, which may say all of this. */
function isWhole({ node }: ContainerPlace): boolean {
  return nodeAt(node, 'image') !== undefined;
}

function isBare({ resources }: ContainerPlace): boolean {
  return ['requests', 'limits'].every(field => (mapAt(resources, field)?.entries.length ?? 0) === 0);
}

const adviseOnProbes: PodAdvice = ({ containers, work }, report) => {
  for (const one of containers) {
    const { node } = one;
    const liveness = mapAt(node, 'livenessProbe');
    if (liveness !== undefined && asksDevice(one) && isImpatient(node, liveness))
      report(
        impatient.id,
        entryOf(node, 'livenessProbe')?.key ?? node,
        say`This probe restarts ${nameOf(one)} while it loads its model; a startup probe gives it time.`,
        {
          fixes: () => [
            {
              title: say`Add a startup probe`,
              edits: insertField(node, 'startupProbe', patient(liveness)),
              isSafe: false,
            },
          ],
        },
      );
  }
  if (work !== 'serve' || containers.some(({ node }) => hasProbe(node))) return;
  const listening = containers.find(one => isWhole(one) && mapsIn(one.node, 'ports').length > 0);
  const [port] = mapsIn(listening?.node, 'ports');
  const number = numberAt(port, 'containerPort');
  if (listening === undefined || number === undefined) return;
  const { node } = listening;
  report(
    noReadiness.id,
    node,
    say`The container ${nameOf(listening)} gets requests before it can answer; a readiness probe holds them back.`,
    {
      missing: 'readinessProbe',
      fixes: () => [
        {
          title: say`Add a readiness probe on port ${number}`,
          edits: insertField(node, 'readinessProbe', { tcpSocket: { port: number }, periodSeconds: 10 }),
          isSafe: false,
        },
      ],
    },
  );
};

function hasProbe(node: MapNode): boolean {
  return ['readinessProbe', 'startupProbe'].some(field => nodeAt(node, field) !== undefined);
}

/** Less than two minutes until the first restart. */
function isImpatient(node: MapNode, probe: MapNode): boolean {
  if (nodeAt(node, 'startupProbe') !== undefined) return false;
  const delay = numberAt(probe, 'initialDelaySeconds') ?? 0;
  return delay + (numberAt(probe, 'periodSeconds') ?? 10) * (numberAt(probe, 'failureThreshold') ?? 3) < 120;
}

/** The same question, asked for ten minutes. */
function patient(probe: MapNode): unknown {
  const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'].flatMap(name => {
    const handler = nodeAt(probe, name);
    return handler === undefined ? [] : [[name, toJson(handler)] as const];
  });
  return { ...Object.fromEntries(handlers), periodSeconds: 10, failureThreshold: 60 };
}

/** Advice on what containers ask for, and how they tell that they are well. */
export const containerAdvice: readonly RuleSet[] = [
  podAdvice([noResources], adviseOnResources),
  podAdvice([noReadiness, impatient], adviseOnProbes),
];
