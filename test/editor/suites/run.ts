import { renameSync, writeFileSync } from 'node:fs';
import { type HostResult, type HostSuite, runSuite } from './hostSuite.ts';

declare global {
  interface ImportMeta {
    /** Webpack's table of the modules that match a pattern. */
    webpackContext(
      folder: string,
      options: { readonly regExp: RegExp },
    ): { (path: string): { readonly default: HostSuite }; keys(): readonly string[] };
  }
}

/**
 * What the extension host calls: runs every suite, or those that TIMONEL_SUITES
 * names (a measurement for a benchmark only runs if it is named), and leaves the results in the file that TIMONEL_RESULTS names.
 */
export async function run(): Promise<void> {
  const modules = import.meta.webpackContext('.', { regExp: /\.(suite|measure)\.ts$/ });
  const names = (process.env['TIMONEL_SUITES'] ?? '').split(',').filter(name => name !== '');
  const isChosen = (path: string) =>
    names.length === 0 ? path.endsWith('.suite.ts') : names.some(name => path.includes(name));
  const paths = modules.keys().filter(isChosen);
  const results: HostResult[] = [];
  for (const path of [...paths].sort()) results.push(...(await runSuite(modules(path).default)));
  report(results);
}

function report(results: readonly HostResult[]): void {
  const path = process.env['TIMONEL_RESULTS'];
  if (!path) throw new Error('TIMONEL_RESULTS names no file for the results.');
  // Whoever waits for the file must not see half of it.
  writeFileSync(`${path}.part`, JSON.stringify(results));
  renameSync(`${path}.part`, path);
}
