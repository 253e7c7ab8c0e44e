import { ApiError } from '../api/status.ts';
import type { RequestInfo } from './requestInfo.ts';

/** Something that somebody wants to do. */
export interface Wish {
  readonly verb: string;
  readonly group: string;
  /** With its subresource, `pods/log`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Somebody with a token. */
export interface User {
  readonly name: string;
  may(wish: Wish): boolean;
}

export const administrator: User = { name: 'demo-admin', may: () => true };

const narrowVerbs = new Set(['get', 'list', 'watch', 'create', 'patch', 'delete']);

/** Somebody who may work in one namespace, and sees nothing of nodes, namespaces or anybody else. */
export function narrowUser(namespace: string): User {
  return {
    name: 'demo-narrow',
    may: wish =>
      wish.group === 'authorization.k8s.io' || (wish.namespace === namespace && narrowVerbs.has(wish.verb)),
  };
}

const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' };

/** What a request is, in the words of RBAC. */
export function wishOf(method: string, isWatch: boolean, info: RequestInfo): Wish {
  const { group, plural, namespace, name, subresource } = info;
  const reading = name ? 'get' : isWatch ? 'watch' : 'list';
  const deleting = name ? 'delete' : 'deletecollection';
  return {
    verb: verbs[method] ?? (method === 'DELETE' ? deleting : reading),
    group,
    resource: subresource ? `${plural}/${subresource}` : plural,
    ...(namespace ? { namespace } : {}),
    ...(name ? { name } : {}),
  };
}

/** Refuses with 403 what somebody may not do. */
export function authorize(user: User, wish: Wish): void {
  if (user.may(wish)) return;
  const { verb, group, resource, namespace, name } = wish;
  const [plural = ''] = resource.split('/');
  const title = `${group ? `${plural}.${group}` : plural}${name ? ` ${JSON.stringify(name)}` : ''}`;
  const scope = namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope';
  throw new ApiError(
    403,
    'Forbidden',
    `${title} is forbidden: User ${JSON.stringify(user.name)} cannot ${verb} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(group)} ${scope}`,
    { details: { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: plural } },
  );
}
