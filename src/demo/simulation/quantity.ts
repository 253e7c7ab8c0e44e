const multipliers: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** `500m` → 0.5, `2Gi` → 2147483648. What cannot be read counts as nothing. */
export function amountOf(quantity: string | number | undefined): number {
  if (quantity === undefined) return 0;
  const [, digits = '0', unit = ''] = /^([-+.\deE]+?)([numkMGTP]?i?)$/.exec(String(quantity)) ?? [];
  return Number(digits) * (multipliers[unit] ?? 0);
}
