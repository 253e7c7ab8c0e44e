/** Product of two square matrices of that order, stored row by row. */
export function multiply(left: Float64Array, right: Float64Array, order: number): Float64Array {
  const product = new Float64Array(order * order);
  for (let row = 0; row < order; row++) {
    for (let inner = 0; inner < order; inner++) {
      const factor = left[row * order + inner] ?? 0;
      if (factor === 0) continue;
      for (let column = 0; column < order; column++) {
        const at = row * order + column;
        product[at] = (product[at] ?? 0) + factor * (right[inner * order + column] ?? 0);
      }
    }
  }
  return product;
}
