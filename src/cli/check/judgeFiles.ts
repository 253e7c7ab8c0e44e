import { Judge } from '../../manifest/judge.ts';
import { problemRange } from '../../manifest/problemRange.ts';
import { JoinedSurroundings } from '../../manifest/references/joinedSurroundings.ts';
import { ObjectIndex } from '../../manifest/references/objectIndex.ts';
import type { RuleTable } from '../../manifest/ruleTable.ts';
import type { SchemaCatalog } from '../../manifest/schema/catalog.ts';
import type { Surroundings } from '../../manifest/surroundings.ts';
import type { ManifestDocument } from '../../manifest/syntax/document.ts';
import { parseManifestText } from '../../manifest/syntax/parseText.ts';
import { wordsOfError } from '../command.ts';
import type { Io } from '../io.ts';
import type { Failure, FoundFile } from './findFiles.ts';
import { type Finding, findingOf } from './finding.ts';
import { Positions } from './positions.ts';
import { readManifest } from './readManifest.ts';

/** Trees of so many characters of text are kept between the two readings; what goes beyond is read again. */
const keptLength = 2_000_000;

/** What the judge works with, and whom it tells what cannot be judged. */
export interface Courtroom {
  readonly io: Io;
  readonly rules: RuleTable;
  readonly catalog: SchemaCatalog;
  readonly onFailure: (failure: Failure) => void;
  /** Called with files that the command line names although they hold no manifest. */
  readonly onNoManifest: (path: string) => void;
}

/** A file with manifests, and all that is to be said of it, in the order of the text. */
export interface JudgedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
}

interface ReadFile {
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
}

/**
 * Judges files by themselves and by one another. They are read twice: first to learn which objects there are, then to be
 * judged one after the other, so that any number of files needs little memory.
 */
export async function* judgeFiles(files: readonly FoundFile[], court: Courtroom): AsyncGenerator<JudgedFile> {
  const index = new ObjectIndex();
  const kept = new Map<string, ReadFile>();
  const manifests: string[] = [];
  let length = 0;
  for (const { path, isNamed } of files) {
    const file = await readFile(path, court);
    if (file === 'unreadable') continue;
    if (file === undefined) {
      if (isNamed) court.onNoManifest(path);
      continue;
    }
    manifests.push(path);
    index.put(path, file.documents);
    length += file.text.length;
    // Standard input cannot be read again.
    if (length <= keptLength || path === '-') kept.set(path, file);
    else index.forgetSyntax(path);
  }
  const judge = new Judge(court.rules);
  // No cluster is asked: what the files define is all that is known.
  const surroundings = new JoinedSurroundings(index, () => true);
  for (const path of manifests) {
    const file = kept.get(path) ?? (await readFile(path, court));
    if (file === 'unreadable' || file === undefined) continue;
    if (!kept.delete(path)) index.put(path, file.documents);
    yield { path, findings: findingsIn(file, judge, court, surroundings) };
    index.forgetSyntax(path);
  }
}

/** A file's documents; undefined where it holds no manifest. */
async function readFile(
  path: string,
  { io, onFailure }: Courtroom,
): Promise<ReadFile | 'unreadable' | undefined> {
  try {
    const text = await readManifest(path, io);
    if (text === undefined) return undefined;
    const documents = parseManifestText(text, { fileName: path });
    const isManifest = documents.some(({ objects, problems }) => objects.length + problems.length > 0);
    return isManifest ? { text, documents } : undefined;
  } catch (error) {
    onFailure({ path, why: wordsOfError(error) });
    return 'unreadable';
  }
}

function findingsIn(
  { text, documents }: ReadFile,
  judge: Judge,
  { catalog }: Courtroom,
  surroundings: Surroundings,
): readonly Finding[] {
  const positions = new Positions(text);
  return documents.flatMap(document =>
    [...judge.document(document, catalog), ...judge.surroundings(document, surroundings)]
      .sort((a, b) => problemRange(a).start - problemRange(b).start)
      .map(problem => findingOf(problem, document, positions)),
  );
}
