import type { Translate } from '../cluster/failureWords.ts';
import { formatBytes } from '../cluster/quantity.ts';
import { kinds } from '../cluster/resource.ts';
import type { ClaimFacts, VolumeFacts } from '../cluster/storage.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { moment } from './moment.ts';
import { parseSegment, type RowPath, segment } from './rowPath.ts';
import { grouped, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { type ChildRows, firstRows, isKnown, joinRows, noRows, type Section } from './section.ts';
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

/** Claims and volumes, each with the other that it is bound to. */
export class StorageSection implements Section {
  readonly id = 'storage';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[] = [];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No claims or volumes');
    this.stores = [index.claims, index.volumes];
  }

  groupRow(): TreeRow {
    const { claimList, claims, volumes } = this.#index;
    const unbound = claimList.values().filter(claim => claim.phase !== 'Bound').length;
    const summary = joined(
      this.#t('{0} claims', grouped(claims.size)),
      unbound > 0 && this.#t('{0} not bound', unbound),
      this.#t('{0} volumes', grouped(volumes.size)),
    );
    return {
      id: this.id,
      label: this.#t('Storage'),
      ...optionalDescription(isKnown(this.stores) ? summary : undefined),
      icon: 'database',
      tone: 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const { type, key } = parseSegment(path[1]);
    if (path.length !== 2) return undefined;
    const claim = type === 'claim' ? this.#index.claims.get(key) : undefined;
    const volume = type === 'volume' ? this.#index.volumes.get(key) : undefined;
    return (claim && this.#claimRow(claim)) ?? (volume && this.#volumeRow(volume));
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    if (path.length > 1) return noRows;
    return joinRows(
      firstRows(this.#index.claimList.values(), limit, claim => this.#claimRow(claim)),
      firstRows(this.#index.volumeList.values(), limit, volume => this.#volumeRow(volume)),
    );
  }

  stampOf(): string {
    return `${this.#index.claims.version}|${this.#index.volumes.version}`;
  }

  #claimRow(claim: ClaimFacts): TreeRow {
    const { name, namespace, phase, volumeName } = claim;
    const size = formatBytes(claim.capacityBytes > 0 ? claim.capacityBytes : claim.requestedBytes);
    return {
      id: `${this.id}/${segment('claim', claim.uid)}`,
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

  #volumeRow(volume: VolumeFacts): TreeRow {
    const { name, phase, claim, problem } = volume;
    const why = phase === 'Failed' && problem !== undefined ? oneLine(problem) : undefined;
    return {
      id: `${this.id}/${segment('volume', volume.uid)}`,
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
}
