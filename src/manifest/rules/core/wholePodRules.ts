import { insertField, renameKey } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import type { ManifestObject } from '../../object.ts';
import type { Severity } from '../../problem.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { chosen } from './choices.ts';
import { hookHandlers, probeHandlers, probeNames } from './handlerRules.ts';
import { fieldsOf } from './mountRules.ts';
import { dnsLabel } from './nameForms.ts';
import { nearest } from './nearest.ts';
import { mapsAt, type PodPlaces, podPlaces } from './podPlaces.ts';
import { containerLists } from './podRules.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  isBlank,
  isEmpty,
  isTrue,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';
import { checkDeviceLimits } from './resourceRules.ts';

const noContainers = facts(
  'core/no-containers',
  'error',
  'A pod has no containers.',
  'The API server refuses a pod without any.',
);
const noImage = facts(
  'core/no-image',
  'error',
  'A container has no image.',
  'There is nothing to run; the API server refuses the pod.',
);
const unknownVolume = facts(
  'core/unknown-volume',
  'error',
  'A container mounts a volume that the pod does not declare.',
  'The API server refuses the pod; the volume has to stand in volumes.',
);
const noHandler = facts(
  'core/no-handler',
  'error',
  'A probe or hook says how often to act, but not what to do.',
  'One of exec, httpGet, tcpSocket, grpc (hooks: sleep) is needed; the API server refuses the pod.',
);
const unknownPort = facts(
  'core/unknown-port-name',
  'warning',
  'A probe or hook names a port that its container does not declare.',
  'The API server takes it, but the kubelet cannot resolve the name and the probe fails.',
);
const undeclaredPort = facts(
  'core/undeclared-port',
  'information',
  'A probe goes to a port number that its container does not list.',
  'It works if something listens there; most often it is a slip.',
);
const ephemeral = facts(
  'core/ephemeral-containers',
  'error',
  'Ephemeral containers are part of a new pod.',
  'They can be added to a running pod only; the API server refuses them on create and in templates.',
);
const hostname = facts(
  'core/hostname',
  'error',
  'The hostname or subdomain of a pod is no DNS label.',
  'It becomes part of the pod’s DNS name; the API server refuses other spellings.',
);

/** A pod, its weight, and where to file what is found. */
interface Judged {
  readonly spec: MapNode;
  readonly places: PodPlaces;
  readonly severity: Severity;
  readonly report: Report;
}

function checkPods(object: ManifestObject, report: Report): void {
  const places = podPlaces[`${object.group}/${object.kind}`];
  if (places?.severity === 'error') checkPresence(object, places, report);
  for (const path of places?.paths ?? [])
    for (const spec of mapsAt(object, path))
      if (places !== undefined) checkPod({ spec, places, severity: places.severity, report }, object.kind);
}

/** Core kinds whose pods are not there at all: the schema leaves `spec` optional everywhere, and two templates. */
function checkPresence(object: ManifestObject, { paths }: PodPlaces, report: Report): void {
  const isTemplateOptional = ['ReplicaSet', 'ReplicationController', 'PodTemplate'].includes(object.kind);
  for (const steps of paths.map(path => path.split('.')))
    for (const [index, step] of steps.entries()) {
      // A workload without its own spec is told of elsewhere, and required templates by the schema.
      if (step === 'spec' ? index === 0 && steps.length > 1 : !isTemplateOptional) continue;
      const missing = [...steps.slice(index), 'containers'].join('.');
      for (const node of index === 0 ? [object.node] : mapsAt(object, steps.slice(0, index).join('.')))
        if (given(node, step) === undefined)
          report(noContainers.id, node, say`There is no spec with the containers of the pod.`, { missing });
    }
}

function checkPod(judged: Judged, kind: string): void {
  const { spec, severity, report } = judged;
  // An absent list is missing by the schema already.
  if (given(spec, 'containers') !== undefined && isEmpty(spec, 'containers'))
    report(noContainers.id, keyOf(spec, 'containers'), say`A pod needs at least one container.`, {
      severity,
    });
  if (!isEmpty(spec, 'ephemeralContainers'))
    report(
      ephemeral.id,
      keyOf(spec, 'ephemeralContainers'),
      say`Ephemeral containers can be added to a running pod only.`,
      { severity },
    );
  for (const list of containerLists)
    for (const container of givenMaps(spec, list)) checkContainer(container, judged, kind);
  if (kind !== 'StatefulSet') checkHostname(judged);
}

function checkContainer(container: MapNode, judged: Judged, kind: string): void {
  const { severity, report } = judged;
  if (isBlank(container, 'image')) {
    const [at, place] = placeOf(container, 'image');
    const fixes = (): readonly Fix[] =>
      given(container, 'image') === undefined
        ? [{ title: say`Add image`, edits: insertField(container, 'image', ''), isSafe: false }]
        : [];
    report(noImage.id, at, say`The container has no image to run.`, { ...place, severity, fixes });
  }
  const name = givenScalar(container, 'name');
  if (name?.value === '') report('core/empty-value', name, say`The container has no name.`, { severity });
  checkStorage(container, judged);
  checkDeviceLimits(givenMap(container, 'resources'), severity, report);
  const mayAdd = judged.places.mayAddVolumes === true;
  if (!mayAdd) checkVolumesOf(container, volumesFor(judged.spec, kind), judged);
  for (const name of probeNames) checkHandler(givenMap(container, name), probeHandlers, container, judged);
  const lifecycle = givenMap(container, 'lifecycle');
  for (const name of ['postStart', 'preStop'])
    checkHandler(givenMap(lifecycle, name), hookHandlers, container, judged);
}

function checkStorage(container: MapNode, { severity, report }: Judged): void {
  const resources = givenMap(container, 'resources');
  for (const list of ['limits', 'requests']) {
    const amounts = givenMap(resources, list);
    if (amounts !== undefined && given(amounts, 'storage') !== undefined)
      report(
        'core/resource-name',
        keyOf(amounts, 'storage'),
        say`Containers cannot ask for storage; claims can, and containers for ephemeral-storage.`,
        {
          severity,
          fixes: () => storageFix(amounts),
        },
      );
  }
}

function storageFix(amounts: MapNode): readonly Fix[] {
  const key = keyOf(amounts, 'storage');
  if (key.kind !== 'scalar') return [];
  return [{ title: say`Write ephemeral-storage`, edits: renameKey(key, 'ephemeral-storage'), isSafe: false }];
}

/** Names of the volumes that a pod will have. A StatefulSet adds one for each of its claim templates. */
function volumesFor(spec: MapNode, kind: string): readonly string[] {
  const own = fieldsOf(spec, 'volumes', 'name').map(({ key }) => key);
  if (kind !== 'StatefulSet') return own;
  const set = spec.parent?.parent;
  const templates = set?.kind === 'map' ? givenMaps(set, 'volumeClaimTemplates') : [];
  return [...own, ...templates.flatMap(template => fieldsOfName(givenMap(template, 'metadata')))];
}

function fieldsOfName(metadata: MapNode | undefined): readonly string[] {
  const name = givenScalar(metadata, 'name')?.value;
  return typeof name === 'string' ? [name] : [];
}

function checkVolumesOf(container: MapNode, volumes: readonly string[], { severity, report }: Judged): void {
  for (const list of ['volumeMounts', 'volumeDevices'])
    for (const { key, at } of fieldsOf(container, list, 'name')) {
      if (volumes.includes(key) || at.kind !== 'scalar') continue;
      const likely = nearest(key, volumes);
      const fixes = () => (likely === undefined ? [] : [replacing(at, likely, false)]);
      report(unknownVolume.id, at, say`The pod has no volume called "${key}".`, { severity, fixes });
    }
}

function checkHandler(
  handler: MapNode | undefined,
  choice: readonly string[],
  container: MapNode,
  judged: Judged,
): void {
  if (handler === undefined) return;
  const { severity, report } = judged;
  if (chosen(handler, choice).length === 0)
    report(noHandler.id, handler, say`Nothing says what to do here: one of ${choice.join(', ')} is needed.`, {
      severity,
    });
  for (const name of ['httpGet', 'tcpSocket']) checkPort(givenMap(handler, name), container, judged);
}

function checkPort(target: MapNode | undefined, container: MapNode, { spec, report }: Judged): void {
  const port = givenScalar(target, 'port');
  const host = givenScalar(target, 'host');
  if (port === undefined || host !== undefined) return;
  const names = fieldsOf(container, 'ports', 'name').map(({ key }) => key);
  if (typeof port.value === 'string' && !names.includes(port.value)) {
    const likely = names.length === 1 ? names[0] : nearest(port.value, names);
    report(unknownPort.id, port, say`The container declares no port called "${port.value}".`, {
      fixes: () => (likely === undefined ? [] : [replacing(port, likely, false)]),
    });
  }
  if (typeof port.value !== 'number' || isTrue(spec, 'hostNetwork')) return;
  const numbers = itemsAt(container, 'ports').map(item => givenScalar(item, 'containerPort')?.value);
  if (numbers.length > 0 && !numbers.includes(port.value))
    report(
      undeclaredPort.id,
      port,
      say`The container does not list port ${port.value}; is another one meant?`,
      {
        fixes: () =>
          numbers.flatMap(number => (typeof number === 'number' ? [replacing(port, number, false)] : [])),
      },
    );
}

function checkHostname({ spec, severity, report }: Judged): void {
  for (const name of ['hostname', 'subdomain']) {
    const scalar = givenScalar(spec, name);
    if (typeof scalar?.value === 'string' && scalar.value !== '' && !dnsLabel.fits(scalar.value))
      report(
        hostname.id,
        scalar,
        say`"${scalar.value}" cannot be the ${name} of a pod: ${dnsLabel.demand}.`,
        { severity },
      );
  }
}

/** What can only be judged where the whole pod stands before us, and nobody fills in the rest. */
export const wholePodRules: RuleSet = {
  facts: [noContainers, noImage, unknownVolume, noHandler, unknownPort, undeclaredPort, ephemeral, hostname],
  kinds: Object.fromEntries(Object.keys(podPlaces).map(kind => [kind, checkPods])),
};
