import { LineSplitter } from '../training/lineSplitter.ts';
import { LogMetrics } from '../training/metrics/logMetrics.ts';
import type { MetricReading } from '../training/metrics/metricReading.ts';
import { type Command, execute, wordsOfError } from './command.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel metrics LOG… [--format text|json]

Prints the metrics that training logs hold, one line for each log line that holds any; - reads standard input.
Of a line that a progress bar wrote over, the last value counts.
Exit code: 0 fine, 2 a log could not be read.
`;

interface Asked {
  readonly logs: readonly string[];
  readonly format: 'text' | 'json';
}

const command: Command<Asked, 'text' | 'json'> = {
  name: 'metrics',
  usage,
  formats: ['text', 'json'],
  read: ({ positionals, format }) =>
    positionals.length === 0 ? 'name a log file, or - for standard input' : { logs: positionals, format },
  act: readLogs,
};

/** `timonel metrics LOG…`: log lines to metrics. Resolves to the exit code. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return execute(command, args, io);
}

async function readLogs({ logs, format }: Asked, io: Io): Promise<number> {
  const isOneOfMany = logs.length > 1;
  let exitCode: number = exitCodes.fine;
  for (const log of logs) {
    try {
      const print =
        format === 'json'
          ? jsonPrinter(io, isOneOfMany ? log : undefined)
          : textPrinter(io, log, isOneOfMany);
      await readLog(await open(log, io), print);
    } catch (error) {
      io.err(`timonel metrics: ${log}: ${wordsOfError(error)}\n`);
      exitCode = exitCodes.couldNotRun;
    }
  }
  return exitCode;
}

async function open(log: string, io: Io): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  if (log !== '-') return [await io.files.read(log)];
  if (!io.input) throw new Error('there is no standard input');
  return io.input;
}

type Print = (line: number, reading: MetricReading) => void;

async function readLog(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  print: Print,
): Promise<void> {
  const splitter = new LineSplitter();
  const metrics = new LogMetrics();
  let line = 0;
  const read = (text: string) => {
    line++;
    const reading = metrics.read(text).at(-1);
    if (reading) print(line, reading);
  };
  for await (const chunk of chunks) splitter.push(chunk).forEach(read);
  const rest = splitter.end();
  if (rest !== undefined) read(rest);
}

/** JSON has no NaN and no infinity: they are written as text (`"NaN"`, `"-Infinity"`). */
function jsonPrinter(io: Io, log: string | undefined): Print {
  return (line, { step, epoch, metrics }) => {
    const values = Object.fromEntries(
      [...metrics].map(([name, value]) => [name, Number.isFinite(value) ? value : String(value)]),
    );
    io.out(
      `${JSON.stringify({ ...(log === undefined ? {} : { log }), line, step, epoch, metrics: values })}\n`,
    );
  };
}

function textPrinter(io: Io, log: string, isOneOfMany: boolean): Print {
  const row = (line: string, step: string, epoch: string, values: string) =>
    `${line.padStart(7)}  ${step.padStart(9)}  ${epoch.padStart(7)}  ${values}`.trimEnd();
  io.out(`${isOneOfMany ? `${log}\n` : ''}${row('line', 'step', 'epoch', 'metrics')}\n`);
  return (line, { step, epoch, metrics }) => {
    const values = [...metrics].map(([name, value]) => `${name}=${value}`).join('  ');
    io.out(`${row(String(line), step?.toString() ?? '', epoch?.toString() ?? '', values)}\n`);
  };
}
