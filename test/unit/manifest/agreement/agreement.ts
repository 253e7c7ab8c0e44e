import { Judge } from '../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../src/manifest/problem.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import type { SchemaCatalog } from '../../../../src/manifest/schema/catalog.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { normalPath, type Objection, objectionsOf, withoutIndexes } from './objections.ts';
import { type Part, type ServerVerdict, serverVerdicts, suspectFiles, textOf } from './serverVerdicts.ts';

/** An error of ours, in the words of the report. */
export interface OurError {
  readonly rule: string;
  readonly path: string;
  readonly words: string;
}

/** How our verdict on a document compares with the server's. */
export type Outcome =
  | 'accepted by both'
  | 'false error'
  | 'found at the same path'
  | 'found inside'
  | 'found elsewhere'
  | 'missed';

export interface Comparison {
  readonly server: ServerVerdict;
  readonly errors: readonly OurError[];
  readonly outcome: Outcome;
  /** True where the index holds the file to be broken, or it comes from the part that is broken on purpose. */
  readonly isSuspect: boolean;
}

/** Judges every document of the corpus that the server judged, with the schemas that come with Timonel. */
export function compareAll(catalog: SchemaCatalog): readonly Comparison[] {
  const judge = new Judge(allRules());
  const suspects = suspectFiles();
  return (['valid', 'invalid'] as const).flatMap(part => {
    const rows = Map.groupBy(serverVerdicts(part).filter(isJudged), row => row.file);
    return [...rows].flatMap(([file, verdicts]) => {
      const errors = errorsIn(part, file, judge, catalog);
      const isSuspect = part === 'invalid' || suspects.has(file);
      return verdicts.map(server => compared(server, errors.get(server.index) ?? [], isSuspect));
    });
  });
}

/** 409 and 404 judge nothing of the text, and a 403 only where a webhook gave it. */
function isJudged({ status, message }: ServerVerdict): boolean {
  return (
    ['201', '400', '422'].includes(status) || (status === '403' && message.includes('admission webhook'))
  );
}

function errorsIn(
  part: Part,
  file: string,
  judge: Judge,
  catalog: SchemaCatalog,
): ReadonlyMap<number, readonly OurError[]> {
  const documents = parseManifestText(textOf(part, file), { fileName: file });
  return new Map(
    documents.map(document => [
      document.index,
      judge
        .document(document, catalog)
        .filter(problem => problem.severity === 'error')
        .map(ourError),
    ]),
  );
}

/** An error as it is compared. */
export function ourError({ rule, at, missing, message }: Problem): OurError {
  const holder = pathOf(at);
  const path = missing === undefined ? holder : holder === '' ? missing : `${holder}.${missing}`;
  return { rule, path: normalPath(path), words: wordsOf(message) };
}

function compared(server: ServerVerdict, errors: readonly OurError[], isSuspect: boolean): Comparison {
  return { server, errors, isSuspect, outcome: outcomeOf(server, errors) };
}

/** Compares an answer of a server with our errors on the same text. */
export function outcomeOf(
  server: Pick<ServerVerdict, 'status' | 'causes' | 'message'>,
  errors: readonly OurError[],
): Outcome {
  if (server.status === '201') return errors.length === 0 ? 'accepted by both' : 'false error';
  if (errors.length === 0) return 'missed';
  const objections = objectionsOf(server);
  if (objections.some(objection => errors.some(error => isSame(objection, error))))
    return 'found at the same path';
  return objections.some(objection => errors.some(error => isInside(objection, error)))
    ? 'found inside'
    : 'found elsewhere';
}

function isSame({ path, isWithoutIndexes, rules }: Objection, error: OurError): boolean {
  if (path === undefined) return rules?.test(error.rule) === true;
  if (isWithoutIndexes) return isInGoStruct(path, withoutIndexes(error.path));
  return isSameField(path, error.path) || isOnMap(path, error.path) || isAbove(path, error);
}

/** The server leaves out some indexes of lists: `metadata.ownerReferences.uid`. */
function isSameField(path: string, ours: string): boolean {
  if (path === ours) return true;
  if (withoutIndexes(path) !== withoutIndexes(ours)) return false;
  const steps = ours.split('.');
  return path.split('.').every((step, at) => step === steps[at] || step === withoutIndexes(steps[at] ?? ''));
}

/** Decoding errors begin with the name of the nearest type, which may leave out what is around it, and end at maps. */
function isInGoStruct(path: string, ours: string): boolean {
  return `.${ours}.`.includes(`.${path}.`);
}

/** The server names the whole map of labels where one of them is wrong. */
function isOnMap(path: string, ours: string): boolean {
  return (
    /(?:^|\.)(?:labels|annotations|matchLabels|selector|data|limits|requests|nodeSelector)$/.test(path) &&
    ours.startsWith(`${path}.`)
  );
}

/** A map that is missing or is none at all: the server names the fields that it therefore lacks or does not know. */
function isAbove(path: string, { rule, path: ours }: OurError): boolean {
  return (
    /^schema\/(?:missing-field|wrong-type)$/.test(rule) &&
    /^[.[]/.test(path.slice(ours.length)) &&
    path.startsWith(ours)
  );
}

/** A CEL rule stands on a map or list: the server names that, where we name the field of it that is to be changed. */
function isInside({ path }: Objection, error: OurError): boolean {
  return path !== undefined && /^[.[]/.test(error.path.slice(path.length)) && error.path.startsWith(path);
}
