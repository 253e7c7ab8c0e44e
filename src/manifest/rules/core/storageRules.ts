import { insertField } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { parseQuantity } from '../../structure/quantity.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atLeastOne, atMostOne } from './choices.ts';
import { named } from './fieldChecks.ts';
import { dnsLabel } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
  keyOf,
  placeOf,
} from './reading.ts';

const accessModes = facts(
  'core/access-modes',
  'error',
  'A volume or claim has no access mode, or ReadWriteOncePod beside others.',
  'A claim has to say how it is shared, and ReadWriteOncePod excludes all other ways; the API server refuses the rest.',
);
const size = facts(
  'core/storage-size',
  'error',
  'A volume or claim has no size, or none above zero.',
  'Nothing could be provided for it; the API server refuses it.',
);
const dataSource = facts(
  'core/data-source',
  'error',
  'The source of a claim’s data is of another kind than its group allows, or two sources differ.',
  'Without an API group only other claims can be copied, and dataSource and dataSourceRef have to name the same thing.',
);
const nodeAffinity = facts(
  'core/volume-node-affinity',
  'error',
  'A local volume does not say on which node it is.',
  'Its pods have to go where the disk is; the API server refuses a local volume without required node affinity.',
);
const recycle = facts(
  'core/recycle-root',
  'error',
  'The root of a node would be wiped.',
  'The API server refuses the reclaim policy Recycle for a hostPath of "/".',
);

const volumeSources = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'local',
  'storageos',
  'csi',
];

const checkClaimSpec: TypeCheck = (node, report) => {
  checkOncePod(node, report);
  const request = givenMap(givenMap(node, 'resources'), 'requests');
  checkPositive(request, report);
  checkDataSources(node, report);
};

function checkOncePod(node: MapNode, report: Report): void {
  const modes = itemsAt(node, 'accessModes').map(mode => (mode.kind === 'scalar' ? mode.value : undefined));
  if (modes.includes('ReadWriteOncePod') && modes.some(mode => mode !== 'ReadWriteOncePod'))
    report(
      accessModes.id,
      keyOf(node, 'accessModes'),
      say`ReadWriteOncePod excludes all other access modes.`,
    );
}

function checkPositive(amounts: MapNode | undefined, report: Report): void {
  const scalar = givenScalar(amounts, 'storage');
  const amount = scalar === undefined ? undefined : parseQuantity(scalar.value);
  if (scalar !== undefined && amount !== undefined && amount <= 0n)
    report(size.id, scalar, say`A size of ${scalar.text} is not above zero.`);
}

function checkDataSources(node: MapNode, report: Report): void {
  const [source, reference] = [givenMap(node, 'dataSource'), givenMap(node, 'dataSourceRef')];
  const kind = givenScalar(reference, 'kind');
  if (
    reference !== undefined &&
    isBlank(reference, 'apiGroup') &&
    kind !== undefined &&
    kind.value !== 'PersistentVolumeClaim'
  )
    report(
      dataSource.id,
      reference,
      say`A ${kind.text} has an API group, which apiGroup has to name; without it only a PersistentVolumeClaim can be meant.`,
    );
  if (source !== undefined && reference === undefined) checkDataSource(source, report);
  if (source === undefined || reference === undefined) return;
  if (!isBlank(reference, 'namespace'))
    report(
      dataSource.id,
      keyOf(node, 'dataSource'),
      say`dataSource cannot stand beside a dataSourceRef of another namespace.`,
    );
  else if (['apiGroup', 'kind', 'name'].some(name => givenText(source, name) !== givenText(reference, name)))
    report(
      dataSource.id,
      keyOf(node, 'dataSource'),
      say`dataSource and dataSourceRef have to name the same object.`,
    );
}

/** The older field takes claims and snapshots only; anything else is dropped without a word. */
function checkDataSource(source: MapNode, report: Report): void {
  const [kind, group] = [givenText(source, 'kind'), givenText(source, 'apiGroup') ?? ''];
  if (kind === undefined || givenScalar(source, 'kind') === undefined) return;
  const isClaim = kind === 'PersistentVolumeClaim' && group === '';
  const isSnapshot = kind === 'VolumeSnapshot' && group === 'snapshot.storage.k8s.io';
  if (!isClaim && !isSnapshot)
    report(
      dataSource.id,
      source,
      say`dataSource takes claims, and snapshots of snapshot.storage.k8s.io; this one is ignored and the volume stays empty. dataSourceRef takes others.`,
      {
        severity: 'warning',
      },
    );
}

/** What a claim that the API server gets itself needs; operators fill it in for claims of their own kinds. */
function checkWhole(spec: MapNode | undefined, report: Report): void {
  if (spec === undefined) return;
  if (isEmpty(spec, 'accessModes')) {
    const [at, place] = placeOf(spec, 'accessModes');
    const add = () => [
      {
        title: say`Add accessModes: [ReadWriteOnce]`,
        edits: insertField(spec, 'accessModes', ['ReadWriteOnce']),
        isSafe: false,
      },
    ];
    report(accessModes.id, at, say`The claim needs at least one access mode, as ReadWriteOnce.`, {
      ...place,
      fixes: () => (given(spec, 'accessModes') === undefined ? add() : []),
    });
  }
  const resources = givenMap(spec, 'resources');
  const requests = givenMap(resources, 'requests');
  if (given(requests, 'storage') !== undefined) return;
  // The API server names spec.resources[storage], without the requests in between.
  const missing = resources === undefined ? 'resources.storage' : 'storage';
  report(size.id, resources ?? spec, say`The claim does not say how much storage it needs.`, { missing });
}

const checkClaim: KindCheck = (object, report) => checkWhole(givenMap(object.node, 'spec'), report);

const checkStatefulSet: KindCheck = (object, report) => {
  for (const template of givenMaps(givenMap(object.node, 'spec'), 'volumeClaimTemplates'))
    if (given(template, 'spec') === undefined)
      report(accessModes.id, template, say`The claim template needs a spec with access modes and a size.`, {
        missing: 'spec.accessModes',
      });
    else checkWhole(givenMap(template, 'spec'), report);
};

const checkEphemeral: TypeCheck = (node, report) =>
  checkWhole(givenMap(givenMap(node, 'volumeClaimTemplate'), 'spec'), report);

const checkVolume: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) return;
  if (isEmpty(spec, 'accessModes')) {
    const [at, place] = placeOf(spec, 'accessModes');
    report(accessModes.id, at, say`The volume needs at least one access mode.`, place);
  }
  checkCapacity(spec, report);
  atLeastOne(spec, volumeSources, report);
  atMostOne(spec, volumeSources, report);
  if (given(spec, 'local') !== undefined && given(spec, 'nodeAffinity') === undefined)
    report(nodeAffinity.id, spec, say`A local volume has to say on which node it is.`, {
      missing: 'nodeAffinity',
    });
  const policy = givenScalar(spec, 'persistentVolumeReclaimPolicy');
  if (policy?.value === 'Recycle' && givenText(givenMap(spec, 'hostPath'), 'path') === '/')
    report(recycle.id, policy, say`Recycle would wipe the root of the node.`);
};

function checkCapacity(spec: MapNode, report: Report): void {
  const capacity = givenMap(spec, 'capacity');
  if (isEmpty(spec, 'capacity')) {
    const [at, place] = placeOf(spec, 'capacity');
    report(size.id, at, say`The volume does not say how large it is.`, place);
    return;
  }
  if (capacity === undefined) return;
  if (capacity.entries.some(entry => entry.name !== 'storage'))
    report(size.id, keyOf(spec, 'capacity'), say`The capacity of a volume is its storage and nothing else.`);
  checkPositive(capacity, report);
}

const checkVolumeSpec: TypeCheck = (node, report) => {
  checkOncePod(node, report);
  if (given(node, 'volumeAttributesClassName') !== undefined && given(node, 'csi') === undefined)
    report(nodeAffinity.id, node, say`volumeAttributesClassName is for csi volumes.`, { missing: 'csi' });
};

const checkNodeAffinity: TypeCheck = (node, report) => {
  if (given(node, 'required') === undefined)
    report(nodeAffinity.id, node, say`The node affinity of a volume needs required terms.`, {
      missing: 'required',
    });
};

/** Outside of namespaces a secret is named with its own. */
const checkCsi: TypeCheck = (node, report) => {
  for (const entry of node.entries) {
    if (!entry.name.endsWith('SecretRef') || entry.value.kind !== 'map') continue;
    for (const name of ['name', 'namespace'])
      if (isBlank(entry.value, name)) {
        const [at, place] = placeOf(entry.value, name);
        report(
          'core/missing-field',
          at,
          say`${name} is missing; the API server does not do without it.`,
          place,
        );
      }
    const namespace = givenScalar(entry.value, 'namespace');
    if (namespace) checkNamespace(namespace, 'namespace', report);
  }
};

const checkNamespace = named(dnsLabel);

/** Claims, volumes and classes of storage. */
export const storageRules: RuleSet = {
  facts: [accessModes, size, dataSource, nodeAffinity, recycle],
  types: {
    PersistentVolumeClaimSpec: checkClaimSpec,
    PersistentVolumeSpec: checkVolumeSpec,
    VolumeNodeAffinity: checkNodeAffinity,
    CSIPersistentVolumeSource: checkCsi,
    EphemeralVolumeSource: checkEphemeral,
  },
  kinds: {
    '/PersistentVolumeClaim': checkClaim,
    '/PersistentVolume': checkVolume,
    'apps/StatefulSet': checkStatefulSet,
  },
};
