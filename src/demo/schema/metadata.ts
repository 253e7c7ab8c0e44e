import {
  anything,
  atomicFields,
  atomicList,
  fields,
  flag,
  listBy,
  type Schema,
  setOf,
  text,
  textMap,
  time,
  whole,
} from './schema.ts';

/** `metadata`, alike for every kind. */
export const objectMeta: Schema = fields({
  name: text,
  generateName: text,
  namespace: text,
  selfLink: text,
  uid: text,
  resourceVersion: text,
  generation: whole,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: whole,
  labels: textMap,
  annotations: textMap,
  finalizers: setOf(text),
  ownerReferences: listBy(
    ['uid'],
    atomicFields({
      apiVersion: text,
      kind: text,
      name: text,
      uid: text,
      controller: flag,
      blockOwnerDeletion: flag,
    }),
  ),
  managedFields: atomicList(anything),
});

/** A whole object: `apiVersion`, `kind`, `metadata` and what the kind adds. */
export function objectSchema(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return fields({ apiVersion: text, kind: text, metadata: objectMeta, ...properties }, required);
}

/** `spec.selector` and its like. */
export const labelSelector: Schema = atomicFields({
  matchLabels: textMap,
  matchExpressions: atomicList(fields({ key: text, operator: text, values: atomicList(text) })),
});

/** Status conditions of most kinds. */
export const conditions: Schema = listBy(
  ['type'],
  fields({
    type: text,
    status: text,
    reason: text,
    message: text,
    severity: text,
    observedGeneration: whole,
    lastTransitionTime: time,
    lastUpdateTime: time,
    lastProbeTime: time,
    lastHeartbeatTime: time,
  }),
);
