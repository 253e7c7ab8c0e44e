import { coreReferences } from './coreReferences.ts';
import type { PartRole, ReferenceRow } from './referenceRow.ts';
import { servingReferences } from './servingReferences.ts';
import { trainingReferences } from './trainingReferences.ts';

/** A way through an object: field names, with `[]` for a step into a list's items. */
export type Steps = readonly string[];

/** Which field names what: the one table that rules, completion, navigation and rename read. */
export const referenceTable: readonly ReferenceRow[] = [
  ...coreReferences,
  ...servingReferences,
  ...trainingReferences,
];

/** A field that names a part of an object which the row's own field names. */
export interface PartRow {
  readonly row: ReferenceRow;
  readonly role: PartRole;
  /** Name of the field with the object's name, from the map that stands `up` steps above the part. */
  readonly nameField: string;
  readonly up: number;
}

interface Pattern {
  readonly steps: Steps;
  readonly isAnchored: boolean;
}

interface Indexed<Row> {
  readonly row: Row;
  readonly of: ReferenceRow;
  readonly patterns: Pattern;
}

/** Finds the rows of a place: by the last field name first, since nearly every field of a manifest names nothing. */
export class ReferenceIndex {
  readonly #names = new Map<string, Indexed<ReferenceRow>[]>();
  readonly #parts = new Map<string, Indexed<PartRow>[]>();

  constructor(rows: readonly ReferenceRow[] = referenceTable) {
    for (const row of rows) {
      const pattern = patternOf(row.path);
      file(this.#names, { row, of: row, patterns: pattern });
      this.#fileParts(row, pattern);
    }
  }

  /** The row for the field at the end of the steps in an object of `group/Kind`; the kind's own row wins over a general one. */
  nameAt(kind: string, steps: Steps): ReferenceRow | undefined {
    return best(this.#names.get(lastName(steps)), kind, steps);
  }

  /** The row for a field that names a key, port or template of an object which a field nearby names. */
  partAt(kind: string, steps: Steps): PartRow | undefined {
    return best(this.#parts.get(lastName(steps)), kind, steps);
  }

  #fileParts(row: ReferenceRow, pattern: Pattern): void {
    const holder = pattern.steps.slice(0, -1);
    for (const [path, role] of Object.entries(row.parts ?? {})) {
      const below = stepsOf(path);
      const part: PartRow = { row, role, nameField: pattern.steps.at(-1) ?? '', up: below.length };
      file(this.#parts, {
        row: part,
        of: row,
        patterns: { steps: [...holder, ...below], isAnchored: pattern.isAnchored },
      });
    }
  }
}

function file<Row>(index: Map<string, Indexed<Row>[]>, row: Indexed<Row>): void {
  const last = lastName(row.patterns.steps);
  const rows = index.get(last);
  if (rows === undefined) index.set(last, [row]);
  else rows.push(row);
}

function best<Row>(rows: readonly Indexed<Row>[] | undefined, kind: string, steps: Steps): Row | undefined {
  let general: Row | undefined;
  for (const { row, of, patterns } of rows ?? []) {
    if (!fits(patterns, steps)) continue;
    if (of.kinds === undefined) general ??= row;
    else if (of.kinds.includes(kind)) return row;
  }
  return general;
}

function fits({ steps: pattern, isAnchored }: Pattern, steps: Steps): boolean {
  const skipped = steps.length - pattern.length;
  if (skipped < 0 || (isAnchored && skipped !== 0)) return false;
  for (let index = pattern.length - 1; index >= 0; index--) {
    const wanted = pattern[index];
    const found = steps[index + skipped];
    if (wanted !== found && (wanted !== '*' || found === '[]')) return false;
  }
  return true;
}

function lastName(steps: Steps): string {
  const last = steps.at(-1) ?? '';
  return last === '[]' ? `${steps.at(-2) ?? ''}[]` : last;
}

function patternOf(path: string): Pattern {
  return path.startsWith('**.')
    ? { steps: stepsOf(path.slice(3)), isAnchored: false }
    : { steps: stepsOf(path), isAnchored: true };
}

/** Cuts a path as the table writes it into steps: `volumes[].secret` into `volumes`, `[]`, `secret`. */
export function stepsOf(path: string): Steps {
  return [...path.matchAll(/<([^>]*)>|\[\]|[^.[\]<>]+/g)].map(match => match[1] ?? match[0]);
}
