// npm test: everything that needs no cluster but the demo, and no download but packages.
// With names (types lint build unit contract editor) only those parts.
import { check, nodeTests } from './checks.mjs';
import { add, close } from './counts.mjs';
import { editorTests } from './editor-tests.mjs';

const parts = {
  types: async () =>
    add(
      await check('types', 'tsc', '--noEmit', '-p', '.'),
      await check('types of the webviews', 'tsc', '--noEmit', '-p', 'src/webview'),
    ),
  lint: () => check('lint', 'biome', 'check', '--error-on-warnings', '.'),
  build: () => check('build', 'webpack', '--stats=errors-warnings'),
  unit: () => nodeTests('unit tests', ['test/unit/**/*.test.ts', 'test/server/**/*.test.ts']),
  contract: () => nodeTests('contract tests, demo cluster', ['test/contract/demo.test.ts']),
  editor: names => editorTests(names),
};

const [wanted, ...names] = process.argv.slice(2);
const chosen = Object.entries(parts).filter(([part]) => wanted === undefined || part === wanted);
const counts = [];
for (const [, run] of chosen) counts.push(await run(names));
close(add(...counts));
