import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const sources = import.meta.dirname;
const cache = join(sources, '../../.cache/control-plane');
const programs = ['control-plane', 'kubelets'];
const kubernetesVersion = 'v1.36.3';
const oldAfterMs = 24 * 3600 * 1000;

/** Says in one line that Go is missing and what to do. */
export const goIsMissing =
  'The real control plane is built with Go, which is not on the PATH: install Go 1.26 or newer.';

/**
 * Builds the Go programs where the built ones are out of date, and returns the folder that holds them. A first build
 * takes minutes, a later one seconds. Throws `goIsMissing` as an error's message where there is no Go.
 */
export async function buildControlPlane(onProgress: (line: string) => void): Promise<string> {
  const folder = join(cache, await sourcesHash());
  if (await isBuilt(folder)) {
    return folder;
  }
  onProgress('building the control plane with Go (minutes the first time, then cached)');
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    await goBuild(partial, onProgress);
    // Somebody else may have built the same meanwhile; theirs is as good.
    await rename(partial, folder).catch(() => cp(partial, folder, { recursive: true, force: true }));
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  await removeOld(folder);
  return folder;
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256').update(kubernetesVersion);
  const files = await readdir(sources, { recursive: true });
  for (const file of files.filter(isSource).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(sources, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function isSource(file: string): boolean {
  return /\.(go|yaml|mod|sum)$/.test(file) && !file.endsWith('_test.go');
}

async function isBuilt(folder: string): Promise<boolean> {
  const present = await readdir(folder).catch((): string[] => []);
  return programs.every(program => present.includes(program));
}

function goBuild(output: string, onProgress: (line: string) => void): Promise<void> {
  const flags = `-s -w -X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`;
  const args = ['build', '-trimpath', '-ldflags', flags, '-o', `${output}/`, './cmd/...'];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const go = spawn('go', args, { cwd: sources, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  go.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    onProgress(text.trimEnd());
  });
  go.on('error', () => reject(new Error(goIsMissing)));
  go.on('close', code => (code === 0 ? resolve() : reject(new Error(`go build failed:\n${said}`))));
  return promise;
}

/** Removes builds of earlier sources, but none of today: a control plane that runs may still start programs from it. */
async function removeOld(current: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (folder !== current && Date.now() - mtimeMs > oldAfterMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
