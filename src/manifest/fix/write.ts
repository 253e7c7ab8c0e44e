import { stringify } from 'yaml';
import type { ScalarStyle } from '../syntax/node.ts';
import { plainScalarValue } from '../syntax/scalarValue.ts';

/** A scalar as YAML, quoted where it must be: what kubectl would read as something else than a string is. */
export function scalarText(value: string | number | boolean | null, style: ScalarStyle = 'plain'): string {
  if (typeof value !== 'string') return String(value);
  if (style === 'double') return JSON.stringify(value);
  if (style === 'single' && !value.includes('\n')) return `'${value.replaceAll("'", "''")}'`;
  const written = stringify(value, { version: '1.1', lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd();
  const isSafe = written === value && typeof plainScalarValue(value) === 'string';
  return isSafe ? value : JSON.stringify(value);
}

/** JSON as one line of flow YAML. */
export function inlineYaml(value: unknown): string {
  return stringify(value, { version: '1.1', lineWidth: 0, collectionStyle: 'flow' }).trim();
}

/** JSON as the lines of block YAML, without indentation of their own. */
export function yamlLines(value: unknown): readonly string[] {
  return stringify(value, { version: '1.1', lineWidth: 0, indentSeq: false }).trimEnd().split('\n');
}
