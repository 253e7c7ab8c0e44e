/** How long to wait between tries: doubling from `firstMs` up to `maxMs`. */
export interface BackoffPolicy {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * The wait before try number `attempt` (from 0) after a failure, in ms.
 *
 * "Equal jitter": half of the exponential delay is fixed and half is random, so that many clients that lost the same
 * server do not come back in step, and none comes back at once.
 *
 * @param random a number in [0, 1)
 */
export function backoffMs(policy: BackoffPolicy, attempt: number, random: number): number {
  const ceiling = Math.min(policy.maxMs, policy.firstMs * 2 ** Math.min(attempt, 30));
  return ceiling / 2 + (ceiling / 2) * random;
}
