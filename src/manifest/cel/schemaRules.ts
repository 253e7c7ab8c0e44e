import type { Schema } from '../schema/schema.ts';
import type { CelRuleJson } from '../schema/schemaJson.ts';
import { CompileError, compile } from './compile.ts';
import type { Code } from './scope.ts';

/** A rule of a schema, ready to run. */
export interface SchemaRule {
  readonly json: CelRuleJson;
  readonly code: Code;
  readonly message: Code | undefined;
  /** Whether the rule compares with the value before the change. */
  readonly usesOldSelf: boolean;
  /** Names of the fields that `fieldPath` leads through, from the node that carries the rule. */
  readonly fieldPath: readonly string[];
}

const compiled = new WeakMap<Schema, readonly SchemaRule[]>();

/**
 * The rules that a schema itself carries, those inside its `allOf` included. A rule that we cannot make out is left out: the
 * server compiled it when the CRD was installed, so it may well hold.
 */
export function rulesOf(schema: Schema): readonly SchemaRule[] {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const nested = (schema.json.allOf ?? []).flatMap(part => part['x-kubernetes-validations'] ?? []);
  const rules = [...schema.celRules, ...nested].flatMap(json => compiledRule(json) ?? []);
  compiled.set(schema, rules);
  return rules;
}

function compiledRule(json: CelRuleJson): SchemaRule | undefined {
  const code = attempt(json.rule);
  if (code === undefined) return undefined;
  return {
    json,
    code,
    message: json.messageExpression === undefined ? undefined : attempt(json.messageExpression),
    usesOldSelf: /\boldSelf\b/.test(json.rule),
    fieldPath: fieldNames(json.fieldPath ?? ''),
  };
}

function attempt(expression: string): Code | undefined {
  if (expression.trim() === '') return undefined;
  try {
    return compile(expression, ['self', 'oldSelf']);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** `.spec['my-field'].x` as names. */
function fieldNames(path: string): readonly string[] {
  return [...path.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)].map(
    ([, plain, quoted = '']) => plain ?? quoted.replace(/\\(.)/g, '$1'),
  );
}
