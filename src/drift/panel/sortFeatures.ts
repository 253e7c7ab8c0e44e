import type { FeatureDrift } from '../feature.ts';
import type { SortKey, SortOrder } from './messages.ts';
import { severity } from './severity.ts';

/** The order in which a panel opens. */
export const initialSort: SortOrder = { key: 'drift', isDescending: true };

/** Sorts features; equal ones stay in the order of their columns. */
export function sortFeatures(
  features: readonly FeatureDrift[],
  { key, isDescending }: SortOrder,
): readonly FeatureDrift[] {
  const direction = isDescending ? -1 : 1;
  return features.toSorted((a, b) => direction * compare(key, a, b));
}

/** The order after a press on a column's head: turned round, or by that column, drift and counts from the top. */
export function nextSort(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, isDescending: !order.isDescending };
  return { key, isDescending: key !== 'name' && key !== 'test' };
}

function compare(key: SortKey, a: FeatureDrift, b: FeatureDrift): number {
  switch (key) {
    case 'drift':
      return severity(a) - severity(b);
    case 'name':
      return compareTexts(a.name.toLowerCase(), b.name.toLowerCase());
    case 'test':
      return compareTexts(a.test, b.test);
    case 'score':
      return a.score - b.score;
    case 'missing':
      return missing(a) - missing(b);
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function missing({ missing: [reference, current] }: FeatureDrift): number {
  return reference + current;
}
