import { removeEntry } from '../../fix/edits.ts';
import type { RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { compareQuantities } from '../../structure/quantity.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atMostOne, chosen } from './choices.ts';
import { type Occurrence, reportRepeats } from './duplicates.ts';
import { dnsSubdomain } from './nameForms.ts';
import { facts, given, givenMap, givenMaps, givenScalar, givenText, keyOf } from './reading.ts';

/** The sources of a volume, in the order in which the API server looks at them. */
export const volumeSources = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'azureDisk',
  'vsphereVolume',
  'quobyte',
  'portworxVolume',
  'scaleIO',
  'storageos',
  'projected',
  'photonPersistentDisk',
  'csi',
  'ephemeral',
  'image',
];
const projections = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

const sizeLimit = facts(
  'core/negative-size',
  'error',
  'The size limit of an emptyDir is below zero.',
  'The API server refuses a negative size.',
);
const driver = facts(
  'core/csi-driver',
  'error',
  'The name of a CSI driver is no DNS name of at most 63 characters.',
  'The kubelet finds drivers by this name; the API server refuses other spellings.',
);
const clash = facts(
  'core/projected-path-repeated',
  'error',
  'Two sources of a projected volume write the same file.',
  'One would hide the other, so the API server refuses the volume.',
);
const azureUri = facts(
  'core/azure-disk-uri',
  'error',
  'The URI of an Azure disk does not fit its kind.',
  'Managed disks are named by a resource id, all others by a blob address; the API server refuses the rest.',
);
const noSource = facts(
  'core/volume-without-source',
  'warning',
  'A volume does not say where its data is.',
  'The API server makes an empty directory of it, which ends with the pod; most often the source was forgotten or is null.',
);
const gone = facts(
  'core/volume-gone',
  'warning',
  'A volume source no longer works.',
  'The API server still takes these sources, but current kubelets cannot mount them.',
);

const lastVersion: Readonly<Record<string, string>> = {
  photonPersistentDisk: '1.15',
  scaleIO: '1.21',
  flocker: '1.24',
  storageos: '1.24',
  quobyte: '1.24',
  glusterfs: '1.25',
  cephfs: '1.30',
  rbd: '1.30',
  gitRepo: '1.32',
};

const checkVolume: TypeCheck = (node, report) => {
  if (!atMostOne(node, volumeSources, report))
    report(
      noSource.id,
      node,
      say`A volume without a source is an emptyDir: what is written there is lost with the pod.`,
    );
  for (const name of chosen(node, volumeSources)) {
    const version = lastVersion[name];
    if (version !== undefined)
      report(gone.id, keyOf(node, name), say`Volumes of ${name} worked up to Kubernetes ${version} only.`, {
        tags: ['deprecated'],
      });
  }
};

const checkEmptyDir: TypeCheck = (node, report) => {
  const limit = givenScalar(node, 'sizeLimit');
  if (limit !== undefined && (compareQuantities(limit.value, 0) ?? 0) < 0)
    report(sizeLimit.id, limit, say`The size limit ${limit.text} is negative.`);
};

const checkDriver: TypeCheck = (node, report) => {
  const scalar = givenScalar(node, 'driver');
  const name = givenText(node, 'driver');
  if (scalar === undefined || name === undefined || name === '') return;
  if (name.length > 63 || !dnsSubdomain.fits(name.toLowerCase()))
    report(
      driver.id,
      scalar,
      say`"${name}" cannot be the name of a CSI driver: it has to be a DNS name of at most 63 characters.`,
    );
};

const checkProjected: TypeCheck = (node, report) => {
  for (const source of givenMaps(node, 'sources')) atMostOne(source, projections, report);
  const files = givenMaps(node, 'sources').flatMap(filesOf);
  reportRepeats(clash.id, files, path => say`Another source writes the file ${path} already.`, report);
};

/** The files that one source of a projected volume is known to write. */
function filesOf(source: MapNode): readonly Occurrence[] {
  const listed = ['secret', 'configMap', 'downwardAPI'].flatMap(name =>
    givenMaps(givenMap(source, name), 'items'),
  );
  const single = ['clusterTrustBundle'].flatMap(name => givenMap(source, name) ?? []);
  return [...listed, ...single].flatMap(item => {
    const at = givenScalar(item, 'path');
    return typeof at?.value === 'string' && at.value !== '' ? [{ key: at.value, at }] : [];
  });
}

const checkAzureDisk: TypeCheck = (node, report) => {
  const uri = givenScalar(node, 'diskURI');
  const kind = givenText(node, 'kind') ?? 'Shared';
  if (typeof uri?.value !== 'string' || uri.value === '') return;
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (!uri.value.startsWith(start))
    report(azureUri.id, uri, say`The diskURI of a disk of kind ${kind} begins with ${start}.`);
};

const localProfile = facts(
  'core/local-profile',
  'error',
  'A security profile names a local file without being of type Localhost, or the other way round.',
  'The file is read for type Localhost only and needed there; the API server refuses other combinations.',
);

/** Seccomp and AppArmor profiles name a file if and only if they are local. */
const checkLocalProfile: TypeCheck = (node, report) => {
  const type = givenText(node, 'type');
  const file = given(node, 'localhostProfile');
  if (type === 'Localhost' && file === undefined)
    report(
      localProfile.id,
      node,
      say`A profile of type Localhost needs localhostProfile, the file on the node.`,
      {
        missing: 'localhostProfile',
      },
    );
  if (type === undefined || type === 'Localhost' || file === undefined) return;
  const key = keyOf(node, 'localhostProfile');
  report(localProfile.id, file, say`localhostProfile is only for type Localhost, not for ${type}.`, {
    fixes: () => [{ title: say`Remove localhostProfile`, edits: removeEntry(key), isSafe: false }],
  });
};

/** Volumes and their sources; what containers mount of them is judged with the containers. */
export const volumeRules: RuleSet = {
  facts: [sizeLimit, driver, clash, azureUri, noSource, gone, localProfile],
  types: {
    Volume: checkVolume,
    EmptyDirVolumeSource: checkEmptyDir,
    CSIVolumeSource: checkDriver,
    CSIPersistentVolumeSource: checkDriver,
    ProjectedVolumeSource: checkProjected,
    AzureDiskVolumeSource: checkAzureDisk,
    SeccompProfile: checkLocalProfile,
    AppArmorProfile: checkLocalProfile,
  },
};
