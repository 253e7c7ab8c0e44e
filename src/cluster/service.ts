import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds } from './resource.ts';
import { listAt, numberAt, recordAt, textAt, valueAt } from './wireReader.ts';

/** What Timonel keeps of a Service. */
export interface ServiceFacts extends ObjectFacts {
  /** `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. */
  readonly type: string;
  /** `None` for a headless Service. */
  readonly clusterIp: string | undefined;
  /** Addresses or names under which it can be reached from outside. */
  readonly externalAddresses: readonly string[];
  readonly ports: readonly ServicePort[];
  /** `app=web,tier=front`; absent for a Service without a selector. */
  readonly selector: string | undefined;
}

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number;
  readonly targetPort: string | undefined;
  readonly nodePort: number | undefined;
  readonly protocol: string;
}

export const serviceKind: FactKind<ServiceFacts> = {
  resource: kinds.services,
  toFacts(wire) {
    return {
      ...readMetadata(wire),
      type: textAt(wire, 'spec', 'type') ?? 'ClusterIP',
      clusterIp: textAt(wire, 'spec', 'clusterIP'),
      externalAddresses: externalAddresses(wire),
      ports: listAt(wire, 'spec', 'ports').map(readPort),
      selector: selectorText(recordAt(wire, 'spec', 'selector')),
    };
  },
};

function externalAddresses(wire: unknown): readonly string[] {
  const given = listAt(wire, 'spec', 'externalIPs').filter(address => typeof address === 'string');
  const ingress = listAt(wire, 'status', 'loadBalancer', 'ingress').flatMap(
    entry => textAt(entry, 'hostname') ?? textAt(entry, 'ip') ?? [],
  );
  const name = textAt(wire, 'spec', 'externalName');
  return [...given, ...ingress, ...(name === undefined ? [] : [name])];
}

function readPort(port: unknown): ServicePort {
  const target = valueAt(port, 'targetPort');
  return {
    name: textAt(port, 'name'),
    port: numberAt(port, 'port') ?? 0,
    targetPort: typeof target === 'string' || typeof target === 'number' ? String(target) : undefined,
    nodePort: numberAt(port, 'nodePort'),
    protocol: textAt(port, 'protocol') ?? 'TCP',
  };
}

function selectorText(selector: Readonly<Record<string, unknown>>): string | undefined {
  const pairs = Object.entries(selector).filter(([, value]) => typeof value === 'string');
  return pairs.length === 0 ? undefined : pairs.map(([name, value]) => `${name}=${value}`).join(',');
}
