import { Judge } from '../../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../../src/manifest/problem.ts';
import { adviceRuleSets } from '../../../../../src/manifest/rules/advice/table.ts';
import { allRules } from '../../../../../src/manifest/rules/table.ts';
import { builtInCatalog } from '../../../../support/schemas.ts';
import { aWorld, mendedText, toldOf, type World } from '../../../../support/surroundings.ts';

const catalog = builtInCatalog();
const judge = new Judge(allRules());

/** Every id of an advice. */
export const adviceIds: readonly string[] = adviceRuleSets.flatMap(set => set.facts.map(({ id }) => id));

/** All problems of a text in its world, by all rules. */
export function allProblems(text: string, world: World = {}): readonly Problem[] {
  const { documents, surroundings } = aWorld(text, world);
  return documents.flatMap(document => [
    ...judge.document(document, catalog),
    ...judge.surroundings(document, surroundings),
  ]);
}

/** What one rule says of a text. */
export function adviceOf(rule: string, text: string, world: World = {}): readonly Problem[] {
  return allProblems(text, world).filter(problem => problem.rule === rule);
}

/** The words of one rule, without its name. */
export function wordsOfRule(rule: string, text: string, world: World = {}): readonly string[] {
  return toldOf(adviceOf(rule, text, world)).map(told => told.slice(rule.length + 1));
}

/** The text after the first fix of a rule. */
export function mendedBy(rule: string, text: string, world: World = {}): string {
  return mendedText(text, adviceOf(rule, text, world));
}
