import type { NumericDistribution } from '../../drift/feature.ts';
import type { PageContext } from './pageContext.ts';

/** The range of a bin; an open one at an end says that it holds what lies beyond too. */
export function rangeLabel(
  context: PageContext,
  { edges, isOpen }: NumericDistribution,
  bin: number,
): string {
  const from = edges[bin] ?? 0;
  const to = edges[bin + 1] ?? 0;
  if (isOpen[0] && bin === 0) return `< ${context.number(to)}`;
  if (isOpen[1] && bin === edges.length - 2) return `≥ ${context.number(from)}`;
  return `${context.number(from)} – ${context.number(to)}`;
}
