import { apiVersionOf } from '../../cluster/resource.ts';
import type { KindRegistry, ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import { hashOf } from '../random.ts';
import type { Exchange } from './exchange.ts';

/** Serves `/openapi/v3` and a document for each group and version; false where the path asks for something else. */
export function serveOpenApi(exchange: Exchange, registry: KindRegistry): boolean {
  const { pathname } = exchange.url;
  if (pathname !== '/openapi/v3' && !pathname.startsWith('/openapi/v3/')) return false;
  const rest = pathname.slice('/openapi/v3/'.length);
  if (rest === '') exchange.json(200, index(registry));
  else exchange.json(200, documentFor(registry, rest));
  return true;
}

function pathOf(group: string, version: string): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

function index(registry: KindRegistry): object {
  const paths = [...registry.groups].flatMap(([group, versions]) =>
    versions.map(version => {
      const path = pathOf(group, version);
      const names = registry.all.filter(kind => kind.group === group).map(kind => kind.kind);
      const hash = hashOf(names.join()).toString(16).toUpperCase();
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
    }),
  );
  return { paths: Object.fromEntries(paths) };
}

function documentFor(registry: KindRegistry, path: string): object {
  const kinds = registry.all.filter(kind => pathOf(kind.group, kind.version) === path);
  const [first] = kinds;
  if (!first) throw refusals.pathNotFound();
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: Object.fromEntries(kinds.flatMap(pathsOf)),
    components: { schemas: Object.fromEntries(kinds.map(kind => [schemaName(kind), schemaOf(kind)])) },
  };
}

function schemaOf(kind: ServedKind): object {
  const { group, version } = kind;
  return {
    ...kind.schema,
    description: `${kind.kind} of ${apiVersionOf(kind)}`,
    'x-kubernetes-group-version-kind': [{ group, version, kind: kind.kind }],
  };
}

/** `io.k8s.api.apps.v1.Deployment`, and the group turned round for custom kinds. */
function schemaName({ group, version, kind, isCustom }: ServedKind): string {
  if (isCustom) return `${group.split('.').reverse().join('.')}.${version}.${kind}`;
  return `io.k8s.api.${group === '' ? 'core' : group.replace(/\.k8s\.io$/, '')}.${version}.${kind}`;
}

function pathsOf(kind: ServedKind): readonly (readonly [string, object])[] {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const collection = kind.isNamespaced
    ? `${root}/namespaces/{namespace}/${kind.plural}`
    : `${root}/${kind.plural}`;
  const { group, version } = kind;
  const gvk = { group, version, kind: kind.kind };
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schemaName(kind)}` } } };
  const answer = { 200: { description: 'OK', content } };
  const query = (name: string, type = 'string') => ({
    name,
    in: 'query',
    schema: { type, uniqueItems: true },
  });
  const writing = [query('dryRun'), query('fieldManager'), query('fieldValidation')];
  const action = (name: string, parameters: readonly object[] = []) => ({
    'x-kubernetes-action': name,
    'x-kubernetes-group-version-kind': gvk,
    parameters,
    responses: answer,
  });
  return [
    [collection, { get: action('list'), post: action('post', writing) }],
    [
      `${collection}/{name}`,
      {
        get: action('get'),
        put: action('put', writing),
        patch: action('patch', [...writing, query('force', 'boolean')]),
        delete: action('delete'),
      },
    ],
  ];
}
