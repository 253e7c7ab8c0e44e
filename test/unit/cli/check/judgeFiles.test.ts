import { deepEqual, equal } from 'node:assert/strict';
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
