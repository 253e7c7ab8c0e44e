import { type Json, object, resourceClaim, webhook } from './builders.ts';
import type { Case } from './podCases.ts';

const endpoints = (subset: Json) => object('v1', 'Endpoints', { subsets: [subset] });
const address = { ip: '10.0.0.1' };
const slice = (...ports: readonly Json[]) =>
  object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'] }],
    ports,
  });
const admission = (kind: string, spec: Json) => object('admissionregistration.k8s.io/v1', kind, { spec });
const matched = { operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] };
const policy = (spec: Json) =>
  admission('ValidatingAdmissionPolicy', {
    matchConstraints: { resourceRules: [matched] },
    validations: [{ expression: 'true' }],
    ...spec,
  });
const policyBinding = (spec: Json) =>
  admission('ValidatingAdmissionPolicyBinding', { policyName: 'a', validationActions: ['Deny'], ...spec });
const apiService = (name: string, spec: Json = {}): Json => ({
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name },
  spec: {
    group: 'example.com',
    version: 'v1',
    groupPriorityMinimum: 10,
    versionPriority: 10,
    service: { namespace: 'a', name: 'b' },
    ...spec,
  },
});
const level = (spec: Json) =>
  object('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', { spec });
const queued = { type: 'Queue', queuing: { queues: 4, handSize: 2 } };

/** Sound manifests of the kinds below. */
export const soundServerKinds: readonly Json[] = [
  endpoints({ addresses: [address], ports: [{ port: 80 }] }),
  slice({ name: 'a', port: 80 }, { name: 'b', port: 81 }),
  policy({}),
  policyBinding({ paramRef: { name: 'a', parameterNotFoundAction: 'Deny' } }),
  apiService('v1.example.com'),
  level({ type: 'Limited', limited: { limitResponse: queued } }),
  object('node.k8s.io/v1', 'RuntimeClass', { handler: 'nvidia' }),
];

/** Kinds that extend and tune the API server, and endpoints that are written by hand. */
export const serverCases: readonly Case[] = [
  ['core/endpoint', 'subsets[0]', endpoints({ ports: [{ port: 80 }] })],
  ['core/malformed-name', 'subsets[0].addresses[0].ip', endpoints({ addresses: [{ ip: 'a' }] })],
  [
    'core/endpoint',
    'subsets[0].ports[1].name',
    endpoints({ addresses: [address], ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
  ],
  ['core/endpoint', 'ports[1].name', slice({ name: 'a', port: 80 }, { name: 'a', port: 81 })],
  ['core/empty-value', 'ports[0].protocol', slice({ name: 'a', protocol: '' })],
  ['core/admission-policy', 'spec.matchConstraints.resourceRules', policy({ matchConstraints: {} })],
  ['core/admission-policy', 'spec.validations', policy({ validations: [] })],
  ['core/missing-field', 'spec.validations[0].expression', policy({ validations: [{ message: 'a' }] })],
  [
    'core/admission-policy',
    'spec.matchConditions[1].name',
    policy({
      matchConditions: [
        { name: 'a', expression: 'true' },
        { name: 'a', expression: 'true' },
      ],
    }),
  ],
  ['core/policy-binding', 'spec.validationActions', policyBinding({ validationActions: [] })],
  ['core/policy-binding', 'spec.validationActions', policyBinding({ validationActions: ['Deny', 'Warn'] })],
  [
    'core/policy-binding',
    'spec.validationActions[1]',
    policyBinding({ validationActions: ['Deny', 'Deny'] }),
  ],
  ['core/none-of-many', 'spec.paramRef', policyBinding({ paramRef: { parameterNotFoundAction: 'Deny' } })],
  [
    'core/webhook-client',
    'webhooks[0].admissionReviewVersions[1]',
    webhook({ admissionReviewVersions: ['v1', 'v1'] }),
  ],
  [
    'core/malformed-name',
    'webhooks[0].admissionReviewVersions[1]',
    webhook({ admissionReviewVersions: ['v1', 'V'] }),
  ],
  ['core/empty-value', 'webhooks[0].rules[0].resources[0]', webhook({}, { resources: [''] })],
  ['core/api-service', 'metadata.name', apiService('a')],
  ['core/missing-field', 'spec.service.name', apiService('v1.example.com', { service: { namespace: 'a' } })],
  ['core/number-out-of-range', 'spec.versionPriority', apiService('v1.example.com', { versionPriority: 0 })],
  ['core/empty-value', 'handler', object('node.k8s.io/v1', 'RuntimeClass', { handler: '' })],
  ['core/missing-field', 'spec.type', level({})],
  [
    'core/priority-level',
    'spec.exempt',
    level({ type: 'Limited', exempt: {}, limited: { limitResponse: queued } }),
  ],
  [
    'core/priority-level',
    'spec.limited.limitResponse.queuing.handSize',
    level({
      type: 'Limited',
      limited: { limitResponse: { type: 'Queue', queuing: { queues: 4, handSize: 5 } } },
    }),
  ],
  ['core/missing-field', 'spec.limited.limitResponse', level({ type: 'Limited', limited: {} })],
  [
    'core/malformed-name',
    'spec.finalizers[0]',
    object('v1', 'Namespace', { spec: { finalizers: ['mine'] } }),
  ],
  [
    'core/one-of-many',
    'spec.devices.constraints[0].distinctAttribute',
    resourceClaim({ constraints: [{ matchAttribute: 'a/b', distinctAttribute: 'a/c' }] }),
  ],
  [
    'core/toleration',
    'spec.devices.requests[0].exactly.tolerations[0].value',
    resourceClaim({
      requests: [
        {
          name: 'gpu',
          exactly: { deviceClassName: 'a', tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
        },
      ],
    }),
  ],
];
