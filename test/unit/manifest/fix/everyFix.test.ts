import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TextEdit } from '../../../../src/manifest/fix/fix.ts';
import { Judge } from '../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../src/manifest/problem.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { say, wordsOf } from '../../../../src/manifest/say.ts';
import { mayBeManifest } from '../../../../src/manifest/sniff.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../../support/corpus.ts';
import { withFixApplied } from '../../../support/fixes.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const judge = new Judge(allRules());
const catalog = builtInCatalog();
/** Rounds after which nothing may be left to mend. */
const mostRounds = 8;

interface Sample {
  readonly name: string;
  readonly text: string;
}

function samples(): readonly Sample[] {
  const folder = fileURLToPath(new URL('../../../../../shared/corpus/invalid/', import.meta.url));
  return globSync('**/*.{yaml,yml}', { cwd: folder })
    .map(path => ({ name: basename(path), text: readFileSync(`${folder}${path}`, 'utf8') }))
    .filter(({ name, text }) => mayBeManifest(text, name));
}

function problemsOf({ name, text }: Sample): readonly Problem[] {
  return parseManifestText(text, { fileName: name }).flatMap(document => judge.document(document, catalog));
}

function errors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

function broken(problems: readonly Problem[]): number {
  return problems.filter(({ rule }) => rule === 'yaml/syntax').length;
}

function keyOf({ rule, at, missing, message }: Problem): string {
  return `${rule} ${pathOf(at)} ${missing ?? ''} ${wordsOf(message)}`;
}

/** What *fix all* does in one round: the first fix of every problem, where it is safe and touches no other. */
function safeEdits(problems: readonly Problem[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const problem of problems) {
    const [fix] = problem.fixes?.() ?? [];
    if (fix === undefined || fix.isSafe === false) continue;
    const isFree = fix.edits.every(edit =>
      taken.every(other => edit.end < other.start || other.end < edit.start),
    );
    if (isFree) taken.push(...fix.edits);
  }
  return taken;
}

function reportBadFix(sample: Sample, before: readonly Problem[], problem: Problem): readonly string[] {
  return (problem.fixes?.() ?? []).flatMap(fix => {
    const after = problemsOf({ ...sample, text: withFixApplied(sample.text, fix) });
    const title = `${sample.name}: ${keyOf(problem)}: ${wordsOf(fix.title)}`;
    if (fix.edits.length === 0) return [`${title} changes nothing`];
    if (broken(after) > broken(before)) return [`${title} breaks the YAML`];
    if (fix.isSafe === false) return [];
    const same = (list: readonly Problem[]) => list.filter(other => keyOf(other) === keyOf(problem)).length;
    if (same(after) >= same(before)) return [`${title} does not mend it`];
    return errors(after) > errors(before) ? [`${title} makes more errors`] : [];
  });
}

suite('fixes over broken manifests', { skip: withoutCorpus('invalid') }, () => {
  test('leave readable YAML, and safe ones mend what they are for', () => {
    const bad = samples().flatMap(sample => {
      const before = problemsOf(sample);
      return before.flatMap(problem => reportBadFix(sample, before, problem));
    });
    assert.deepEqual(bad, []);
  });

  test('all at once come to an end, and make no errors', t => {
    let [faulty, clean] = [0, 0];
    for (const { name, text } of samples()) {
      let now = { name, text };
      let problems = problemsOf(now);
      const atFirst = errors(problems);
      let edits = safeEdits(problems);
      for (let round = 0; edits.length > 0; round++) {
        assert.ok(round < mostRounds, `${name} is never done`);
        now = { name, text: withFixApplied(now.text, { title: say`Fix all`, edits }) };
        const after = problemsOf(now);
        assert.ok(errors(after) <= errors(problems), `${name}: errors grow`);
        assert.ok(broken(after) <= broken(problems), `${name}: the YAML breaks`);
        problems = after;
        edits = safeEdits(problems);
      }
      if (atFirst > 0) faulty++;
      if (atFirst > 0 && errors(problems) === 0) clean++;
    }
    t.diagnostic(`${clean} of ${faulty} files with errors have none after "Fix all"`);
    assert.ok(clean > 0);
  });
});
