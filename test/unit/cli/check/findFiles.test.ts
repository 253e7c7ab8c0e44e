import { deepEqual, equal, match } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findFiles } from '../../../../src/cli/check/findFiles.ts';
import { run } from '../../../../src/cli/check.ts';
import { Terminal } from '../../../support/terminal.ts';

const paths = async (asked: readonly string[], ...files: readonly string[]) => {
  const terminal = new Terminal({ files: Object.fromEntries(files.map(path => [path, ''])) });
  const failures: string[] = [];
  const found = await findFiles(asked, terminal, ({ path }) => failures.push(path));
  return [...found.map(({ path }) => path), ...failures.map(path => `failed: ${path}`)];
};

suite('findFiles', () => {
  test('searches folders to the bottom, by name', async () =>
    deepEqual(
      await paths(['k8s'], 'k8s/b.yml', 'k8s/a/z.json', 'k8s/a/c.yaml', 'k8s/Kustomization', 'a.yaml'),
      ['k8s/Kustomization', 'k8s/a/c.yaml', 'k8s/a/z.json', 'k8s/b.yml'],
    ));

  test('passes over what holds no manifests of one’s own', async () =>
    deepEqual(
      await paths(
        ['.'],
        'a.yaml',
        '.git/a.yaml',
        'x/node_modules/b.yaml',
        'x/.venv/c.yaml',
        'dist/d.yaml',
        'e.txt',
      ),
      ['a.yaml'],
    ));

  test('a folder that is named is searched whatever its name is', async () =>
    deepEqual(await paths(['dist'], 'dist/d.yaml'), ['dist/d.yaml']));

  test('takes every file once, and named files whatever their names are', async () =>
    deepEqual(await paths(['./k8s/', 'k8s//a.yaml', 'b.txt', './b.txt'], 'k8s/a.yaml', 'b.txt'), [
      'k8s/a.yaml',
      'b.txt',
    ]));

  test('tells what is not there, and goes on', async () =>
    deepEqual(await paths(['/no/where', 'a.yaml'], 'a.yaml'), ['a.yaml', 'failed: /no/where']));
});

suite('files that hold no manifest', () => {
  const files = {
    'k/values.yaml': 'replicas: 1\n',
    'k/deploy.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n',
    'k/package.json': '{"name": "x", "kind": 1}',
    'k/pod.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {}}',
  };

  test('are passed over in folders', async () => {
    const terminal = new Terminal({ files });
    equal(await run(['k', '--only', 'schema/missing-field'], terminal), 1);
    equal(terminal.complaints, '');
    match(
      terminal.printed,
      /^k\/pod\.json\n .* 1:\d+ {2}error {2}schema\/missing-field .*\n\n1 error in 1 of 1 file\.\n$/,
    );
  });

  test('are told where they are named, which is no failure', async () => {
    const terminal = new Terminal({ files });
    equal(await run(['k/values.yaml'], terminal), 0);
    equal(terminal.complaints, 'timonel check: k/values.yaml: holds no manifest\n');
    equal(terminal.printed, 'No manifests found.\n');
  });
});
