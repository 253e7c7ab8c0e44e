import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface ContainerOfPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The run that wrote the log, counted from 0; the newest one where absent. */
  readonly run?: number;
}

/** The file that gives a container its log. It has to exist before the log is first asked for. */
export function containerLogFile(
  logsDir: string,
  { namespace, pod, container, run }: ContainerOfPod,
): string {
  const name = run === undefined ? container : `${container}.${run}`;
  return join(logsDir, namespace, pod, `${name}.log`);
}

/** A line as container runtimes write it to their log files, with its line end. */
export function criLine(text: string, at = new Date(), stream: 'stdout' | 'stderr' = 'stdout'): string {
  return `${at.toISOString()} ${stream} F ${text}\n`;
}

/** Appends lines to a container's log; whoever follows it through the API server receives them. */
export async function appendToLog(
  logsDir: string,
  container: ContainerOfPod,
  lines: readonly string[],
): Promise<void> {
  const file = containerLogFile(logsDir, container);
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, lines.map(line => criLine(line)).join(''));
}
