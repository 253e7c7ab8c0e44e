import type { Translate } from '../cluster/failureWords.ts';
import { kinds } from '../cluster/resource.ts';
import type { ServiceFacts, ServicePort } from '../cluster/service.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import { ListSection } from './listSection.ts';
import { moment } from './moment.ts';
import { parseSegment, segment } from './rowPath.ts';
import { grouped, joined, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import { firstRows, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

const sectionId = 'services';

/** Services with their ports. */
export function servicesSection({ services, serviceList }: ClusterIndex, translate: Translate): Section {
  return new ListSection({
    id: sectionId,
    label: translate('Services'),
    icon: 'plug',
    emptyText: translate('No services'),
    stores: [services],
    summary: () => translate('{0} services', grouped(services.size)),
    rowAt: path => {
      const { type, key } = parseSegment(path[1]);
      const service = type === 'service' && path.length === 2 ? services.get(key) : undefined;
      return service && serviceRow(service);
    },
    childrenOf: (path, limit) =>
      path.length > 1 ? noRows : firstRows(serviceList.values(), limit, serviceRow),
  });
}

function serviceRow(service: ServiceFacts): TreeRow {
  const { name, namespace, type } = service;
  const ports = service.ports.map(portText).join(', ');
  return {
    id: `${sectionId}/${segment('service', service.uid)}`,
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

/** As kubectl prints it, with the target where it differs: `80→8080:30080/TCP`. */
function portText({ port, targetPort, nodePort, protocol }: ServicePort): string {
  const target = targetPort === undefined || targetPort === String(port) ? '' : `→${targetPort}`;
  return `${port}${target}${nodePort === undefined ? '' : `:${nodePort}`}/${protocol}`;
}
