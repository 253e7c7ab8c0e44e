import { Judge } from '../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../src/manifest/problem.ts';
import { JoinedSurroundings } from '../../../../src/manifest/references/joinedSurroundings.ts';
import { ObjectIndex } from '../../../../src/manifest/references/objectIndex.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import type { SchemaCatalog } from '../../../../src/manifest/schema/catalog.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { invalidClasses, textOf } from './serverVerdicts.ts';

/** A file that is broken on purpose, and what we say of it. */
export interface InvalidFile {
  readonly file: string;
  readonly class: string;
  /** What its author says is wrong. */
  readonly wrong: string;
  readonly problems: readonly Problem[];
  /** Whether we object, by more than a hint or advice. */
  readonly isFound: boolean;
}

/** Judges each file of `invalid` as a workspace of its own. */
export function invalidFiles(catalog: SchemaCatalog): readonly InvalidFile[] {
  const judge = new Judge(allRules());
  return [...invalidClasses()].map(([file, { class: name, wrong }]) => {
    const problems = problemsOf(file, judge, catalog);
    return { file, class: name, wrong, problems, isFound: problems.some(isObjection) };
  });
}

function isObjection({ severity, rule }: Problem): boolean {
  return severity !== 'hint' && !rule.startsWith('advice/');
}

function problemsOf(file: string, judge: Judge, catalog: SchemaCatalog): readonly Problem[] {
  const documents = parseManifestText(textOf('invalid', file), { fileName: file });
  const index = new ObjectIndex();
  index.put(file, documents);
  const surroundings = new JoinedSurroundings(index, () => true);
  return documents.flatMap(document => [
    ...judge.document(document, catalog),
    ...judge.surroundings(document, surroundings),
  ]);
}

/** Lines of a table: how many files of each class are found. */
export function classTable(files: readonly InvalidFile[]): readonly string[] {
  const classes = [...Map.groupBy(files, file => file.class)].sort(([a], [b]) => (a < b ? -1 : 1));
  return classes.map(([name, all]) => {
    const found = all.filter(({ isFound }) => isFound).length;
    return [name.padEnd(14), String(found).padStart(4), 'of', String(all.length).padStart(3)].join(' ');
  });
}
