import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandResult, Io } from './io.ts';

const LONGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The process's own terminal and files. */
export const nodeIo: Io = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  files: {
    // Thousands of small files are read several times as fast without a thread's help, and nobody waits for anything else.
    read: async path => readFileSync(path),
    list: async folder =>
      readdirSync(folder, { withFileTypes: true }).map(entry => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      })),
    isFolder: async path => statSync(path).isDirectory(),
    sizeBytes: async path => statSync(path).size,
  },
  // Minds NO_COLOR and FORCE_COLOR too.
  hasColours: process.stdout.isTTY === true && process.stdout.hasColors(),
  workingFolder: process.cwd(),
  schemaFile: path => readSchema(schemasFolder(), path),
  input: process.stdin,
  run: runProgram,
};

function runProgram(command: string, args: readonly string[]): Promise<CommandResult | undefined> {
  return new Promise(resolve => {
    execFile(command, [...args], { maxBuffer: LONGEST_OUTPUT_BYTES }, (error, out, err) => {
      if (error && 'code' in error && error.code === 'ENOENT') resolve(undefined);
      else resolve({ exitCode: error ? exitCodeOf(error) : 0, out, err });
    });
  });
}

/** A program that a signal ended has no exit code of its own. */
function exitCodeOf(error: Error & { readonly code?: unknown }): number {
  return typeof error.code === 'number' ? error.code : 1;
}

/** Beside the bundle, or in a clone where the build puts them; undefined where there are none. */
function schemasFolder(): string | undefined {
  const script = process.argv[1];
  if (script === undefined || !existsSync(script)) return undefined;
  const folder = dirname(realpathSync(script));
  const candidates = [join(folder, 'schemas'), join(folder, '..', '..', 'dist', 'schemas')];
  return candidates.find(candidate => existsSync(join(candidate, 'index.json')));
}

function readSchema(folder: string | undefined, path: string): unknown {
  if (folder === undefined || !existsSync(join(folder, path))) return undefined;
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}
