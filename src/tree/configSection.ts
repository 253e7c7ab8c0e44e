import type { ConfigFacts } from '../cluster/config.ts';
import type { Translate } from '../cluster/failureWords.ts';
import { kinds } from '../cluster/resource.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import { ListSection } from './listSection.ts';
import { moment } from './moment.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { counted, grouped, joined, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { firstRows, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

const sectionId = 'config';

/** ConfigMaps and Secrets with the names of their keys. There is no value anywhere in the tree to be shown. */
export function configSection(index: ClusterIndex, translate: Translate): Section {
  const { configMaps, secrets, configList } = index;
  const configAt = (path: RowPath): ConfigFacts | undefined => {
    const { type, key } = parseSegment(path[1]);
    if (type === 'configMap') return configMaps.get(key);
    return type === 'secret' ? secrets.get(key) : undefined;
  };
  return new ListSection({
    id: sectionId,
    label: translate('Config'),
    icon: 'settings',
    emptyText: translate('No config maps or secrets'),
    stores: [configMaps, secrets],
    summary: () =>
      joined(
        translate('{0} config maps', grouped(configMaps.size)),
        translate('{0} secrets', grouped(secrets.size)),
      ),
    rowAt: path => {
      const config = configAt(path);
      if (config === undefined) return undefined;
      if (path.length === 2) return configRow(config);
      const { type, key } = parseSegment(path[2]);
      const isKey = type === 'key' && path.length === 3 && config.keys.includes(key);
      return isKey ? keyRow(idOf(path), key) : undefined;
    },
    childrenOf: (path, limit) => {
      if (path.length === 1) return firstRows(configList.values(), limit, configRow);
      const config = path.length === 2 ? configAt(path) : undefined;
      if (config === undefined) return noRows;
      return firstRows(config.keys, limit, key => keyRow(`${idOf(path)}/${segment('key', key)}`, key));
    },
  });
}

function configRow(config: ConfigFacts): TreeRow {
  const { name, namespace, keys } = config;
  const token = config.kind === 'Secret' ? 'secret' : 'configMap';
  return {
    id: `${sectionId}/${segment(token, config.uid)}`,
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

function keyRow(id: string, key: string): TreeRow {
  return { id, label: key, icon: 'key', tone: 'muted', tokens: ['key'], isExpandable: false };
}
