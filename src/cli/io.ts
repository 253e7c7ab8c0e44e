/**
 * What a command of the terminal may touch. Every command is a function of its arguments and this, so that it can be
 * tested without a process of its own.
 */
export interface Io {
  /** Writes to standard output; the text brings its own line ends. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  readonly files: IoFiles;
  /** Whether what is written to standard output is seen on a terminal that shows colours. */
  readonly hasColours?: boolean;
  /** Absolute path of the folder that relative paths start from. */
  readonly workingFolder: string;
  /** One file of the schemas that came with Timonel, parsed; undefined where there is none. */
  schemaFile(path: string): unknown;
  /** Standard input; absent where there is none. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Runs a program without a shell. A program that is not installed gives `undefined`. */
  run(command: string, args: readonly string[]): Promise<CommandResult | undefined>;
}

/** Reading files; paths are absolute or relative to the working folder. Failures are thrown, as Node throws them. */
export interface IoFiles {
  read(path: string): Promise<Uint8Array>;
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  isFolder(path: string): Promise<boolean>;
  sizeBytes(path: string): Promise<number>;
}

export interface CommandResult {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The exit codes of every command. */
export const exitCodes = { fine: 0, found: 1, couldNotRun: 2 } as const;
