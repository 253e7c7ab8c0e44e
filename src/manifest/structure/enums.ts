import { replaceValue } from '../fix/edits.ts';
import type { Report } from '../rule.ts';
import { nearest } from '../rules/core/nearest.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import type { ScalarNode, SyntaxNode } from '../syntax/node.ts';
import { jsonKey, valueKey } from './jsonKey.ts';

const rule = 'schema/unsupported-value';
/** Values to choose from, where none is near to what is written. */
const mostOffered = 6;

/** Judges a scalar by the values that its field takes. `isEmptyAbsent`: an empty string counts as a field that is not set. */
export function judgeEnum(node: ScalarNode, schema: Schema, isEmptyAbsent: boolean, report: Report): void {
  const { enum: allowed } = schema.json;
  const { value } = node;
  if (allowed === undefined || allowed.includes(value) || (value === '' && isEmptyAbsent)) return;
  const texts = allowed.filter(choice => choice !== '').map(String);
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  const written = String(value).length > 60 ? `${String(value).slice(0, 57)}…` : String(value);
  if (near !== undefined) {
    const fixes = () => [{ title: say`Change to ${near}`, edits: replaceValue(node, near) }];
    report(rule, node, say`"${written}" is not supported here. Did you mean ${near}?`, { fixes });
    return;
  }
  const list = texts.length > 12 ? `${texts.slice(0, 12).join(', ')}, …` : texts.join(', ');
  const fixes = () =>
    texts.slice(0, mostOffered).map(choice => ({
      title: say`Change to ${choice}`,
      edits: replaceValue(node, choice),
      isSafe: false,
    }));
  report(rule, node, say`"${written}" is not supported here. Supported: ${list}.`, { fixes });
}

/** Judges a list or map by the values that its field takes, which is rare. */
export function judgeEnumOfCollections(node: SyntaxNode, schema: Schema, report: Report): void {
  const { enum: allowed } = schema.json;
  if (allowed === undefined) return;
  const key = jsonKey(node);
  if (!allowed.some(choice => valueKey(choice) === key))
    report(rule, node, say`This is none of the values that are supported here.`);
}
