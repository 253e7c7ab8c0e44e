import { deepEqual, equal, match } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Positions } from '../../../../src/cli/check/positions.ts';
import { run } from '../../../../src/cli/check.ts';
import { Terminal } from '../../../support/terminal.ts';

const config = (name: string, bulk = 0) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  text: ${'x'.repeat(bulk)}\n  more: 1\n`;

suite('judging many files', () => {
  test('files whose trees are not kept get the same verdicts', async () => {
    const verdicts = async (bulk: number) => {
      const names = ['a', 'b', 'c', 'd'];
      const files = Object.fromEntries(names.map(name => [`k/${name}.yaml`, config(name, bulk)]));
      const terminal = new Terminal({ files });
      equal(await run(['k', '--format', 'json'], terminal), 1);
      return terminal.printed;
    };
    const small = await verdicts(10);
    equal(small.split('\n').length, 5);
    equal(await verdicts(900_000), small);
  });

  test('a file that is gone before it is judged is told', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map(name => [`k/${name}.yaml`, config(name, 900_000)]));
    const terminal = new Terminal({ files });
    const { read } = terminal.files;
    let reads = 0;
    const files2 = {
      ...terminal.files,
      read: (path: string) => (++reads > 3 ? Promise.reject(new Error('gone')) : read(path)),
    };
    Object.assign(terminal, { files: files2 });
    equal(await run(['k'], terminal), 2);
    equal(terminal.complaints, 'timonel check: k/c.yaml: gone\n');
  });
});

suite('names across files', () => {
  const pod = (bulk = '') => `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: ml}
spec:
  containers:
    - name: app
      image: a/b:1
      envFrom: [{configMapRef: {name: settings}}]
${bulk}`;
  const settings = (name: string, bulk = '') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ml}\ndata: {a: b}\n${bulk}`;
  const references = async (files: Readonly<Record<string, string>>, ...paths: readonly string[]) => {
    const terminal = new Terminal({ files });
    await run([...paths, '--only', 'references'], terminal);
    return terminal.printed;
  };

  test('what another file defines is there', async () =>
    match(
      await references({ 'k/a.yaml': pod(), 'k/b.yaml': settings('settings') }, 'k'),
      /^No problems in 2 files/,
    ));

  test('what no file defines is missing, and a near name is told', async () => {
    match(
      await references({ 'k/a.yaml': pod(), 'k/b.yaml': settings('setings') }, 'k'),
      /"setings" is the nearest/,
    );
    match(
      await references({ 'k/a.yaml': pod(), 'k/b.yaml': settings('one'), 'k/c.yaml': settings('two') }, 'k'),
      / references\//,
    );
  });

  test('also where the trees of files were let go', async () => {
    const bulk = `# ${'x'.repeat(1_500_000)}\n`;
    const files = {
      'k/a.yaml': pod(bulk),
      'k/b.yaml': settings('settings', bulk),
      'k/c.yaml': settings('c', bulk),
    };
    match(await references(files, 'k'), /^No problems in 3 files/);
  });
});

suite('Positions', () => {
  test('counts lines and columns from 1', () => {
    const positions = new Positions('ab\r\nc\n\n😀d');
    deepEqual(
      [0, 1, 4, 6, 7, 9].map(offset => Object.values(positions.at(offset))),
      [
        [1, 1],
        [1, 2],
        [2, 1],
        [3, 1],
        [4, 1],
        [4, 3],
      ],
    );
  });

  test('an empty text has one place', () => deepEqual(new Positions('').at(0), { line: 1, column: 1 }));
});
