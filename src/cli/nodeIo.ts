import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { CommandResult, Io } from './io.ts';

const LONGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The process's own terminal and files. */
export const nodeIo: Io = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  files: {
    read: path => readFile(path),
    list: async folder =>
      (await readdir(folder, { withFileTypes: true })).map(entry => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      })),
    isFolder: async path => (await stat(path)).isDirectory(),
  },
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
