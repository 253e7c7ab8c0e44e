import { kinds } from '../../cluster/resource.ts';
import type { KubeObject } from '../api/kubeObject.ts';
import { matcherOf } from '../api/labelSelector.ts';
import { ApiError, refusals } from '../api/status.ts';
import type { Pod } from '../api/wire.ts';
import type { ClusterAccess } from '../simulation/clusterAccess.ts';
import { isReady } from '../simulation/conditions.ts';
import type { Exchange } from './exchange.ts';
import type { RequestInfo } from './requestInfo.ts';

/** Answers a request that was sent to a service's pod; undefined where the program does not listen to such paths. */
export type Backend = (exchange: Exchange, path: string, pod: Pod) => BackendAnswer | Promise<BackendAnswer>;

export interface BackendAnswer {
  readonly code: number;
  readonly contentType: string;
  readonly body: string;
}

interface Service extends KubeObject {
  spec: {
    selector?: Record<string, string>;
    ports?: readonly { name?: string; port: number }[];
  };
}

/** Serves `/api/v1/namespaces/{ns}/services/{[scheme:]name[:port]}/proxy/…`. */
export async function serveServiceProxy(
  exchange: Exchange,
  source: { readonly access: ClusterAccess; readonly findBackend: (pod: Pod) => Backend },
  info: RequestInfo,
): Promise<void> {
  const { access, findBackend } = source;
  const { name, port } = parseServiceName(info.name ?? '');
  const service = access.find<Service>(kinds.services, info.namespace, name);
  if (!service) throw refusals.notFound({ group: '', plural: 'services' }, name);
  const ports = service.spec.ports ?? [];
  const isKnown =
    port === undefined
      ? ports.length === 1
      : ports.some(one => one.name === port || String(one.port) === port);
  const pod = isKnown ? endpointOf(access, service) : undefined;
  if (!pod) throw noEndpoints(info.name ?? name);
  const answer = await findBackend(pod)(exchange, info.rest ?? '/', pod);
  exchange.send(answer.code, answer.contentType, answer.body);
}

/** `http:web:8080`, `web:http` or `web`. */
function parseServiceName(text: string): { readonly name: string; readonly port: string | undefined } {
  const parts = text.split(':');
  if (parts.length === 3) return { name: parts[1] ?? '', port: parts[2] || undefined };
  return { name: parts[0] ?? '', port: parts[1] || undefined };
}

function endpointOf(access: ClusterAccess, service: Service): Pod | undefined {
  const { selector } = service.spec;
  if (!selector) return undefined;
  const fits = matcherOf({ matchLabels: selector });
  return access
    .list<Pod>(kinds.pods, service.metadata.namespace)
    .find(pod => fits(pod.metadata.labels ?? {}) && isReady(pod));
}

function noEndpoints(name: string): ApiError {
  return new ApiError(
    503,
    'ServiceUnavailable',
    `no endpoints available for service ${JSON.stringify(name)}`,
  );
}
