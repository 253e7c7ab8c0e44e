import type { Translate } from '../cluster/failureWords.ts';
import { kinds } from '../cluster/resource.ts';
import type { ServiceFacts, ServicePort } from '../cluster/service.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { moment } from './moment.ts';
import { parseSegment, type RowPath, segment } from './rowPath.ts';
import { grouped, joined, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { type ChildRows, firstRows, isKnown, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

/** Services with their ports. */
export class ServicesSection implements Section {
  readonly id = 'services';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[] = [];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No services');
    this.stores = [index.services];
  }

  groupRow(): TreeRow {
    const { services } = this.#index;
    return {
      id: this.id,
      label: this.#t('Services'),
      ...optionalDescription(
        isKnown(this.stores) ? this.#t('{0} services', grouped(services.size)) : undefined,
      ),
      icon: 'plug',
      tone: 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const { type, key } = parseSegment(path[1]);
    const service = type === 'service' && path.length === 2 ? this.#index.services.get(key) : undefined;
    return service && this.#row(service);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    if (path.length > 1) return noRows;
    return firstRows(this.#index.serviceList.values(), limit, service => this.#row(service));
  }

  stampOf(): string {
    return String(this.#index.services.version);
  }

  #row(service: ServiceFacts): TreeRow {
    const { name, namespace, type } = service;
    const ports = service.ports.map(portText).join(', ');
    return {
      id: `${this.id}/${segment('service', service.uid)}`,
      label: name,
      ...optionalDescription(
        joined(
          service.clusterIp === 'None' ? 'headless' : type,
          ports,
          ...service.externalAddresses,
          namespace,
        ),
      ),
      icon: type === 'LoadBalancer' || type === 'NodePort' ? 'globe' : 'plug',
      tone: 'plain',
      tooltip: tooltipOf(name, [
        ['Namespace', namespace],
        ['Type', type],
        ['Cluster IP', service.clusterIp],
        ['From outside', service.externalAddresses.join(', ')],
        ['Ports', ports],
        ['Selector', service.selector],
        ['Created', moment(service.createdAtMs)],
      ]),
      tokens: objectTokens('service'),
      isExpandable: false,
      ref: { kind: kinds.services, namespace, name },
    };
  }
}

/** As kubectl prints it, with the target where it differs: `80→8080:30080/TCP`. */
function portText({ port, targetPort, nodePort, protocol }: ServicePort): string {
  const target = targetPort === undefined || targetPort === String(port) ? '' : `→${targetPort}`;
  return `${port}${target}${nodePort === undefined ? '' : `:${nodePort}`}/${protocol}`;
}
