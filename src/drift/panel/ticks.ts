const STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * Round numbers between two bounds, both included, about as many as wanted: multiples of 1, 2, 2.5 or 5 times a power of
 * ten. A range without width gives its one number.
 */
export function niceTicks(low: number, high: number, wanted: number): readonly number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find(candidate => candidate * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplying whole numbers by the step, and rounding, leaves no 0.30000000000000004 behind.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A number with about four significant digits, as short as it can be told from its neighbours. */
export function shortNumber(value: number, language = 'en'): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
    return `${Number(mantissa).toLocaleString(language)}e${Number(exponent)}`;
  }
  return value.toLocaleString(language, {
    maximumSignificantDigits: Math.max(4, Math.ceil(Math.log10(size + 1))),
  });
}

/** A share as a percentage with one decimal where it is small. */
export function percent(share: number, language = 'en'): string {
  const digits = share > 0 && share < 0.0995 ? 1 : 0;
  return share.toLocaleString(language, {
    style: 'percent',
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  });
}
