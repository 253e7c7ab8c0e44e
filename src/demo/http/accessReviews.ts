import type { JsonObject } from '../api/kubeObject.ts';
import type { User } from './authorization.ts';
import type { Exchange } from './exchange.ts';

interface Attributes {
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Answers whether whoever asks may do something. */
export async function serveAccessReview(exchange: Exchange, user: User): Promise<void> {
  const body = await exchange.bodyObject();
  const spec = (body['spec'] ?? {}) as JsonObject;
  const {
    verb = '',
    group = '',
    resource = '',
    subresource,
    namespace,
    name,
  } = (spec['resourceAttributes'] ?? {}) as Attributes;
  const allowed = user.may({
    verb,
    group,
    resource: subresource ? `${resource}/${subresource}` : resource,
    ...(namespace ? { namespace } : {}),
    ...(name ? { name } : {}),
  });
  exchange.json(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec,
    status: { allowed },
  });
}

/** Tells the rules for one namespace. */
export async function serveRulesReview(exchange: Exchange, user: User): Promise<void> {
  const body = await exchange.bodyObject();
  const { namespace = 'default' } = (body['spec'] ?? {}) as { namespace?: string };
  const all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
  const verbs = all.filter(verb => user.may({ verb, group: '', resource: 'pods', namespace }));
  exchange.json(201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {},
    status: {
      resourceRules: verbs.length > 0 ? [{ verbs, apiGroups: ['*'], resources: ['*'] }] : [],
      nonResourceRules: [
        { verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/version'] },
      ],
      incomplete: false,
    },
  });
}
