const gib = 2 ** 30;
const mib = 2 ** 20;

/** An amount of a resource as people say it: `8 nvidia.com/gpu`, `1.5 cores of cpu`, `64 GiB of memory`. */
export function amountWords(resource: string, amount: number): string {
  return isMemory(resource)
    ? `${bareAmount(resource, amount)} of ${resource}`
    : resource.endsWith('cpu')
      ? `${rounded(amount)} ${amount === 1 ? 'core' : 'cores'} of ${resource}`
      : `${rounded(amount)} ${resource}`;
}

/** The same without the resource's name. */
export function bareAmount(resource: string, amount: number): string {
  if (!isMemory(resource)) return rounded(amount);
  return amount >= gib || amount === 0 ? `${rounded(amount / gib)} GiB` : `${rounded(amount / mib)} MiB`;
}

function isMemory(resource: string): boolean {
  return /memory$|storage$|^hugepages-/.test(resource);
}

function rounded(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}
