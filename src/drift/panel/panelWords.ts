/** Puts a text into the user's language; `{0}`, `{1}` … stand for the arguments. */
export type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** The words of the drift panel. Texts with `{0}` are filled by {@link fill}. */
export type PanelWords = Readonly<Record<keyof typeof english, string>>;

const english = {
  verdictDrifted: 'Drift: {0} of {1} features drifted',
  verdictCalm: 'No drift: {0} of {1} features drifted',
  verdictNone: 'No feature could be compared',
  rule: 'The tables have drifted when at least half of their features have.',
  noneWhy: 'The tables share no column of numbers or categories with values in both.',
  reference: 'Reference',
  current: 'Current',
  rows: '{0} rows',
  swap: 'Swap',
  swapHint: 'Take the current table as the reference',
  compareAgain: 'Compare Again',
  chooseTables: 'Choose Tables…',
  stop: 'Stop',
  reading: 'Comparing the tables…',
  readingColumn: 'Comparing {0}…',
  stopped: 'The comparison was stopped.',
  failed: 'The tables could not be compared',
  features: 'Features, the most drifted first',
  feature: 'Feature',
  drift: 'Drift',
  test: 'Test',
  score: 'Score',
  missing: 'Missing',
  drifted: 'drifted',
  steady: 'steady',
  ks: 'Kolmogorov–Smirnov',
  wasserstein: 'Wasserstein distance, normed',
  chisquare: 'χ²',
  z: 'Z test of proportions',
  jensenshannon: 'Jensen–Shannon distance',
  pValueDrifted: '{0}: p-value {1}, below {2}.',
  pValueSteady: '{0}: p-value {1}, not below {2}.',
  distanceDrifted: '{0}: {1}, at or above {2}.',
  distanceSteady: '{0}: {1}, below {2}.',
  values: 'Values',
  share: 'Share',
  shareOfRows: 'Share of the values',
  range: 'Range',
  category: 'Category',
  others: '{0} other categories',
  beyond: 'and beyond',
  threshold: 'Threshold',
  pValue: 'p-value',
  psi: 'Population stability index',
  ksStatistic: 'Kolmogorov–Smirnov statistic',
  wassersteinPlain: 'Wasserstein distance',
  chiSquareStatistic: 'χ² statistic',
  totalVariation: 'Total variation distance',
  effect: 'Effect sizes and tests',
  dataTable: 'The chart as a table',
  skipped: 'Columns not compared: {0}',
  chartOf: 'Distribution of {0} in the reference and in the current table',
  numeric: 'numeric',
  categorical: 'categorical',
} as const;

/** The panel's words in the user's language. */
export function panelWords(translate: Translate): PanelWords {
  return Object.fromEntries(
    Object.entries(english).map(([key, text]) => [key, translate(text)]),
  ) as PanelWords;
}

/** Fills `{0}`, `{1}` … of a text. */
export function fill(text: string, ...args: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index) => String(args[Number(index)] ?? whole));
}
