import { exitCodes, type Io } from './io.ts';

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** What each command does, and where it lives; a command's code is loaded when it is called. */
const commands: Readonly<
  Record<string, { readonly what: string; readonly load: () => Promise<{ run: Command }> }>
> = {
  check: { what: 'what the API server would object to in manifests', load: () => import('./check.ts') },
  plan: { what: 'the ordered steps of a deploy', load: () => import('./plan.ts') },
  metrics: { what: 'the metrics that training logs hold', load: () => import('./metrics.ts') },
  drift: { what: 'whether one table has drifted from another', load: () => import('./drift.ts') },
};

/** Runs the command that the first argument names, with the rest. Resolves to the exit code. */
export async function runCommand([name, ...args]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? io.err : io.out)(usage());
    return name === undefined ? exitCodes.couldNotRun : exitCodes.fine;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.err(`timonel: there is no command ${name}\n\n${usage()}`);
    return exitCodes.couldNotRun;
  }
  const { run } = await command.load();
  return run(args, io);
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length));
  const lines = Object.entries(commands).map(([name, { what }]) => `  ${name.padEnd(width)}  ${what}\n`);
  return `usage: timonel COMMAND …

${lines.join('')}
timonel COMMAND --help tells more. Exit code: 0 fine, 1 found something, 2 could not run.
`;
}
