import type { ConfigFacts } from '../cluster/config.ts';
import type { Translate } from '../cluster/failureWords.ts';
import { kinds } from '../cluster/resource.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { moment } from './moment.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { counted, grouped, joined, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { type ChildRows, firstRows, isKnown, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

/** ConfigMaps and Secrets with the names of their keys. There is no value anywhere in the tree to be shown. */
export class ConfigSection implements Section {
  readonly id = 'config';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[] = [];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No config maps or secrets');
    this.stores = [index.configMaps, index.secrets];
  }

  groupRow(): TreeRow {
    const { configMaps, secrets } = this.#index;
    const summary = joined(
      this.#t('{0} config maps', grouped(configMaps.size)),
      this.#t('{0} secrets', grouped(secrets.size)),
    );
    return {
      id: this.id,
      label: this.#t('Config'),
      ...optionalDescription(isKnown(this.stores) ? summary : undefined),
      icon: 'settings',
      tone: 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const config = this.#configAt(path);
    if (config === undefined) return undefined;
    if (path.length === 2) return this.#row(config);
    const { type, key } = parseSegment(path[2]);
    return type === 'key' && path.length === 3 && config.keys.includes(key)
      ? keyRow(idOf(path), key)
      : undefined;
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    if (path.length === 1)
      return firstRows(this.#index.configList.values(), limit, config => this.#row(config));
    const config = path.length === 2 ? this.#configAt(path) : undefined;
    const id = idOf(path);
    return config === undefined
      ? noRows
      : firstRows(config.keys, limit, key => keyRow(`${id}/${segment('key', key)}`, key));
  }

  stampOf(): string {
    return `${this.#index.configMaps.version}|${this.#index.secrets.version}`;
  }

  #configAt(path: RowPath): ConfigFacts | undefined {
    const { type, key } = parseSegment(path[1]);
    if (type === 'configMap') return this.#index.configMaps.get(key);
    return type === 'secret' ? this.#index.secrets.get(key) : undefined;
  }

  #row(config: ConfigFacts): TreeRow {
    const { name, namespace, keys } = config;
    const token = config.kind === 'Secret' ? 'secret' : 'configMap';
    return {
      id: `${this.id}/${segment(token, config.uid)}`,
      label: name,
      ...optionalDescription(joined(config.kind, counted(keys.length, 'key'), namespace)),
      icon: config.kind === 'Secret' ? 'lock' : 'symbol-key',
      tone: 'plain',
      tooltip: tooltipOf(name, [
        ['Kind', config.kind],
        ['Namespace', namespace],
        ['Type', config.type],
        ['Keys', keys.length],
        ['Immutable', config.isImmutable ? 'yes' : undefined],
        ['Created', moment(config.createdAtMs)],
      ]),
      tokens: objectTokens(token),
      isExpandable: keys.length > 0,
      ref: { kind: config.kind === 'Secret' ? kinds.secrets : kinds.configMaps, namespace, name },
    };
  }
}

function keyRow(id: string, key: string): TreeRow {
  return { id, label: key, icon: 'key', tone: 'muted', tokens: ['key'], isExpandable: false };
}
