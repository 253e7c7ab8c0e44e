import { parseMillis, parseUnits } from './quantity.ts';
import { recordOf } from './wireReader.ts';

/** How much of a node's resources something asks for or has. Whole numbers, so that sums stay exact. */
export interface ResourceAmounts {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  /** Accelerators by resource name (`nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`); absent where there are none. */
  readonly gpus: Readonly<Record<string, number>> | undefined;
}

/** No resources at all. */
export const noResources: ResourceAmounts = { cpuMillis: 0, memoryBytes: 0, gpus: undefined };

const accelerator =
  /^(?:nvidia|amd|intel)\.com\/(?:gpu$|gpu\.shared$|mig-|cpx_|spx_|dpx_|qpx_)|^habana\.ai\/|^gpu\.intel\.com\/|^google\.com\/tpu$|^aws\.amazon\.com\/neuron/;

/** Does an extended resource of this name stand for a GPU or another accelerator, or a share of one? */
export function isAccelerator(resourceName: string): boolean {
  return accelerator.test(resourceName);
}

/** Reads a resource list of the wire (`{cpu: "1", memory: "2Gi", "nvidia.com/gpu": 1}`); other resources are passed over. */
export function readAmounts(list: unknown): ResourceAmounts {
  const amounts = recordOf(list);
  let gpus: Record<string, number> | undefined;
  for (const name of Object.keys(amounts)) {
    if (!isAccelerator(name)) continue;
    const count = parseUnits(amounts[name]);
    if (count > 0) gpus = { ...gpus, [name]: count };
  }
  return { cpuMillis: parseMillis(amounts['cpu']), memoryBytes: parseUnits(amounts['memory']), gpus };
}

/** The sum, resource by resource. */
export function addAmounts(a: ResourceAmounts, b: ResourceAmounts): ResourceAmounts {
  return combine(a, b, (x, y) => x + y);
}

/** The difference, resource by resource. */
export function subtractAmounts(a: ResourceAmounts, b: ResourceAmounts): ResourceAmounts {
  return combine(a, b, (x, y) => x - y);
}

/** The larger of both, resource by resource. */
export function largerAmounts(a: ResourceAmounts, b: ResourceAmounts): ResourceAmounts {
  return combine(a, b, Math.max);
}

/** How many accelerators of all names together. */
export function gpuCount(amounts: ResourceAmounts): number {
  let count = 0;
  for (const name in amounts.gpus) count += amounts.gpus[name] ?? 0;
  return count;
}

function combine(
  a: ResourceAmounts,
  b: ResourceAmounts,
  join: (x: number, y: number) => number,
): ResourceAmounts {
  return {
    cpuMillis: join(a.cpuMillis, b.cpuMillis),
    memoryBytes: join(a.memoryBytes, b.memoryBytes),
    gpus: combineGpus(a.gpus, b.gpus, join),
  };
}

function combineGpus(
  a: ResourceAmounts['gpus'],
  b: ResourceAmounts['gpus'],
  join: (x: number, y: number) => number,
): ResourceAmounts['gpus'] {
  if (a === undefined && b === undefined) return undefined;
  const joined: Record<string, number> = {};
  for (const name of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
    const count = join(a?.[name] ?? 0, b?.[name] ?? 0);
    if (count !== 0) joined[name] = count;
  }
  return Object.keys(joined).length > 0 ? joined : undefined;
}
