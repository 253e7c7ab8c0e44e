import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fix, TextEdit } from '../../../../../src/manifest/fix/fix.ts';
import type { ManifestObject } from '../../../../../src/manifest/object.ts';
import type { Severity } from '../../../../../src/manifest/problem.ts';
import type { Report } from '../../../../../src/manifest/rule.ts';
import { servingRuleSets } from '../../../../../src/manifest/rules/serving/table.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { pathOf } from '../../../../../src/manifest/syntax/lookup.ts';
import type { SyntaxNode } from '../../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';

export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly words: string;
  readonly fixes: readonly Fix[];
}

const allFacts = servingRuleSets.flatMap(set => set.facts);

/** What the serving rules say of one object. */
export function judged(object: ManifestObject): readonly Found[] {
  const found: Found[] = [];
  for (const set of servingRuleSets) {
    const check = set.kinds?.[`${object.group}/${object.kind}`];
    const report: Report = (rule, at, message, details = {}) => {
      const facts = allFacts.find(fact => fact.id === rule);
      if (facts === undefined) throw new Error(`the rule ${rule} has no facts`);
      found.push({
        rule,
        severity: details.severity ?? facts.severity,
        path: pathWith(at, object, details.missing),
        words: wordsOf(message),
        fixes: details.fixes?.() ?? [],
      });
    };
    check?.(object, report);
  }
  return found;
}

function pathWith(at: SyntaxNode, object: ManifestObject, missing: string | undefined): string {
  const path = pathOf(at, object.node);
  if (missing === undefined) return path;
  return path === '' ? missing : `${path}.${missing}`;
}

/** What the rules say of every object of a text, as `rule path`, in the order in which it is said. */
export function verdicts(text: string): readonly string[] {
  return allFound(text).map(({ rule, path }) => `${rule} ${path}`);
}

/** The text after the first fix of each problem that can be applied unseen or not, from the last to the first. */
export function mended(text: string): string {
  return applied(
    text,
    allFound(text).flatMap(({ fixes }) => fixes[0]?.edits ?? []),
  );
}

/** One case of a table: a text, and what is said of it (nothing where the rules hold). */
export type Case = readonly [name: string, text: string, ...says: readonly string[]];

/** Tests every case of a table, and that the first fix of each problem mends it. */
export function testCases(cases: readonly Case[]): void {
  for (const [name, text, ...says] of cases)
    test(name, () => {
      assert.deepEqual(verdicts(text), says);
      for (const found of allFound(text)) assertMended(text, found);
    });
}

function allFound(text: string): readonly Found[] {
  return parseManifestText(text)
    .flatMap(document => document.objects)
    .flatMap(judged);
}

function assertMended(text: string, { rule, path, words, fixes }: Found): void {
  const [fix] = fixes;
  if (fix === undefined) return;
  const after = applied(text, fix.edits);
  const isStill = allFound(after).some(
    found => found.rule === rule && found.path === path && found.words === words,
  );
  assert.equal(isStill, false, `the fix of ${rule} leaves it in:\n${after}`);
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, edit) => now.slice(0, edit.start) + edit.newText + now.slice(edit.end), text);
}
