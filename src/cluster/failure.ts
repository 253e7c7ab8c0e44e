import type { Outcome } from '../base/outcome.ts';

/** One cause that the API server names in a refusal, with the field as it writes it (`spec.containers[0].image`). */
export interface FailureCause {
  readonly field?: string;
  readonly reason?: string;
  readonly message: string;
}

interface Base {
  /** What the server or the network said, for the details and the log. Hostile text. */
  readonly message: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
}

/** Everything that can go wrong between us and a cluster. Made in one place, `cluster/client/toFailure.ts`. */
export type Failure = Base &
  (
    | { readonly kind: 'unreachable'; readonly server: string; readonly code?: string }
    | { readonly kind: 'badCertificate'; readonly server: string; readonly code?: string }
    /** The kubeconfig names something that is not there, cannot be read or does not parse. */
    | { readonly kind: 'badKubeconfig' }
    /** The login command of the kubeconfig is missing or failed. */
    | { readonly kind: 'loginFailed'; readonly command?: string; readonly installHint?: string }
    | { readonly kind: 'expiredLogin' }
    | {
        readonly kind: 'forbidden';
        readonly verb?: string;
        readonly resource?: string;
        readonly namespace?: string;
      }
    | { readonly kind: 'notFound' }
    /** The cluster does not serve this kind: its CRD is not installed, or not in this version. */
    | { readonly kind: 'kindNotServed'; readonly group: string; readonly resource: string }
    | { readonly kind: 'conflict'; readonly causes: readonly FailureCause[] }
    | { readonly kind: 'alreadyExists' }
    | { readonly kind: 'invalid'; readonly causes: readonly FailureCause[] }
    | { readonly kind: 'tooManyRequests'; readonly retryAfterMs?: number }
    /** The resource version or continue token is too old (410): list again. */
    | { readonly kind: 'expired' }
    | { readonly kind: 'timedOut' }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'serverError' }
    /** The answer was not what the Kubernetes API promises. */
    | { readonly kind: 'badAnswer' }
  );

export type Result<T> = Outcome<T, Failure>;
