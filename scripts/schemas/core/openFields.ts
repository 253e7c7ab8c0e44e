import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';

/** An object with any fields: Go's RawExtension and FieldsV1. */
const anyObject: SchemaJson = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** An object that has no fields: Go's empty structs. */
const emptyObject: SchemaJson = { type: 'object', properties: {} };

/**
 * What the client declares as `any`, by `Type.field`. Source: the schemas of these fields in Kubernetes' OpenAPI document,
 * release 1.36.
 */
const schemaByField: Readonly<Record<string, SchemaJson>> = {
  'AllocatedDeviceStatus.data': anyObject,
  'ControllerRevision.data': anyObject,
  'CustomResourceSubresources.status': emptyObject,
  'ManagedFieldsEntry.fieldsV1': anyObject,
  'OpaqueDeviceConfiguration.parameters': anyObject,
  'PodGroupSchedulingPolicy.basic': emptyObject,
  'StorageVersion.spec': emptyObject,
};

/** The schema of a field whose declaration says nothing; undefined for all others. */
export function openField(type: string, field: string): SchemaJson | undefined {
  return schemaByField[`${type}.${field}`];
}
