import type { Shares } from './bins.ts';

/**
 * Population stability index `Σ (r − c) ln(r / c)`.
 *
 * An empty bin counts as 0.0001, or as a millionth of the smallest share where that is no more than 0.0001, as
 * Evidently has it; otherwise one empty bin would make the index infinite.
 */
export function populationStabilityIndex(shares: Shares): number {
  const reference = fillEmpty(shares.reference);
  const current = fillEmpty(shares.current);
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const r = reference[i] as number;
    const c = current[i] as number;
    sum += (r - c) * Math.log(r / c);
  }
  return sum;
}

/** Jensen–Shannon distance with natural logarithms, as `scipy.spatial.distance.jensenshannon`: 0 to √ln 2. */
export function jensenShannonDistance({ reference, current }: Shares): number {
  let divergence = 0;
  for (let i = 0; i < reference.length; i++) {
    const r = reference[i] as number;
    const c = current[i] as number;
    const middle = (r + c) / 2;
    if (r > 0) divergence += r * Math.log(r / middle);
    if (c > 0) divergence += c * Math.log(c / middle);
  }
  return Math.sqrt(Math.max(0, divergence) / 2);
}

/** Half the sum of the absolute differences of the shares: 0 for equal, 1 for disjoint distributions. */
export function totalVariationDistance({ reference, current }: Shares): number {
  return reference.reduce((sum, share, i) => sum + Math.abs(share - (current[i] as number)), 0) / 2;
}

function fillEmpty(shares: Float64Array): Float64Array {
  const smallest = shares.reduce((least, share) => (share > 0 && share < least ? share : least), 1);
  const filler = smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
  return shares.map(share => (share === 0 ? filler : share));
}
