// Turns what the suites found inside the extension host into results of node:test.
import { suite, test } from 'node:test';
import { chromiumAdvice, provideChromium } from './harness/chromium.ts';
import { versionOf, wantedEdition } from './harness/edition.ts';
import { runSuites } from './harness/runSuites.ts';

const edition = wantedEdition();
const names = (process.env['TIMONEL_SUITES'] ?? '').split(',').filter(name => name !== '');
const title = `in the extension host of VS Code (${versionOf(edition)})`;

if (provideChromium()) {
  const results = await runSuites(edition, names);
  suite(title, () => {
    for (const result of results) {
      const skip = result.skipped ?? false;
      test(`${result.suite}: ${result.name}`, { skip }, () => {
        if (result.error) throw new Error(result.error);
      });
    }
  });
} else {
  test(title, { skip: chromiumAdvice }, () => {});
}
