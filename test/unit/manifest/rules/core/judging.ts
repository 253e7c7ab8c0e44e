import { Judge } from '../../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../../src/manifest/problem.ts';
import { problemPath } from '../../../../../src/manifest/problemRange.ts';
import { allRules } from '../../../../../src/manifest/rules/table.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../../../support/schemas.ts';

const catalog = builtInCatalog();

/** Everything that Timonel says of a manifest, by all of its rules. A new judge each time, so that nothing is kept. */
export function problemsIn(manifest: unknown): readonly Problem[] {
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  const judge = new Judge(allRules());
  return parseManifestText(text).flatMap(document => judge.document(document, catalog));
}

/** `rule path severity` of each problem of the core rules. */
export function placesIn(manifest: unknown): readonly string[] {
  return problemsIn(manifest)
    .filter(problem => problem.rule.startsWith('core/'))
    .map(problem => `${problem.rule} ${problemPath(problem)} ${problem.severity}`);
}

/** The text after one fix of the first problem of a rule. */
export function mended(text: string, rule: string, choice = 0): string {
  const problem = problemsIn(text).find(found => found.rule === rule);
  const fix = problem?.fixes?.()[choice];
  if (fix === undefined) throw new Error(`no fix for ${rule} in:\n${text}`);
  const edits = fix.edits.toSorted((a, b) => b.start - a.start);
  return edits.reduce(
    (done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end),
    text,
  );
}
