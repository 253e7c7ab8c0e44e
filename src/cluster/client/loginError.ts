/** The login command or provider that the kubeconfig names could not give credentials. */
export class LoginError extends Error {
  readonly command: string | undefined;
  readonly installHint: string | undefined;

  constructor(message: string, command?: string, installHint?: string) {
    super(message);
    this.command = command;
    this.installHint = installHint;
  }
}

/** A file that the kubeconfig names cannot be read, or does not hold what it should. */
export class MaterialError extends Error {}
