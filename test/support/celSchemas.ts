import assert from 'node:assert/strict';
import { judgeCel } from '../../src/manifest/cel/judgeCel.ts';
import { wordsOf } from '../../src/manifest/say.ts';
import { Schema } from '../../src/manifest/schema/schema.ts';
import type { CelRuleJson, SchemaJson } from '../../src/manifest/schema/schemaJson.ts';
import { pathOf } from '../../src/manifest/syntax/lookup.ts';
import { aManifest } from './manifests.ts';

/** The head of the objects that are judged. */
export const head = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: thing, labels: { a: b } }\n';

/** A schema whose spec has these fields and rules. */
export function aSchema(
  properties: Readonly<Record<string, SchemaJson>>,
  ...rules: readonly (string | CelRuleJson)[]
): Schema {
  const spec: SchemaJson = { type: 'object', properties, 'x-kubernetes-validations': rules.map(ruleJson) };
  return new Schema({ type: 'object', properties: { spec } }, () => undefined);
}

function ruleJson(rule: string | CelRuleJson): CelRuleJson {
  return typeof rule === 'string' ? { rule } : rule;
}

/** `path: message` of everything that is found in a spec. */
export function judged(schema: Schema, spec: string, old?: unknown): readonly string[] {
  const found: string[] = [];
  const object = aManifest(`${head}spec: ${spec}\n`);
  judgeCel(
    object.node,
    schema,
    (rule, at, message, details) => {
      assert.equal(rule, 'schema/cel');
      found.push(`${[pathOf(at), details?.missing ?? []].flat().join('.')}: ${wordsOf(message)}`);
    },
    { old },
  );
  return found;
}

/** Whether nothing is found in a spec. */
export function holds(schema: Schema, spec: string, old?: unknown): boolean {
  return judged(schema, spec, old).length === 0;
}

export const text: SchemaJson = { type: 'string' };
export const whole: SchemaJson = { type: 'integer' };
export const texts: SchemaJson = { type: 'array', items: text };
