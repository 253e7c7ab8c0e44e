const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const shape = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * Reads a Kubernetes quantity (`100m`, `1.5Gi`, `2e3`, or a bare JSON number) into base units: cores, bytes, pieces.
 *
 * `undefined` for anything that the API server would refuse. Very large quantities lose precision beyond 2^53.
 */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const match = shape.exec(value);
  if (match === null) return undefined;
  const [, digits = '', exponent, suffix = ''] = match;
  const amount =
    exponent === undefined ? Number(digits) * (factors[suffix] ?? 1) : Number(`${digits}e${exponent}`);
  return Number.isFinite(amount) ? amount : undefined;
}

/** A quantity in whole thousandths, rounded up as the scheduler rounds: `1.5` is 1500, `1n` is 1. */
export function parseMillis(value: unknown): number {
  return roundUp((parseQuantity(value) ?? 0) * 1000);
}

/** A quantity in whole units, rounded up; 0 where it cannot be read. */
export function parseUnits(value: unknown): number {
  return roundUp(parseQuantity(value) ?? 0);
}

/** `250m`, `3`, `3.5`: thousandths of a core, the way people write cores. */
export function formatCores(millis: number): string {
  if (millis !== 0 && Math.abs(millis) < 1000) return `${Math.round(millis)}m`;
  return trimmed(millis / 1000);
}

/** `512 Mi`, `1.5 Gi`: bytes in the largest binary unit that leaves at least one. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
  let size = bytes;
  let unit = 0;
  while (Math.abs(size) >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${trimmed(size)} ${units[unit]}`;
}

function trimmed(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

// Binary floating point makes 1.1 × 1000 a little more than 1100, which must not round up to 1101.
function roundUp(value: number): number {
  return Number.isInteger(value) ? value : Math.ceil(Number(value.toPrecision(14)));
}
