import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { exitCodes, type Io } from './io.ts';

/** What every command has in common: how it is asked, and how it ends. */
export interface Command<Asked, Format extends string> {
  readonly name: string;
  /** What `--help` prints, and what a refused command line is followed by. */
  readonly usage: string;
  /** The first is the default. */
  readonly formats: readonly Format[];
  /** Options beside `--format` and `--help`. */
  readonly options?: ParseArgsOptionsConfig;
  /** What the command line asks for; or, as a text, why it cannot be done. */
  readonly read: (line: CommandLine<Format>) => Asked | string;
  /** Does it, and gives the exit code. What is thrown is told, and ends the command as one that could not run. */
  readonly act: (asked: Asked, io: Io) => Promise<number>;
}

/** A command line that was taken apart. */
export interface CommandLine<Format extends string> {
  readonly positionals: readonly string[];
  readonly format: Format;
  /** The value of an option that takes one; undefined where it was not given. */
  option(name: string): string | undefined;
  /** All values of an option that may be given several times. */
  options(name: string): readonly string[];
}

/** Runs a command with the arguments after its name. Resolves to the exit code. */
export async function execute<Asked, Format extends string>(
  command: Command<Asked, Format>,
  args: readonly string[],
  io: Io,
): Promise<number> {
  const { name, usage } = command;
  try {
    const line = parsed(command, args);
    if (line === 'help') {
      io.out(usage);
      return exitCodes.fine;
    }
    const asked = typeof line === 'string' ? line : command.read(line);
    if (typeof asked !== 'string') return await command.act(asked, io);
    io.err(`timonel ${name}: ${asked}\n\n${usage}`);
  } catch (error) {
    io.err(`timonel ${name}: ${wordsOfError(error)}\n`);
  }
  return exitCodes.couldNotRun;
}

/** What an error says, in one line for the terminal. */
export function wordsOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The command line; `help` where that was asked for, and else a text that says why it cannot be read. */
function parsed<Asked, Format extends string>(
  { formats, options }: Command<Asked, Format>,
  args: readonly string[],
): CommandLine<Format> | string {
  try {
    const read = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string' }, help: { type: 'boolean', short: 'h' }, ...options },
    });
    const { positionals } = read;
    const values: Readonly<Record<string, unknown>> = read.values;
    if (values['help'] === true) return 'help';
    const wanted = values['format'] ?? formats[0];
    const format = formats.find(known => known === wanted);
    if (format === undefined) return `no such format: ${String(wanted)}`;
    const given = (name: string) => [values[name] ?? []].flat().map(String);
    return { positionals, format, option: name => given(name).at(-1), options: given };
  } catch (error) {
    return wordsOfError(error);
  }
}
