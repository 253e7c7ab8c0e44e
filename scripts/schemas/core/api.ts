import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A kind that a client may create, from the request that creates it. */
export interface PostedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** Class of the request's body: `V1Pod`. */
  readonly model: string;
}

/**
 * Finds every kind that can be posted in the client's request classes: a POST to a collection. Requests to a subresource
 * (`pods/{name}/eviction`) are passed over, and so are those for any custom object.
 *
 * Files of earlier releases are left over beside the current ones; only those that the client itself loads count.
 */
export function readPostedKinds(folder: string): readonly PostedKind[] {
  const loading = readFileSync(join(folder, 'types', 'ObservableAPI.js'), 'utf8');
  const loaded = new Set([...loading.matchAll(/apis\/(\w+Api)\.js/g)].map(([, name = '']) => name));
  return [...loaded]
    .sort()
    .flatMap(name => postedKinds(readFileSync(join(folder, 'apis', `${name}.js`), 'utf8')));
}

const collection =
  /^\/(?:api|apis\/(?<group>[^/{}]+))\/(?<version>v[^/{}]+)\/(?:namespaces\/\{(?<namespace>namespace)\}\/)?(?<plural>[^/{}]+)$/;

function postedKinds(source: string): readonly PostedKind[] {
  return source.split(/^ {4}async /m).flatMap(method => {
    if (!method.includes('HttpMethod.POST')) return [];
    const path = /localVarPath = '([^']+)'/.exec(method)?.[1] ?? '';
    const model = /serialize\(body, "(\w+)"/.exec(method)?.[1];
    const { group = '', version, namespace, plural } = collection.exec(path)?.groups ?? {};
    if (!model || !version || !plural) return [];
    const kind = kindOfModel(model);
    return [{ group, version, kind, plural, isNamespaced: namespace !== undefined, model }];
  });
}

/** `V1Pod` and `CoreV1Event` without group and version: `Pod`, `Event`. */
export function kindOfModel(model: string): string {
  return model.replace(/^[A-Za-z]*?V\d+((alpha|beta)\d+)?(?=[A-Z])/, '');
}
