/** What an expression of PromQL gives; the words of its documentation. */
export type QueryType = 'scalar' | 'instant vector' | 'range vector' | 'string';

/** What a function takes and gives. */
export interface QueryFunction {
  readonly takes: readonly QueryType[];
  /** How many of the arguments must be given. */
  readonly atLeast: number;
  /** True where the last kind of argument may come any number of times. */
  readonly isVariadic: boolean;
  readonly gives: QueryType;
}

const types: Readonly<Record<string, QueryType>> = {
  s: 'scalar',
  v: 'instant vector',
  m: 'range vector',
  t: 'string',
};

const ofVector =
  'abs acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count ' +
  'histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp absent';

const ofRange =
  'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate ' +
  'last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time ' +
  'stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time';

const ofTime = 'day_of_month day_of_week day_of_year days_in_month hour minute month year';

/** Arguments by letter; `?` begins those that may be left out, `*` lets the last come again. */
const others: Readonly<Record<string, string>> = {
  clamp: 'vss',
  clamp_max: 'vs',
  clamp_min: 'vs',
  double_exponential_smoothing: 'mss',
  histogram_fraction: 'ssv',
  histogram_quantile: 'sv',
  info: 'v?v',
  label_join: 'vtt?t*',
  label_replace: 'vtttt',
  pi: '>s',
  predict_linear: 'ms',
  quantile_over_time: 'sm',
  round: 'v?s',
  scalar: 'v>s',
  sort_by_label: 'v?t*',
  sort_by_label_desc: 'v?t*',
  time: '>s',
  vector: 's',
};

/**
 * The functions whose arguments are known, by name. A function of the grammar that is missing here takes anything: it is newer
 * than this table. From the function signatures of Prometheus 3.
 */
export const queryFunctions: ReadonlyMap<string, QueryFunction> = new Map([
  ...ofVector.split(' ').map(name => [name, signature('v')] as const),
  ...ofRange.split(' ').map(name => [name, signature('m')] as const),
  ...ofTime.split(' ').map(name => [name, signature('?v')] as const),
  ...Object.entries(others).map(([name, text]) => [name, signature(text)] as const),
]);

function signature(text: string): QueryFunction {
  const [takes = '', gives = 'v'] = text.split('>');
  const [required = '', optional = ''] = takes.split('?');
  const letters = [...`${required}${optional}`].filter(letter => letter !== '*');
  return {
    takes: letters.map(letter => types[letter] ?? 'scalar'),
    atLeast: required.length,
    isVariadic: takes.endsWith('*'),
    gives: types[gives] ?? 'instant vector',
  };
}
