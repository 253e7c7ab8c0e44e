const goUnits: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it (`1h30m`, `-1.5s`, `0`); undefined where it is none. */
export function goDurationMs(text: string): number | undefined {
  const match = /^([+-]?)(\S+)$/.exec(text);
  const body = match?.[2];
  if (body === undefined) return undefined;
  if (body === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let sum = 0;
  while (part.lastIndex < body.length) {
    const found = part.exec(body);
    if (found === null) return undefined;
    sum += Number(found[1]) * (goUnits[found[2] ?? ''] ?? 0);
  }
  return match?.[1] === '-' ? -sum : sum;
}
