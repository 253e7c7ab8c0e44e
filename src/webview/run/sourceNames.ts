/** A container, as far as its name goes. */
export interface NamedSource {
  readonly id: number;
  readonly pod: string;
  readonly container: string;
}

/**
 * The shortest names that tell containers apart: pods without the words that all begin with, containers only where
 * there are several kinds of them.
 */
export function sourceNames(sources: readonly NamedSource[]): ReadonlyMap<number, string> {
  const common = commonWords(sources.map(({ pod }) => pod));
  const pods = new Set(sources.map(({ pod }) => pod));
  const containers = new Set(sources.map(({ container }) => container));
  return new Map(
    sources.map(({ id, pod, container }) => {
      if (pods.size === 1) return [id, containers.size === 1 ? pod : container];
      const short = pod.slice(common);
      return [id, containers.size === 1 ? short : `${short}/${container}`];
    }),
  );
}

/**
 * How many characters of whole words, each up to its hyphen, all names begin with. The word before a bare number stays:
 * `worker-0` says more than `0`.
 */
function commonWords(names: readonly string[]): number {
  const [first = '', ...others] = names;
  let common = 0;
  for (let end = first.indexOf('-') + 1; end > 0; end = first.indexOf('-', end) + 1) {
    const start = first.slice(0, end);
    if (!others.every(name => name.startsWith(start))) break;
    common = end;
  }
  const isBare = names.some(name => /^\d*$/.test(name.slice(common)));
  return isBare ? first.lastIndexOf('-', common - 2) + 1 : common;
}

/** How many colours there are for containers and metrics; they go round. */
export const colourCount = 8;

/** The number of the colour of the container or metric of that index. */
export function colourOf(index: number): number {
  return ((index % colourCount) + colourCount) % colourCount;
}
