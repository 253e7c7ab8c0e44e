import { ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import Module from 'node:module';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { HostSuite } from './hostSuite.ts';

/** Node's own way to load a CommonJS module, which the extension host goes through too. */
interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
}

interface Entry {
  activate(...context: readonly unknown[]): unknown;
}

export default {
  name: 'start time',
  tests: {
    'loading and activating are timed where the editor itself does them': async () => {
      const path = process.env['TIMONEL_START_TIME'] ?? '';
      const extension = vscode.extensions.getExtension('timonel.timonel');
      ok(extension && !extension.isActive);
      const times = { loadMs: Number.NaN, activateMs: Number.NaN };
      using _ = timed(times);
      await extension.activate();
      ok(times.loadMs > 0 && times.activateMs > 0);
      writeFileSync(path, JSON.stringify(times));
    },
  },
} satisfies HostSuite;

/** Until disposed, notes how long the load of the bundle and the call of its `activate` take. */
function timed(times: { loadMs: number; activateMs: number }): Disposable {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = function (request, ...rest) {
    if (!/dist[\\/]extension\.js$/.test(request)) return load.call(this, request, ...rest);
    const started = performance.now();
    const entry = load.call(this, request, ...rest) as Entry;
    times.loadMs = performance.now() - started;
    return { ...entry, activate: (...context: readonly unknown[]) => activate(entry, context) };
  };
  const activate = async (entry: Entry, context: readonly unknown[]) => {
    const started = performance.now();
    const result = await entry.activate(...context);
    times.activateMs = performance.now() - started;
    return result;
  };
  return {
    [Symbol.dispose]: () => {
      loader._load = load;
    },
  };
}
