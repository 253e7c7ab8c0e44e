import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';

/** The list that kubectl reads and writes: any objects, each judged by its own kind. No server knows its type. */
export const listDefinition: Readonly<Record<string, SchemaJson>> = {
  List: {
    type: 'object',
    description: 'Several objects in one document. Each is created by itself, in this order.',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      items: {
        type: 'array',
        description: 'The objects.',
        items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
};

export const listKind: IndexedKind = {
  group: '',
  version: 'v1',
  kind: 'List',
  plural: '',
  isNamespaced: false,
  origin: 'core',
  file: 'core/v1.json',
  definition: 'List',
};
