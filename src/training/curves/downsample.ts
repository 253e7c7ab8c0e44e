/** Points of a curve by ascending x. */
export interface Points {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/**
 * Thins a curve to what so many buckets of equal width in x can show: of each bucket the first, the lowest, the
 * highest and the last point, in order. Peaks and gaps (points that are not finite) stay; a curve that is thin
 * already comes back as it is.
 */
export function downsample({ xs, ys }: Points, buckets: number): Points {
  const first = xs[0] ?? 0;
  const span = (xs.at(-1) ?? 0) - first;
  if (xs.length <= buckets * 4 || span <= 0 || buckets < 1) return { xs, ys };
  const kept: number[] = [];
  let from = 0;
  while (from < xs.length) {
    const bucket = bucketOf(xs[from] ?? 0);
    let to = from;
    while (to < xs.length && bucketOf(xs[to] ?? 0) === bucket) to++;
    kept.push(...telling(ys, from, to));
    from = to;
  }
  return { xs: kept.map(index => xs[index] ?? 0), ys: kept.map(index => ys[index] ?? 0) };

  function bucketOf(x: number): number {
    return Math.min(buckets - 1, Math.floor(((x - first) / span) * buckets));
  }
}

/** The indices of the points in [from, to) that tell most of it, ascending. */
function telling(ys: readonly number[], from: number, to: number): readonly number[] {
  const chosen = new Set([from, to - 1]);
  let lowest = -1;
  let highest = -1;
  for (let index = from; index < to; index++) {
    const y = ys[index] ?? Number.NaN;
    if (Number.isNaN(y)) chosen.add(index);
    else {
      if (lowest < 0 || y < (ys[lowest] ?? 0)) lowest = index;
      if (highest < 0 || y > (ys[highest] ?? 0)) highest = index;
    }
  }
  if (lowest >= 0) chosen.add(lowest).add(highest);
  // A bucket full of gaps needs no more than its ends to show one.
  const all = [...chosen].sort((a, b) => a - b);
  return all.length > 6
    ? [from, ...(lowest < 0 ? [] : [Math.min(lowest, highest), Math.max(lowest, highest)]), to - 1]
    : all;
}
