import { join } from 'node:path';

/** The newest VS Code that npm has, and the oldest of those that `engines.vscode` allows. */
export type Edition = 'newest' | 'oldest';

/** Versions of the npm package that carries VS Code for the browser: 4.139.1 is VS Code 1.139. */
const versions: Readonly<Record<Edition, string>> = { newest: '4.139.1', oldest: '4.133.0' };

/** The folder of this project. */
export const projectRoot: string = join(import.meta.dirname, '..', '..', '..');

/** Where pictures and logs of failed screens and suites are left. */
export const resultsFolder: string = join(projectRoot, 'test-results');

/** The edition that the environment asks for: the newest if it says nothing. */
export function wantedEdition(): Edition {
  return process.env['TIMONEL_EDITION'] === 'oldest' ? 'oldest' : 'newest';
}

/** The npm version of an edition. */
export function versionOf(edition: Edition): string {
  return versions[edition];
}
