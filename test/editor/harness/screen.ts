import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { chromiumAdvice, launchChromium, provideChromium } from './chromium.ts';
import { type DemoCluster, startDemoCluster } from './demoCluster.ts';
import { projectRoot, resultsFolder, versionOf, wantedEdition } from './edition.ts';
import { Editor } from './editor.ts';
import { installPackage } from './installPackage.ts';
import { makeProfile, type Profile, type Theme } from './profile.ts';
import { serveEditor } from './serveEditor.ts';

export interface ScreenOptions {
  /** A folder of the project to work on, such as `samples/churn-model`: a copy of it is opened. */
  readonly folder?: string;
  /** More files of the opened folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What `KUBECONFIG` points at: a fresh demo cluster, an own kubeconfig, or nothing (the default). */
  readonly cluster?: 'demo' | 'none' | { readonly kubeconfig: string };
  /** A packed extension to install, in place of the one in `dist`. */
  readonly vsix?: string;
  readonly theme?: Theme;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a screen may want to know about its surroundings. */
export interface Surroundings {
  /** The folder that is open. */
  readonly folder: string;
  /** The kubeconfig that the extension sees; the file does not exist where there is no cluster. */
  readonly kubeconfig: string;
}

/**
 * Declares a test that looks at the real editor: a fresh VS Code with the built
 * extension, in a browser window of 1280×800 of its own. If it fails, the
 * picture and the extension host's log are left in the results folder.
 */
export function screen(
  name: string,
  options: ScreenOptions,
  look: (editor: Editor, surroundings: Surroundings) => Promise<void>,
): void {
  const skip = provideChromium() ? false : chromiumAdvice;
  test(`${name} (VS Code of ${versionOf(wantedEdition())})`, { skip }, async () => {
    await using resources = new AsyncDisposableStack();
    const profile = makeProfile({
      theme: options.theme ?? 'dark',
      isInstalled: options.vsix === undefined,
      ...(options.settings && { settings: options.settings }),
    });
    resources.defer(() =>
      rmSync(profile.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
    );
    if (options.vsix) installPackage(wantedEdition(), profile, options.vsix);
    const folder = makeFolder(profile, options);
    const kubeconfig = await provideCluster(resources, profile, options);
    const server = resources.use(
      await serveEditor({
        edition: wantedEdition(),
        profile,
        port: 0,
        environment: { KUBECONFIG: kubeconfig },
      }),
    );
    const browser = await launchChromium();
    resources.defer(() => browser.close());
    const editor = await newWindow(browser);
    try {
      await editor.open(server.address(folder));
      await look(editor, { folder, kubeconfig });
    } catch (error) {
      await leaveTraces(name, editor, profile);
      throw error;
    }
  });
}

async function newWindow(browser: Browser): Promise<Editor> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  return new Editor(page);
}

function makeFolder(profile: Profile, options: ScreenOptions): string {
  const folder = join(profile.folder, basename(options.folder ?? 'project'));
  mkdirSync(folder, { recursive: true });
  if (options.folder) cpSync(join(projectRoot, options.folder), folder, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function provideCluster(
  resources: AsyncDisposableStack,
  profile: Profile,
  { cluster = 'none' }: ScreenOptions,
): Promise<string> {
  if (cluster === 'none') return join(profile.folder, 'no-kubeconfig');
  if (cluster !== 'demo') return cluster.kubeconfig;
  const demo: DemoCluster = resources.use(await startDemoCluster());
  return demo.kubeconfig;
}

/** Keeps the picture and the logs of a failure, under the name of its screen. */
async function leaveTraces(name: string, editor: Editor, profile: Profile): Promise<void> {
  const stem = `${name.replace(/[^\w-]+/g, '-')}-${wantedEdition()}`;
  const picture = await editor.screenshot(`failed-${stem}`).catch(() => 'no picture could be taken');
  const logs = globSync('user/logs/*/exthost*/**/*.log', { cwd: profile.folder });
  for (const path of logs) {
    cpSync(join(profile.folder, path), join(resultsFolder, `failed-${stem}`, basename(path)));
  }
  console.error(`Screen "${name}" failed. Picture: ${picture}; logs of the extension host beside it.`);
}
