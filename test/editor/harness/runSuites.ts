import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HostResult } from '../suites/hostSuite.ts';
import { launchChromium } from './chromium.ts';
import { type Edition, projectRoot, resultsFolder } from './edition.ts';
import { makeProfile, type Profile } from './profile.ts';
import { serveEditor } from './serveEditor.ts';

/** A run of suites that says nothing for this long has hung. */
const patienceMs = 10 * 60_000;

/** The file that exports `run`, for the extension host. */
export const suitesBundle: string = join(projectRoot, 'dist', 'suites', 'run.js');

/**
 * Runs the suites of dist/suites in the extension host of a served VS Code.
 * `names` chooses some of them; `environment` is added to the host's own.
 */
export async function runSuites(
  edition: Edition,
  names: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly HostResult[]> {
  await using resources = new AsyncDisposableStack();
  const profile = makeProfile({ theme: 'dark', isInstalled: false });
  resources.defer(() =>
    rmSync(profile.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  );
  const folder = makeProject(profile);
  const results = join(profile.folder, 'results.json');
  const variables = {
    KUBECONFIG: join(profile.folder, 'no-kubeconfig'),
    TIMONEL_RESULTS: results,
    TIMONEL_SUITES: names.join(','),
    ...environment,
  };
  const server = resources.use(
    await serveEditor({ edition, profile, port: 0, environment: variables, takesSuites: true }),
  );
  const browser = await launchChromium();
  resources.defer(() => browser.close());
  const page = await browser.newPage();
  const remote = (path: string) => `vscode-remote://${server.host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(projectRoot)],
    ['extensionTestsPath', remote(suitesBundle)],
  ] as const;
  await page.goto(server.address(folder, payload));
  try {
    return await readResults(results);
  } catch (error) {
    mkdirSync(resultsFolder, { recursive: true });
    await page.screenshot({ path: join(resultsFolder, `failed-suites-${edition}.png`) });
    keepLogs(profile, edition);
    throw error;
  }
}

/** The folder that is open while suites run: one manifest, so that there is a project. */
function makeProject(profile: Profile): string {
  const folder = join(profile.folder, 'project');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'settings.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  greeting: hello\n',
  );
  return folder;
}

async function readResults(path: string): Promise<readonly HostResult[]> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(100)) {
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as readonly HostResult[];
  }
  throw new Error('The suites left no results: see the logs in test-results.');
}

function keepLogs(profile: Profile, edition: Edition): void {
  for (const path of globSync('user/logs/*/exthost*/**/*.log', { cwd: profile.folder })) {
    cpSync(join(profile.folder, path), join(resultsFolder, `failed-suites-${edition}`, basename(path)));
  }
}
