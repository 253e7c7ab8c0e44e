import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { Walk } from '../../../../src/manifest/structure/walk.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../support/corpus.ts';

const folder = new URL('../../../../../shared/corpus/json-schema-test-suite/tests/', import.meta.url);
const drafts = ['draft4', 'draft6', 'draft7'];

/** The keywords of structural schemas that judge values, by the names of the suite's files. */
const covered = [
  ...[
    'additionalProperties',
    'allOf',
    'anyOf',
    'default',
    'enum',
    'exclusiveMaximum',
    'exclusiveMinimum',
    'items',
  ],
  ...[
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minItems',
    'minLength',
    'minProperties',
    'minimum',
  ],
  ...['multipleOf', 'not', 'oneOf', 'pattern', 'properties', 'required', 'type', 'uniqueItems'],
];

const keywords: ReadonlySet<string> = new Set([
  ...covered,
  'format',
  'description',
  '$schema',
  '$comment',
  'id',
  '$id',
]);

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

/** Why a schema is none that a CRD may hold; undefined where it is one. */
function reasonAgainst(schema: unknown): string | undefined {
  if (typeof schema === 'boolean') return 'boolean schemas are no part of OpenAPI v3';
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return 'no schema';
  for (const [name, value] of Object.entries(schema)) {
    if (!keywords.has(name)) return `the keyword ${name} is forbidden in structural schemas`;
    const reason = reasonIn(name, value);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonIn(name: string, value: unknown): string | undefined {
  if (name === 'type' && (Array.isArray(value) || value === 'null'))
    return 'a type is one name, and nulls are told by nullable';
  if (name === 'items' && Array.isArray(value)) return 'items is one schema for all items';
  if (name === 'not' || name === 'items') return reasonAgainst(value);
  if (name === 'additionalProperties') return typeof value === 'boolean' ? undefined : reasonAgainst(value);
  if (['allOf', 'anyOf', 'oneOf'].includes(name)) return firstReason(value as readonly unknown[]);
  return name === 'properties' ? firstReason(Object.values(value as object)) : undefined;
}

function firstReason(schemas: readonly unknown[]): string | undefined {
  return schemas.map(reasonAgainst).find(reason => reason !== undefined);
}

/** Nulls are dropped before anything is judged, unless a field is nullable. */
function holdsNull(data: unknown): boolean {
  if (data === null) return true;
  return typeof data === 'object' && Object.values(data).some(holdsNull);
}

function isValid(schema: SchemaJson, data: unknown): boolean {
  const [document] = parseManifestText(JSON.stringify(data));
  if (document?.root === undefined) throw new Error('nothing to judge');
  let problems = 0;
  const walk = new Walk({ flavour: 'custom', checks: new Map(), report: () => problems++ });
  walk.visit(document.root, new Schema(schema, () => undefined), 'values');
  return problems === 0;
}

for (const draft of drafts) {
  suite(`JSON Schema test suite, ${draft}`, { skip: withoutCorpus('json-schema-test-suite/tests') }, () => {
    for (const keyword of covered) judgeFile(`${draft}/${keyword}.json`);
  });
}

/** Declares the cases of a file that a structural schema can say; the others are no tests of ours. */
function judgeFile(path: string): void {
  for (const { description, schema, tests } of groupsOf(path)) {
    if (reasonAgainst(schema) !== undefined) continue;
    for (const { description: title, data, valid } of tests) {
      if (holdsNull(data)) continue;
      const name = `${path}: ${description}: ${title}`;
      test(name, () => assert.equal(isValid(schema as SchemaJson, data), valid));
    }
  }
}

/** Not every draft has a file for every keyword. */
function groupsOf(path: string): readonly Group[] {
  try {
    return JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as readonly Group[];
  } catch {
    return [];
  }
}
