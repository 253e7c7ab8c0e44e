import type { RuleFacts } from '../rule.ts';

export const updateFacts: readonly RuleFacts[] = [
  {
    id: 'update/immutable-field',
    severity: 'error',
    summary: 'A field differs from the live object and cannot be changed any more.',
    why: 'The API server, or the webhook of the kind, refuses the update. What is left out stays as it is, so only fields that are written are compared.',
  },
  {
    id: 'update/transition-rule',
    severity: 'error',
    summary: 'A change that a rule of the custom resource forbids.',
    why: 'The API server compares the object with the one that it has by the CEL rules of the CRD, and refuses the update.',
  },
  {
    id: 'update/shrinking',
    severity: 'error',
    summary: 'A claim asks for less storage than it has.',
    why: 'The API server refuses it: volumes grow, they never shrink.',
  },
  {
    id: 'update/revision-name',
    severity: 'error',
    summary: 'The template of a Knative Service changes under the name of a revision that exists.',
    why: 'Revisions are never changed, so the webhook of Knative Serving refuses the update.',
  },
  {
    id: 'update/queue-name',
    severity: 'error',
    summary: 'A running workload is moved to another queue.',
    why: 'The webhook of Kueue takes another queue for suspended workloads alone.',
  },
];
