import { compareWords } from './compareCategories.ts';
import { compareNumbers } from './compareNumbers.ts';
import type { ComparedFeature, SkippedColumn } from './feature.ts';
import type { SortMemory } from './sortNumbers.ts';
import type { Column } from './table/table.ts';

/**
 * Compares one column of the reference with that of the current table.
 *
 * @returns the verdict, or why there is none: columns of different kinds, without values, of text, dates or identifiers.
 */
export function compareColumns(
  reference: Column,
  current: Column,
  memory?: SortMemory,
): ComparedFeature | SkippedColumn {
  const skip = (why: string): SkippedColumn => ({ name: reference.name, why });
  if (reference.kind === 'other') return skip(`holds ${reference.holds}`);
  if (current.kind === 'other') return skip(`holds ${current.holds}`);
  const empty = [isEmpty(reference) ? 'reference' : '', isEmpty(current) ? 'current' : ''].filter(Boolean);
  if (empty.length) return skip(`all values are missing in the ${empty.join(' and the ')} table`);
  if (reference.kind === 'numeric' && current.kind === 'numeric')
    return compareNumbers(reference, current, memory);
  if (reference.kind === 'categorical' && current.kind === 'categorical')
    return compareWords(reference, current);
  return skip(`holds ${holds(reference)} in the reference and ${holds(current)} in the current table`);
}

function isEmpty(column: Column): boolean {
  if (column.kind === 'numeric') return !column.values.some(value => Number.isFinite(value));
  return column.kind === 'categorical' && !column.codes.some(code => code >= 0);
}

function holds(column: Column): string {
  return column.kind === 'numeric' ? 'numbers' : 'words';
}
