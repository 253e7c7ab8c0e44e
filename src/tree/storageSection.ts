import type { Translate } from '../cluster/failureWords.ts';
import { formatBytes } from '../cluster/quantity.ts';
import { kinds } from '../cluster/resource.ts';
import type { ClaimFacts, VolumeFacts } from '../cluster/storage.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import { ListSection } from './listSection.ts';
import { moment } from './moment.ts';
import { parseSegment, segment } from './rowPath.ts';
import { grouped, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { firstRows, joinRows, noRows, type Section } from './section.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

const tones: Readonly<Record<string, RowTone>> = {
  Bound: 'good',
  Available: 'plain',
  Pending: 'busy',
  Released: 'muted',
  Terminating: 'muted',
  Failed: 'bad',
  Lost: 'bad',
};

const sectionId = 'storage';

/** Claims and volumes, each with the other that it is bound to. */
export function storageSection(index: ClusterIndex, translate: Translate): Section {
  const { claims, volumes, claimList, volumeList } = index;
  return new ListSection({
    id: sectionId,
    label: translate('Storage'),
    icon: 'database',
    emptyText: translate('No claims or volumes'),
    stores: [claims, volumes],
    summary: () => {
      const unbound = claimList.values().filter(claim => claim.phase !== 'Bound').length;
      return joined(
        translate('{0} claims', grouped(claims.size)),
        unbound > 0 && translate('{0} not bound', unbound),
        translate('{0} volumes', grouped(volumes.size)),
      );
    },
    rowAt: path => {
      const { type, key } = parseSegment(path[1]);
      if (path.length !== 2) return undefined;
      const claim = type === 'claim' ? claims.get(key) : undefined;
      const volume = type === 'volume' ? volumes.get(key) : undefined;
      return (claim && claimRow(claim)) ?? (volume && volumeRow(volume));
    },
    childrenOf: (path, limit) =>
      path.length > 1
        ? noRows
        : joinRows(
            firstRows(claimList.values(), limit, claimRow),
            firstRows(volumeList.values(), limit, volumeRow),
          ),
  });
}

function claimRow(claim: ClaimFacts): TreeRow {
  const { name, namespace, phase, volumeName } = claim;
  const size = formatBytes(claim.capacityBytes > 0 ? claim.capacityBytes : claim.requestedBytes);
  return {
    id: `${sectionId}/${segment('claim', claim.uid)}`,
    label: name,
    ...optionalDescription(joined(phase, size, volumeName && `→ ${volumeName}`, namespace)),
    icon: 'archive',
    tone: tones[phase] ?? 'plain',
    tooltip: tooltipOf(name, [
      ['Kind', 'PersistentVolumeClaim'],
      ['Namespace', namespace],
      ['Status', phase],
      ['Volume', volumeName],
      ['Requested', formatBytes(claim.requestedBytes)],
      ['Capacity', claim.capacityBytes > 0 ? formatBytes(claim.capacityBytes) : undefined],
      ['Storage class', claim.storageClass],
      ['Access', claim.accessModes.join(', ')],
      ['Created', moment(claim.createdAtMs)],
    ]),
    tokens: objectTokens('claim'),
    isExpandable: false,
    ref: { kind: kinds.persistentVolumeClaims, namespace, name },
  };
}

function volumeRow(volume: VolumeFacts): TreeRow {
  const { name, phase, claim, problem } = volume;
  const why = phase === 'Failed' && problem !== undefined ? oneLine(problem) : undefined;
  return {
    id: `${sectionId}/${segment('volume', volume.uid)}`,
    label: name,
    ...optionalDescription(joined(phase, why, formatBytes(volume.capacityBytes), claim && `← ${claim}`)),
    icon: 'database',
    tone: tones[phase] ?? 'plain',
    tooltip: tooltipOf(name, [
      ['Kind', 'PersistentVolume'],
      ['Status', phase],
      ['Why', problem],
      ['Claim', claim],
      ['Capacity', formatBytes(volume.capacityBytes)],
      ['Storage class', volume.storageClass],
      ['Access', volume.accessModes.join(', ')],
      ['Reclaim policy', volume.reclaimPolicy],
      ['Created', moment(volume.createdAtMs)],
    ]),
    tokens: objectTokens('volume'),
    isExpandable: false,
    ref: { kind: kinds.persistentVolumes, name },
  };
}
