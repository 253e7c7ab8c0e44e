import type { Failure } from './failure.ts';

/**
 * What a background reader does about a failure.
 *
 * - `listAgain`: the place in history is gone; start over at once.
 * - `wait`: try again by itself, later and later.
 * - `stop`: trying again would only repeat the refusal (or start a login that nobody asked for): the user decides.
 */
export type Recovery = 'listAgain' | 'wait' | 'stop';

const recoveries: Readonly<Record<Failure['kind'], Recovery>> = {
  expired: 'listAgain',
  unreachable: 'wait',
  timedOut: 'wait',
  tooManyRequests: 'wait',
  serverError: 'wait',
  badAnswer: 'wait',
  conflict: 'wait',
  alreadyExists: 'wait',
  invalid: 'wait',
  notFound: 'stop',
  kindNotServed: 'stop',
  forbidden: 'stop',
  expiredLogin: 'stop',
  loginFailed: 'stop',
  badCertificate: 'stop',
  badKubeconfig: 'stop',
  cancelled: 'stop',
};

export function recoveryOf(failure: Failure): Recovery {
  return recoveries[failure.kind];
}

/**
 * Whether a watch may go on from its resource version after this failure.
 *
 * When the server was not heard at all it may. When it answered and refused, the version itself may be what it
 * refuses (one from the future, after a restored backup), so that only a new list leads out.
 */
export function canResumeAfter(failure: Failure): boolean {
  return failure.status === undefined || failure.kind === 'tooManyRequests';
}
