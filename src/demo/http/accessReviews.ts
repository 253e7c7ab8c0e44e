import type { JsonObject } from '../api/kubeObject.ts';
import type { Exchange } from './exchange.ts';

/** Whoever holds the token may do everything: the demo cluster has one user. */
export async function serveAccessReview(exchange: Exchange): Promise<void> {
  const body = await exchange.bodyObject();
  exchange.json(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: (body['spec'] ?? {}) as JsonObject,
    status: { allowed: true, reason: 'the demo cluster has one user, who may do everything' },
  });
}

export async function serveRulesReview(exchange: Exchange): Promise<void> {
  await exchange.bodyObject();
  exchange.json(201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {},
    status: {
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      incomplete: false,
    },
  });
}
