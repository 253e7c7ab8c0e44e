/**
 * An exponential moving average that starts without bias, as TensorBoard's slider smooths.
 *
 * s₀ = 0, sᵢ = w·sᵢ₋₁ + (1−w)·yᵢ, shown as sᵢ / (1−wⁱ): the division takes out the pull towards 0 at the start. Where
 * y is not finite nothing is averaged, and the gap stays.
 *
 * @param values the curve
 * @param weight how much of the past stays, in [0, 1); 0 leaves the curve as it is
 */
export function smooth(values: readonly number[], weight: number): readonly number[] {
  if (weight <= 0) return values;
  let average = 0;
  let count = 0;
  return values.map(value => {
    if (!Number.isFinite(value)) return value;
    count++;
    average = weight * average + (1 - weight) * value;
    return average / (1 - weight ** count);
  });
}
