import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Kubeconfig } from '../../../../src/cluster/access.ts';
import { followKubeconfig } from '../../../../src/cluster/client/followKubeconfig.ts';
import { inClusterFile } from '../../../../src/cluster/client/inCluster.ts';
import { readKubeconfig } from '../../../../src/cluster/client/kubeconfig.ts';
import { kubeconfigFiles } from '../../../../src/cluster/client/kubeconfigFiles.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timonel-kubeconfig-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const aConfig = (name: string) => `
clusters: [{name: ${name}, cluster: {server: "https://${name}"}}]
users: [{name: ${name}, user: {token: t}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}}}]
`;

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const names = (config: Kubeconfig) => config.contexts.map(context => context.name);

suite('kubeconfigFiles', () => {
  const env = { HOME: '/home/me', KUBECONFIG: ['/a', '/b', '', '/a'].join(delimiter) };

  test('takes the setting before the environment before the usual place', () => {
    assert.deepEqual(kubeconfigFiles({ path: '/c', env }).paths, ['/c']);
    assert.deepEqual(kubeconfigFiles({ env }).paths, ['/a', '/b']);
    assert.deepEqual(kubeconfigFiles({ env: { HOME: '/home/me' } }), {
      paths: [join('/home/me', '.kube', 'config')],
      areNamed: false,
    });
  });

  test('knows where home is', () => {
    assert.deepEqual(kubeconfigFiles({ path: '~/k', env }).paths, ['/home/me/k']);
    assert.deepEqual(kubeconfigFiles({ path: '/x/~/k', env }).paths, ['/x/~/k']);
  });
});

suite('readKubeconfig', () => {
  test('merges several files', async () => {
    const path = [await file('m1', aConfig('a')), await file('m2', aConfig('b'))].join(delimiter);
    const config = await readKubeconfig({ path, env: {} });
    assert.deepEqual(names(config), ['a', 'b']);
    assert.deepEqual(config.problems, []);
  });

  test('passes over a missing file among several, as kubectl does', async () => {
    const KUBECONFIG = [join(folder, 'nowhere'), await file('good', aConfig('a'))].join(delimiter);
    const config = await readKubeconfig({ env: { KUBECONFIG } });
    assert.deepEqual(names(config), ['a']);
    assert.deepEqual(config.problems, []);
  });

  test('keeps the good files beside a broken one', async () => {
    const path = [await file('bad', 'a: ['), await file('fine', aConfig('a'))].join(delimiter);
    const config = await readKubeconfig({ path, env: {} });
    assert.deepEqual(names(config), ['a']);
    assert.match(config.problems[0]?.failure.message ?? '', /bad: is not valid YAML/);
  });

  test('says so when the only file that is named is missing', async () => {
    const path = join(folder, 'nowhere');
    const config = await readKubeconfig({ path, env: {} });
    assert.deepEqual(config.problems, [
      { path, failure: { kind: 'badKubeconfig', message: `${path}: there is no such file` } },
    ]);
  });

  test('has nothing to say when there is no kubeconfig at all', async () => {
    const config = await readKubeconfig({ env: { HOME: join(folder, 'empty-home') } });
    assert.deepEqual([config.contexts, config.problems], [[], []]);
  });

  test('says so when a file cannot be read', async () => {
    const path = join(folder, 'directory');
    await mkdir(path);
    const config = await readKubeconfig({ path, env: {} });
    assert.match(config.problems[0]?.failure.message ?? '', /cannot be read \(EISDIR\)/);
  });
});

suite('inClusterFile', () => {
  test('finds what a pod is given', async () => {
    await file('token', 'abc');
    await file('namespace', 'team-a\n');
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    const found = await inClusterFile(env, folder);
    assert.equal(found?.clusters.get('in-cluster')?.['server'], 'https://[fd00::1]:443');
    assert.equal(found?.users.get('in-cluster')?.['tokenFile'], `${folder}/token`);
    assert.equal(found?.contexts.get('in-cluster')?.['namespace'], 'team-a');
  });

  test('finds nothing outside of a pod', async () => {
    assert.equal(await inClusterFile({}, folder), undefined);
    const env = { KUBERNETES_SERVICE_HOST: 'a', KUBERNETES_SERVICE_PORT: '443' };
    assert.equal(await inClusterFile(env, join(folder, 'nowhere')), undefined);
  });
});

suite('followKubeconfig', () => {
  /** Resolves with the next kubeconfig that a follower tells of. */
  async function afterChange(path: string, change: () => Promise<void>): Promise<Kubeconfig> {
    const follower = await followKubeconfig({ path, env: {} });
    try {
      const told = new Promise<Kubeconfig>(resolve => {
        const subscription = follower.onDidChange(config => {
          subscription.dispose();
          resolve(config);
        });
      });
      await change();
      const config = await told;
      assert.equal(follower.current, config);
      return config;
    } finally {
      follower.dispose();
    }
  }

  test('hears when a file is written', async () => {
    const path = await file('written', aConfig('a'));
    assert.deepEqual(names(await afterChange(path, () => writeFile(path, aConfig('b')))), ['b']);
  });

  test('hears when a file is replaced, as login tools do', async () => {
    const path = await file('replaced', aConfig('a'));
    const next = await file('replaced.tmp', aConfig('b'));
    assert.deepEqual(names(await afterChange(path, () => rename(next, path))), ['b']);
  });

  test('hears when a file appears and when it goes', async () => {
    const path = join(folder, 'appearing');
    assert.deepEqual(names(await afterChange(path, () => writeFile(path, aConfig('a')))), ['a']);
    assert.deepEqual(names(await afterChange(path, () => rm(path))), []);
  });
});
