import type { KindRegistry, ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import type { Exchange } from './exchange.ts';

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Answers what is served; false where the path asks for something else. */
export function serveDiscovery(exchange: Exchange, registry: KindRegistry): boolean {
  const steps = exchange.url.pathname
    .split('/')
    .slice(1)
    .filter(step => step !== '');
  const [root, group, version] = steps;
  if (root === 'api' && steps.length === 1) return answerRoot(exchange, registry, '');
  if (root === 'api' && steps.length === 2) return answerResources(exchange, registry, '', group ?? '');
  if (root !== 'apis' || steps.length > 3) return false;
  if (!group) return answerRoot(exchange, registry, 'apis');
  const versions = registry.groups.get(group);
  if (!versions || group === '') throw refusals.pathNotFound();
  if (!version) {
    exchange.json(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group, versions) });
    return true;
  }
  return answerResources(exchange, registry, group, version);
}

function answerRoot(exchange: Exchange, registry: KindRegistry, root: '' | 'apis'): true {
  if (wantsAggregated(exchange.header('accept'))) {
    const body = JSON.stringify(aggregatedDiscovery(registry, root === ''));
    exchange.send(200, aggregated, `${body}\n`);
  } else if (root === '') {
    exchange.json(200, {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: exchange.header('host') }],
    });
  } else {
    const groups = [...registry.groups].filter(([name]) => name !== '');
    exchange.json(200, {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map(([name, versions]) => groupOf(name, versions)),
    });
  }
  return true;
}

function wantsAggregated(accept: string): boolean {
  return accept.split(',').some(part => {
    const parameters = part.split(';').map(piece => piece.trim());
    return (
      parameters.includes('g=apidiscovery.k8s.io') &&
      parameters.includes('v=v2') &&
      parameters.includes('as=APIGroupDiscoveryList')
    );
  });
}

function groupOf(name: string, versions: readonly string[]) {
  const all = versions.map(version => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, preferredVersion: all[0] };
}

function answerResources(exchange: Exchange, registry: KindRegistry, group: string, version: string): true {
  const kinds = registry.all.filter(kind => kind.group === group && kind.version === version);
  if (kinds.length === 0) throw refusals.pathNotFound();
  exchange.json(200, {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: kinds.flatMap(resourcesOf),
  });
  return true;
}

function resourcesOf(kind: ServedKind): readonly object[] {
  const { isNamespaced: namespaced } = kind;
  const main = {
    name: kind.plural,
    singularName: kind.singular,
    namespaced,
    kind: kind.kind,
    verbs: kind.isReview ? ['create'] : allVerbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
  };
  const below = subresourcesOf(kind).map(({ name, responseKind, verbs }) => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced,
    ...(responseKind.group === kind.group
      ? {}
      : { group: responseKind.group, version: responseKind.version }),
    kind: responseKind.kind,
    verbs,
  }));
  return [main, ...below];
}

interface Subresource {
  readonly name: string;
  readonly responseKind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly verbs: readonly string[];
}

function subresourcesOf(kind: ServedKind): readonly Subresource[] {
  const verbs = ['get', 'patch', 'update'];
  const found: Subresource[] = [];
  if (kind.hasStatus && !kind.isReview) found.push({ name: 'status', responseKind: kind, verbs });
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
  if (kind.hasScale) found.push({ name: 'scale', responseKind: scale, verbs });
  if (kind.kind === 'Pod') {
    const eviction = { group: 'policy', version: 'v1', kind: 'Eviction' };
    found.push({ name: 'log', responseKind: kind, verbs: ['get'] });
    found.push({ name: 'eviction', responseKind: eviction, verbs: ['create'] });
  }
  if (kind.kind === 'Service' && kind.group === '') {
    const responseKind = { group: '', version: 'v1', kind: 'ServiceProxyOptions' };
    found.push({ name: 'proxy', responseKind, verbs: ['get'] });
  }
  return found;
}

function aggregatedDiscovery(registry: KindRegistry, isCore: boolean): object {
  const groups = [...registry.groups].filter(([name]) => (name === '') === isCore);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(([name, versions]) => ({
      metadata: { name: name || undefined, creationTimestamp: null },
      versions: versions.map(version => ({
        version,
        freshness: 'Current',
        resources: registry.all
          .filter(kind => kind.group === name && kind.version === version)
          .map(aggregatedResource),
      })),
    })),
  };
}

function aggregatedResource(kind: ServedKind): object {
  const { group, version } = kind;
  const subresources = subresourcesOf(kind).map(({ name, responseKind, verbs }) => ({
    subresource: name,
    responseKind: { group: responseKind.group, version: responseKind.version, kind: responseKind.kind },
    verbs,
  }));
  return {
    resource: kind.plural,
    responseKind: { group, version, kind: kind.kind },
    scope: kind.isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.isReview ? ['create'] : allVerbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
