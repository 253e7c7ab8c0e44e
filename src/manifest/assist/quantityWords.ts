import { parseQuantity } from '../structure/quantity.ts';

/**
 * A quantity in plain numbers, as far as the resource tells its unit: `1.5Gi` of memory is 1,610,612,736 bytes, `500m` of cpu
 * is half a core. Undefined for what is no quantity.
 */
export function quantityWords(text: string, resource: string): string | undefined {
  const nanos = parseQuantity(text);
  if (nanos === undefined) return undefined;
  const amount = decimal(nanos);
  if (resource === 'cpu' || resource.endsWith('.cpu'))
    return `${amount} ${nanos === 1_000_000_000n ? 'core' : 'cores'}`;
  if (/memory|storage|size|hugepages/i.test(resource)) return `${amount} bytes${rounded(nanos)}`;
  return amount;
}

function decimal(nanos: bigint): string {
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  const whole = String(size / 1_000_000_000n).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The size in the units that disks and memory are sold and counted in. */
function rounded(nanos: bigint): string {
  const bytes = Number(nanos) / 1e9;
  if (Math.abs(bytes) < 10_000) return '';
  return ` (${unit(bytes, 1000, ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'])}, ${unit(bytes, 1024, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'])})`;
}

function unit(bytes: number, base: number, names: readonly string[]): string {
  const power = Math.min(Math.floor(Math.log(Math.abs(bytes)) / Math.log(base)), names.length);
  return `${Number((bytes / base ** power).toPrecision(4))} ${names[power - 1] ?? 'B'}`;
}
