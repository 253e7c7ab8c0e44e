import type { Severity } from '../../manifest/problem.ts';
import type { RuleTable } from '../../manifest/ruleTable.ts';
import type { CommandLine } from '../command.ts';

export const formats = ['text', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** From the gravest to the slightest. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What a command line asks of `timonel check`. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  /** Rule ids and areas; empty for all rules. */
  readonly only: ReadonlySet<string>;
  /** The slightest severity that is shown. */
  readonly least: Severity;
}

/** Reads the command line; or says, as a text, what is wrong with it. */
export function checkOptions(
  { positionals, format, option, options }: CommandLine<Format>,
  { facts }: RuleTable,
): CheckOptions | string {
  if (positionals.length === 0) return 'name a file or folder, or - for standard input';
  const least = option('severity') ?? 'hint';
  const severity = severities.find(known => known === least);
  if (severity === undefined) return `no such severity: ${least} (there are ${severities.join(', ')})`;
  const known = new Set([...facts.keys()].flatMap(id => [id, areaOf(id)]));
  const only = options('only').flatMap(list => list.split(',').map(name => name.trim()));
  const unknown = only.find(name => !known.has(name));
  if (unknown !== undefined) return `no such rule: ${unknown} (docs/rules.md lists them)`;
  return { paths: positionals, format, only: new Set(only), least: severity };
}

/** Whether a problem of this rule and severity is asked for. */
export function isShown(
  { rule, severity }: { readonly rule: string; readonly severity: Severity },
  { only, least }: CheckOptions,
): boolean {
  if (severities.indexOf(severity) > severities.indexOf(least)) return false;
  return only.size === 0 || only.has(rule) || only.has(areaOf(rule));
}

function areaOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}
