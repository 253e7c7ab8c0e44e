import { insertField, insertItem } from '../../fix/edits.ts';
import type { Fix, TextEdit } from '../../fix/fix.ts';
import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { itemsAt, mapAt, nodeAt, scalarAt, stringAt } from '../../syntax/lookup.ts';
import { type MapNode, sourceOf } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import type { ContainerPlace, PodPlace } from '../room/podsIn.ts';
import { type PodAdvice, podAdvice } from './podAdvice.ts';
import { asksDevice, mapsIn, nameOf, usesDevice, volumesOf } from './reading.ts';

const hostPath = facts(
  'advice/host-path',
  'hint',
  'Data lies in a directory of whatever node the pod runs on.',
  'On the next node the directory is empty or another one, and it survives the pod; a PersistentVolumeClaim moves along.',
);
const memoryVolume = facts(
  'advice/memory-volume',
  'hint',
  'A volume in memory has no size limit.',
  'What is written to it counts as memory of the container; without a limit it grows until the container is killed.',
);
const sharedMemory = facts(
  'advice/shared-memory',
  'hint',
  'PyTorch trains with the 64 MiB of shared memory that containers get.',
  'Workers of a DataLoader and NCCL exchange data through /dev/shm, and end with a bus error when it is full.',
);
const checkpoints = facts(
  'advice/no-checkpoint-volume',
  'hint',
  'Training on GPUs keeps nothing outside of its pods.',
  'When a pod is evicted or restarted, training begins again from the first step.',
);

/** Directories that belong to the node, and are mounted because of that. */
const ofTheNode =
  /^\/(?:dev|sys|proc|run|etc|lib|usr|boot|opt\/cni|var\/(?:run|log|lib\/(?:kubelet|docker|containerd|nvidia|cni)))(?:\/|$)|^\/$|nvidia|\.sock$/;

const adviseOnVolumes: PodAdvice = (place, report) => {
  if (place.work === 'daemon') return;
  for (const volume of volumesOf(place)) {
    const path = scalarAt(volume, 'hostPath', 'path');
    if (typeof path?.value === 'string' && !ofTheNode.test(path.value))
      report(
        hostPath.id,
        path,
        say`${path.value} is another directory on every node; a PersistentVolumeClaim moves along with the pod.`,
        { fixes: () => claimInstead(volume) },
      );
    const empty = mapAt(volume, 'emptyDir');
    if (
      empty !== undefined &&
      stringAt(empty, 'medium') === 'Memory' &&
      nodeAt(empty, 'sizeLimit') === undefined
    )
      report(memoryVolume.id, empty, say`This volume takes the container's memory without a limit.`, {
        missing: 'sizeLimit',
        fixes: () => [
          { title: say`Add a limit of 8Gi`, edits: insertField(empty, 'sizeLimit', '8Gi'), isSafe: false },
        ],
      });
  }
};

/** Only where the volume is written as a map of its own, whose other field is its name. */
function claimInstead(volume: MapNode): readonly Fix[] {
  const entry = volume.entries.find(({ name }) => name === 'hostPath');
  const name = stringAt(volume, 'name');
  if (entry === undefined || name === undefined || volume.entries.length !== 2) return [];
  const { key, value } = entry;
  const start = key.piece.offset + key.from;
  const end = value.piece.offset + value.to;
  const newText = `persistentVolumeClaim: {claimName: ${name}}`;
  return [{ title: say`Mount the claim ${name}`, edits: [{ start, end, newText }], isSafe: false }];
}

const adviseOnTraining: PodAdvice = (place, report) => {
  if (place.work !== 'train' || place.isPartial || !usesDevice(place)) return;
  const container = place.containers.find(asksDevice);
  if (container === undefined) return;
  if (isPyTorch(container) && !hasSharedMemory(place))
    report(
      sharedMemory.id,
      container.node,
      say`PyTorch's data loaders share memory through /dev/shm, which holds 64 MiB here.`,
      {
        missing: 'volumeMounts',
        fixes: () =>
          mounting(place, container, {
            title: say`Mount memory at /dev/shm`,
            volume: { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
            mountPath: '/dev/shm',
          }),
      },
    );
  if (isDistributed(place) && !keepsSomething(place))
    report(
      checkpoints.id,
      container.node,
      say`Nothing that ${nameOf(container)} writes outlives its pod; a volume for checkpoints lets training go on after a restart.`,
      {
        missing: 'volumeMounts',
        fixes: () =>
          mounting(place, container, {
            title: say`Mount a claim for checkpoints`,
            volume: { name: 'checkpoints', persistentVolumeClaim: { claimName: 'checkpoints' } },
            mountPath: '/checkpoints',
          }),
      },
    );
};

function isPyTorch({ node }: ContainerPlace): boolean {
  return stringAt(node, 'name') === 'pytorch' || /torch/i.test(stringAt(node, 'image') ?? '');
}

function hasSharedMemory({ spec, containers }: PodPlace): boolean {
  if (scalarAt(spec, 'hostIPC')?.value === true) return true;
  return containers.some(({ node }) =>
    mapsIn(node, 'volumeMounts').some(mount => (stringAt(mount, 'mountPath') ?? '').startsWith('/dev/shm')),
  );
}

/** Several pods, or a whole node's devices: what nobody wants to begin again. */
function isDistributed({ count }: PodPlace): boolean {
  return (count ?? 1) > 1;
}

const passing: ReadonlySet<string> = new Set([
  'name',
  'emptyDir',
  'configMap',
  'secret',
  'projected',
  'downwardAPI',
]);

/** A volume that outlives the pod, or an address in the command, arguments or environment where results may go. */
function keepsSomething(place: PodPlace): boolean {
  if (volumesOf(place).some(volume => volume.entries.some(({ name }) => !passing.has(name)))) return true;
  return place.containers.some(({ node }) =>
    ['command', 'args', 'env'].some(field =>
      itemsAt(node, field).some(item => /:\/\/|bucket|checkpoint/i.test(sourceOf(item))),
    ),
  );
}

interface Mounting {
  readonly title: Message;
  readonly volume: { readonly name: string; readonly [source: string]: unknown };
  readonly mountPath: string;
}

/** Adds a volume to the pod and mounts it; nothing where one of both lists is written in a way that cannot be added to. */
function mounting(
  place: PodPlace,
  { node }: ContainerPlace,
  { title, volume, mountPath }: Mounting,
): readonly Fix[] {
  const mounts = adding(node, 'volumeMounts', { name: volume.name, mountPath });
  const volumes = adding(place.spec, 'volumes', volume);
  const [mountEdit] = mounts;
  const isApart = mountEdit !== undefined && volumes.every(edit => edit.start !== mountEdit.start);
  // Both at one place: the mount belongs to the container, which ends before its pod does.
  const edits = isApart
    ? [...mounts, ...volumes]
    : mountEdit === undefined
      ? []
      : [{ ...mountEdit, newText: mountEdit.newText + volumes.map(({ newText }) => newText).join('') }];
  return edits.length === 0 ? [] : [{ title, edits, isSafe: false }];
}

function adding(map: MapNode, field: string, item: object): readonly TextEdit[] {
  const list = nodeAt(map, field);
  if (list === undefined) return insertField(map, field, [item]);
  return list.kind === 'sequence' && list.items.length > 0 ? insertItem(list, item) : [];
}

/** Advice on where data lies. */
export const volumeAdvice: readonly RuleSet[] = [
  podAdvice([hostPath, memoryVolume], adviseOnVolumes),
  podAdvice([sharedMemory, checkpoints], adviseOnTraining),
];
