import type { CategoricalDistribution } from '../feature.ts';
import type { Box } from './numericChart.ts';

/** Two bars for each category, one below the other, in pixels. */
export interface CategoryChart {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly CategoryRow[];
  /** Place where all bars start. */
  readonly axis: number;
}

export interface CategoryRow {
  /** Middle of the row, for its label. */
  readonly middle: number;
  readonly reference: Box;
  readonly current: Box;
}

const ROW_HEIGHT = 40;
const BAR_HEIGHT = 13;
const GAP = 2;
/** Room for the percentage behind the longest bar. */
const VALUE_WIDTH = 52;
const LARGEST_LABEL_SHARE = 0.34;
const PIXELS_A_LETTER = 7;

/** Lays out the bars of a categorical feature in the width that there is; the height follows from the categories. */
export function categoryChart(distribution: CategoricalDistribution, width: number): CategoryChart {
  const { categories, reference, current } = distribution;
  const longest = Math.max(
    0,
    ...categories.map(category => category.length),
    distribution.others > 0 ? 16 : 0,
  );
  const axis = Math.min(width * LARGEST_LABEL_SHARE, longest * PIXELS_A_LETTER + 12);
  const largest = Math.max(...reference, ...current, 0) || 1;
  const room = Math.max(0, width - axis - VALUE_WIDTH);
  const bar = (share: number, y: number): Box => ({
    x: axis,
    y,
    width: (share / largest) * room,
    height: BAR_HEIGHT,
  });
  return {
    width,
    height: categories.length * ROW_HEIGHT,
    axis,
    rows: categories.map((_, i) => {
      const middle = i * ROW_HEIGHT + ROW_HEIGHT / 2;
      return {
        middle,
        reference: bar(reference[i] ?? 0, middle - BAR_HEIGHT - GAP / 2),
        current: bar(current[i] ?? 0, middle + GAP / 2),
      };
    }),
  };
}
