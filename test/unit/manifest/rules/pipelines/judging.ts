import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fix } from '../../../../../src/manifest/fix/fix.ts';
import type { ManifestObject } from '../../../../../src/manifest/object.ts';
import type { Severity } from '../../../../../src/manifest/problem.ts';
import type { RuleSet } from '../../../../../src/manifest/rule.ts';
import { pipelineRuleSets } from '../../../../../src/manifest/rules/pipelines/table.ts';
import { trainingRuleSets } from '../../../../../src/manifest/rules/training/table.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { pathOf } from '../../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';

/** One case of a table: a name, a text, and what is said of it (nothing where the rules hold). */
export type Case = readonly [name: string, text: string, ...says: readonly string[]];

export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly words: string;
  readonly fixes: readonly Fix[];
}

const ruleSets: readonly RuleSet[] = [...pipelineRuleSets, ...trainingRuleSets];
const severities = new Map(ruleSets.flatMap(set => set.facts.map(fact => [fact.id, fact.severity])));

/** What the rules of pipelines and training say of one object. */
export function judged(object: ManifestObject): readonly Found[] {
  const found: Found[] = [];
  for (const set of ruleSets)
    set.kinds?.[`${object.group}/${object.kind}`]?.(object, (rule, at, message, details = {}) => {
      const severity = details.severity ?? severities.get(rule);
      if (severity === undefined) throw new Error(`the rule ${rule} has no facts`);
      const path = pathOf(at, object.node);
      const missing = details.missing === undefined ? path : `${path}.${details.missing}`.replace(/^\./, '');
      const fixes = details.fixes?.() ?? [];
      found.push({ rule, severity, path: missing, words: wordsOf(message), fixes });
    });
  return found;
}

export function judgedText(text: string): readonly Found[] {
  return parseManifestText(text)
    .flatMap(document => document.objects)
    .flatMap(judged);
}

/** The text after the first fix of each problem, from the last to the first. */
export function mended(text: string): string {
  const edits = judgedText(text).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, edit) => now.slice(0, edit.start) + edit.newText + now.slice(edit.end), text);
}

/** A text with one part written anew; throws where the part is not there, since nothing would be broken then. */
export function changed(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`no "${part}" in:\n${text}`);
  return text.replace(part, () => by);
}

/** Tests every case of a table by its rules and paths. Warnings and hints are said with their severity. */
export function testCases(cases: readonly Case[]): void {
  for (const [name, text, ...says] of cases)
    test(name, () => {
      const found = judgedText(text).map(({ rule, path, severity }) =>
        severity === 'error' ? `${rule} ${path}` : `${severity} ${rule} ${path}`,
      );
      assert.deepEqual(found, says);
    });
}

/** Ids that a table of cases breaks at least once. */
export function rulesOf(cases: readonly Case[]): ReadonlySet<string> {
  return new Set(
    cases.flatMap(([, , ...says]) =>
      says.flatMap(said => said.split(' ').filter(word => /^[a-z]+\/[a-z-]+$/.test(word))),
    ),
  );
}
