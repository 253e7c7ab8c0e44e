import { readFileSync } from 'node:fs';

const corpus = new URL('../../../../../shared/corpus/', import.meta.url);

export type Part = 'valid' | 'invalid';

/** What a real API server said to one document of the corpus. */
export interface ServerVerdict {
  readonly part: Part;
  readonly file: string;
  /** Of the document in its file, from 0. */
  readonly index: number;
  readonly apiVersion: string;
  readonly kind: string;
  /** HTTP status; `-` where nothing was sent. */
  readonly status: string;
  /** Paths of the causes that the answer lists. */
  readonly causes: readonly string[];
  readonly message: string;
}

/**
 * All verdicts on a part of the corpus. For KServe's kinds they are those of a server on which KServe's webhooks run too,
 * where these judged the text: a 409 there is a runtime that KServe had brought along.
 */
export function serverVerdicts(part: Part): readonly ServerVerdict[] {
  const withWebhooks = new Map(
    rowsOf('server-verdicts/kserve-webhooks.tsv')
      .filter(row => row['part'] === part && row['status'] !== '409')
      .map(row => [`${row['file']}#${row['index']}`, row]),
  );
  return rowsOf(`server-verdicts/${part}.tsv`).map(row =>
    verdictOf(part, withWebhooks.get(`${row['file']}#${row['index']}`) ?? row),
  );
}

function verdictOf(part: Part, row: Readonly<Record<string, string>>): ServerVerdict {
  return {
    part,
    file: row['file'] ?? '',
    index: Number(row['index']),
    apiVersion: row['apiVersion'] ?? '',
    kind: row['kind'] ?? '',
    status: row['status'] ?? '',
    causes: causesIn(row['causes'] ?? ''),
    message: row['message'] ?? '',
  };
}

/** Files that the index of valid manifests holds to be broken after all. */
export function suspectFiles(): ReadonlySet<string> {
  return new Set(rowsOf('valid/INDEX.tsv').flatMap(row => (row['suspect'] ? [row['file'] ?? ''] : [])));
}

/** What is wrong with a file of `invalid`, by its index. */
export function invalidClasses(): ReadonlyMap<string, { readonly class: string; readonly wrong: string }> {
  return new Map(
    rowsOf('invalid/INDEX.tsv').map(row => [
      row['file'] ?? '',
      { class: row['class'] ?? '', wrong: row['what_is_wrong'] ?? '' },
    ]),
  );
}

export function textOf(part: Part, file: string): string {
  return readFileSync(new URL(`${part}/${file}`, corpus), 'utf8');
}

function rowsOf(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(new URL(path, corpus), 'utf8').split('\n');
  const columns = head.split('\t');
  return lines
    .filter(line => line !== '')
    .map(line => Object.fromEntries(line.split('\t').map((cell, index) => [columns[index], cell])));
}

/** `field=reason; …`; a list that was cut off says so by the reason `FieldValueInvalid` at `<nil>`. */
function causesIn(cell: string): readonly string[] {
  return cell
    .split('; ')
    .map(cause => cause.slice(0, cause.lastIndexOf('=')))
    .filter(path => path !== '' && path !== '<nil>');
}
