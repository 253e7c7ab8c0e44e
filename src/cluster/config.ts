import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds, type WireObject } from './resource.ts';
import { flagAt, recordAt, textAt } from './wireReader.ts';

/** What Timonel keeps of a ConfigMap or a Secret: the names of its keys. Values are never kept. */
export interface ConfigFacts extends ObjectFacts {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Sorted. */
  readonly keys: readonly string[];
  /** A Secret's type, `kubernetes.io/tls`. */
  readonly type: string | undefined;
  readonly isImmutable: boolean;
}

export const configMapKind: FactKind<ConfigFacts> = {
  resource: kinds.configMaps,
  toFacts: wire => readConfig('ConfigMap', wire, ['data', 'binaryData']),
};

export const secretKind: FactKind<ConfigFacts> = {
  resource: kinds.secrets,
  toFacts: wire => readConfig('Secret', wire, ['data', 'stringData']),
};

function readConfig(kind: ConfigFacts['kind'], wire: WireObject, places: readonly string[]): ConfigFacts {
  const keys = new Set(places.flatMap(place => Object.keys(recordAt(wire, place))));
  return {
    ...readMetadata(wire),
    kind,
    keys: [...keys].sort(),
    type: textAt(wire, 'type'),
    isImmutable: flagAt(wire, 'immutable'),
  };
}
