import { removeEntry } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { type Occurrence, reportRepeats } from './duplicates.ts';
import { pathBelow } from './nameForms.ts';
import { facts, givenMap, givenMaps, givenScalar, givenText, isTrue, keyOf } from './reading.ts';

const pathTwice = facts(
  'core/mount-path-repeated',
  'error',
  'Two volumes are mounted at the same path of a container.',
  'One would hide the other, so the API server refuses the pod.',
);
const deviceAndMount = facts(
  'core/mount-and-device',
  'error',
  'A volume is used as a file system and as a block device by one container, or one path is used for both.',
  'A volume is either mounted or handed through raw; the API server refuses both at once.',
);
const subPath = facts(
  'core/sub-path',
  'error',
  'subPath leaves the volume, or stands beside subPathExpr.',
  'A sub-path is a relative path inside the volume, written once; the API server refuses anything else.',
);
const propagation = facts(
  'core/mount-propagation',
  'error',
  'Bidirectional mount propagation is asked for without privilege.',
  'Mounts made in the container would reach the node, which only privileged containers may do.',
);
const recursiveReadOnly = facts(
  'core/recursive-read-only',
  'error',
  'recursiveReadOnly is set on a mount that is writable or propagated.',
  'It makes sub-mounts read-only too, which needs readOnly: true and no propagation.',
);

const checkMount: TypeCheck = (node, report) => {
  checkSubPath(node, report);
  const recursive = givenScalar(node, 'recursiveReadOnly');
  if (recursive?.value !== 'Enabled' && recursive?.value !== 'IfPossible') return;
  if (!isTrue(node, 'readOnly'))
    report(recursiveReadOnly.id, recursive, say`recursiveReadOnly needs readOnly: true on the same mount.`);
  const mode = givenText(node, 'mountPropagation');
  if (mode !== undefined && mode !== 'None' && mode !== '')
    report(recursiveReadOnly.id, recursive, say`recursiveReadOnly excludes mount propagation ${mode}.`);
};

function checkSubPath(mount: MapNode, report: Report): void {
  for (const name of ['subPath', 'subPathExpr']) {
    const scalar = givenScalar(mount, name);
    if (typeof scalar?.value === 'string' && !pathBelow.fits(scalar.value))
      report(subPath.id, scalar, say`${name} has to stay inside the volume: ${pathBelow.demand}.`);
  }
  const [plain, expression] = [givenText(mount, 'subPath'), givenText(mount, 'subPathExpr')];
  const key = keyOf(mount, 'subPathExpr');
  if (plain !== undefined && plain !== '' && expression !== undefined && expression !== '')
    report(subPath.id, key, say`subPath and subPathExpr exclude one another.`, {
      fixes: () => [{ title: say`Remove subPathExpr`, edits: removeEntry(key), isSafe: false }],
    });
}

const checkMountsOf: TypeCheck = (node, report) => {
  const paths = fieldsOf(node, 'volumeMounts', 'mountPath');
  reportRepeats(pathTwice.id, paths, path => say`Another volume is mounted at ${path} already.`, report);
  const devices = fieldsOf(node, 'volumeDevices', 'devicePath');
  reportRepeats(pathTwice.id, devices, path => say`Another device has the path ${path} already.`, report);
  checkDevices(node, report);
  if (isTrue(givenMap(node, 'securityContext'), 'privileged')) return;
  for (const { key, at } of fieldsOf(node, 'volumeMounts', 'mountPropagation'))
    if (key === 'Bidirectional')
      report(propagation.id, at, say`Bidirectional propagation needs securityContext.privileged: true.`);
};

function checkDevices(container: MapNode, report: Report): void {
  const mounted = new Map(fieldsOf(container, 'volumeMounts', 'name').map(({ key, at }) => [key, at]));
  const paths = new Map(fieldsOf(container, 'volumeMounts', 'mountPath').map(({ key, at }) => [key, at]));
  for (const { key, at } of fieldsOf(container, 'volumeDevices', 'name'))
    if (mounted.has(key))
      report(deviceAndMount.id, at, say`The volume ${key} is mounted as a file system already.`);
  for (const { key, at } of fieldsOf(container, 'volumeDevices', 'devicePath'))
    if (paths.has(key)) report(deviceAndMount.id, at, say`A volume is mounted at ${key} already.`);
}

/** The non-empty strings of one field over the items of a list. */
export function fieldsOf(node: MapNode | undefined, list: string, name: string): readonly Occurrence[] {
  return givenMaps(node, list).flatMap(item => {
    const at = givenScalar(item, name);
    return typeof at?.value === 'string' && at.value !== '' ? [{ key: at.value, at }] : [];
  });
}

/** What a container mounts, as far as the container alone can tell. */
export const mountRules: RuleSet = {
  facts: [pathTwice, deviceAndMount, subPath, propagation, recursiveReadOnly],
  types: { VolumeMount: checkMount, Container: checkMountsOf, EphemeralContainer: checkMountsOf },
};
