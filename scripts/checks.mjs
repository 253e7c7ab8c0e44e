import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, closingLine, nothing } from './counts.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * Runs one tool whose exit code is its verdict, and counts it as one check.
 * @returns {Promise<Counts>}
 */
export async function check(name, command, ...args) {
  const started = Date.now();
  const code = await run(command, args);
  const counts = code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  say(name, started, code === 0 ? 'fine' : `failed with code ${code}`);
  return counts;
}

/**
 * Runs test files with node:test and counts their tests. `patterns` that match
 * no file are left out; `environment` is added to that of this process.
 * @returns {Promise<Counts>}
 */
export async function nodeTests(name, patterns, { environment = {}, concurrency } = {}) {
  const files = patterns.flatMap(pattern => globSync(pattern)).sort();
  if (files.length === 0) {
    console.log(`${name}: no tests here`);
    return nothing;
  }
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'timonel-counts-'));
  const path = join(folder, 'counts.json');
  const flags = [
    '--test',
    '--test-reporter=./scripts/test-reporter.mjs',
    '--test-reporter-destination=stdout',
  ];
  if (concurrency) flags.push(`--test-concurrency=${concurrency}`);
  const code = await run(process.execPath, [...flags, ...files], { ...environment, TIMONEL_COUNTS: path });
  const counted = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : nothing;
  rmSync(folder, { recursive: true });
  // A run that broke off without a verdict of its own must not pass for a good one.
  const counts = code !== 0 && counted.failed === 0 ? add(counted, { ...nothing, failed: 1 }) : counted;
  say(name, started, closingLine(counts));
  return counts;
}

function say(name, started, verdict) {
  console.log(`${name}: ${verdict} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function run(command, args, environment = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.on('error', error => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', code => resolve(code ?? 1));
  });
}
