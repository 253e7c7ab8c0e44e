import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import { Schema } from '../schema/schema.ts';
import type { SchemaJson } from '../schema/schemaJson.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { dns1035LabelFlaw } from './names.ts';

const text: SchemaJson = { type: 'string' };
const time: SchemaJson = { type: 'string', format: 'date-time' };
const flag: SchemaJson = { type: 'boolean' };
const long: SchemaJson = { type: 'integer', format: 'int64' };
const texts: SchemaJson = { type: 'object', additionalProperties: text };

const ownerReference: SchemaJson = {
  type: 'object',
  properties: {
    apiVersion: text,
    kind: text,
    name: text,
    uid: text,
    controller: flag,
    blockOwnerDeletion: flag,
  },
};

const managedFields: SchemaJson = {
  type: 'object',
  properties: {
    manager: text,
    operation: text,
    apiVersion: text,
    time,
    fieldsType: text,
    fieldsV1: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    subresource: text,
  },
};

const objectMeta: SchemaJson = {
  type: 'object',
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: long,
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: long,
    labels: texts,
    annotations: texts,
    ownerReferences: { type: 'array', items: ownerReference },
    finalizers: { type: 'array', items: text },
    managedFields: { type: 'array', items: managedFields },
  },
};

/** The metadata of an object as the API server decodes it, for objects of every kind and for embedded ones. */
export const objectMetaSchema = new Schema(objectMeta, () => undefined, 'ObjectMeta');

/** What the API server wants of an object inside of another: `apiVersion` and `kind`, well-formed. */
export function judgeEmbedded(node: MapNode, report: Report): void {
  const rule = 'schema/embedded-object';
  for (const name of ['apiVersion', 'kind']) {
    const value = scalarAt(node, name);
    if (value === undefined || value.value === null)
      report('schema/missing-field', node, say`An embedded object needs ${name}.`, { missing: name });
    else if (typeof value.value !== 'string' || value.value === '')
      report(rule, value, say`This must be a string and not empty.`);
    else if (name === 'apiVersion' && value.value.split('/').length > 2)
      report(
        rule,
        value,
        say`An apiVersion is a version, or a group and a version with one slash between them.`,
      );
    else if (name === 'kind' && dns1035LabelFlaw(value.value.toLowerCase()) !== undefined)
      report(rule, value, say`A kind is made of letters, digits and dashes, and begins with a letter.`);
  }
}
