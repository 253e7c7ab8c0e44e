// npm start: a real VS Code with Timonel and the sample project, on the demo cluster or on one of yours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoCluster } from '../test/editor/harness/demoCluster.ts';
import { projectRoot } from '../test/editor/harness/edition.ts';
import { makeProfile } from '../test/editor/harness/profile.ts';
import { serveEditor } from '../test/editor/harness/serveEditor.ts';
import { buildIfStale } from './build-if-stale.mjs';
import { usablePort } from './usable-port.mjs';

const usage = `npm start -- [options]
  --cluster KUBECONFIG   use this cluster instead of the demo cluster
  --port N               serve the editor on this port (default 8417, or a free one where it is taken)
  --theme dark|light|hc  colour theme (default dark)
  --desktop              open the VS Code that is installed here (code) instead of one in the browser
  --no-open              only print the address`;

const options = {
  cluster: { type: 'string' },
  port: { type: 'string' },
  theme: { type: 'string', default: 'dark' },
  desktop: { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

await main().catch(error => {
  console.error(error.message);
  process.exitCode = 2;
});

async function main() {
  const chosen = read();
  if (!chosen) return;
  const ended = untilEnded();
  buildIfStale();
  await using resources = new AsyncDisposableStack();
  const kubeconfig = await provideCluster(chosen, resources);
  const profile = makeProfile({ theme: chosen.theme, isInstalled: !chosen.desktop });
  resources.defer(() =>
    rmSync(profile.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  );
  const environment = { KUBECONFIG: kubeconfig };
  if (chosen.desktop) return openDesktop(profile, environment);
  const port = await usablePort(chosen.port);
  const server = resources.use(await serveEditor({ edition: 'newest', profile, port, environment }));
  const address = server.address(project());
  console.log(
    `\n  Timonel in VS Code:  ${address}\n  Open the Timonel view in the activity bar. Ctrl-C ends everything.\n`,
  );
  if (!chosen['no-open']) openBrowser(address);
  await ended;
}

/** The options; undefined where only the help was asked for. */
function read() {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return undefined;
  }
  if (!['dark', 'light', 'hc'].includes(values.theme))
    throw new Error(`There is no theme "${values.theme}".\n${usage}`);
  if (values.cluster && !existsSync(values.cluster))
    throw new Error(`There is no kubeconfig ${values.cluster}.`);
  return values;
}

/** The path of the kubeconfig that the editor sees. */
async function provideCluster({ cluster }, resources) {
  if (cluster) return resolve(cluster);
  return resources.use(await startDemoCluster()).kubeconfig;
}

function project() {
  const sample = join(projectRoot, 'samples', 'churn-model');
  return existsSync(sample) ? sample : projectRoot;
}

/** Resolves when the user, or whoever started this, wants it to end. */
function untilEnded() {
  return Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)));
}

async function openDesktop(profile, environment) {
  const folders = [`--user-data-dir=${profile.user}`, `--extensions-dir=${profile.extensions}`];
  const flags = [
    '--wait',
    '--new-window',
    ...folders,
    `--extensionDevelopmentPath=${projectRoot}`,
    project(),
  ];
  const child = spawn('code', flags, { stdio: 'inherit', env: { ...process.env, ...environment } });
  child.on('error', () =>
    console.error('There is no "code" command here: install VS Code, or leave --desktop out.'),
  );
  await once(child, 'close');
}

/** Opens the address where there is a screen to see it on. */
function openBrowser(address) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  const hasScreen = opener !== 'xdg-open' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen || process.env.CI) return;
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
