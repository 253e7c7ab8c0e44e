/** A context as the kubeconfig tells it. Reading it makes no request and runs no login command. */
export interface ContextFacts {
  readonly name: string;
  readonly cluster: string;
  readonly server: string;
  readonly user: string;
  /** The context's default namespace; absent means `default`. */
  readonly namespace?: string;
  /** The kubeconfig's `current-context`. */
  readonly isCurrent: boolean;
  /** The command that will be run for a login, where there is one. */
  readonly loginCommand?: string;
}
