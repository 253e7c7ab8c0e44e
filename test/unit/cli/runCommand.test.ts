import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { alignColumns } from '../../../src/cli/alignColumns.ts';
import { nodeIo } from '../../../src/cli/nodeIo.ts';
import { runCommand } from '../../../src/cli/runCommand.ts';

async function runTimonel(...args: readonly string[]) {
  const printed = { out: '', err: '' };
  const io = {
    ...nodeIo,
    out: (text: string) => {
      printed.out += text;
    },
    err: (text: string) => {
      printed.err += text;
    },
  };
  return { exitCode: await runCommand(args, io), ...printed };
}

suite('timonel', () => {
  test('lists its commands', async () => {
    for (const asked of ['help', '--help', '-h']) {
      const { exitCode, out } = await runTimonel(asked);
      assert.equal(exitCode, 0);
      for (const command of ['check', 'plan', 'metrics', 'drift'])
        assert.match(out, new RegExp(`^ {2}${command} `, 'm'));
    }
  });

  test('cannot run without a command, or an unknown one', async () => {
    assert.deepEqual(await runTimonel().then(({ exitCode, out }) => ({ exitCode, out })), {
      exitCode: 2,
      out: '',
    });
    for (const name of ['fly', 'toString', '__proto__']) {
      const { exitCode, err } = await runTimonel(name);
      assert.equal(exitCode, 2);
      assert.match(err, new RegExp(`^timonel: there is no command ${name}\n`));
    }
  });

  test('hands the other arguments to the command', async () => {
    for (const command of ['check', 'plan', 'metrics', 'drift']) {
      const { exitCode, out } = await runTimonel(command, '--help');
      assert.equal(exitCode, 0);
      assert.match(out, new RegExp(`^usage: timonel ${command} `));
    }
  });
});

suite('nodeIo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'timonel-io-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.txt'), 'hello');

  test('reads and lists', async () => {
    assert.equal(new TextDecoder().decode(await nodeIo.files.read(join(folder, 'a.txt'))), 'hello');
    assert.deepEqual(await nodeIo.files.list(folder), [{ name: 'a.txt', isFolder: false }]);
    assert.equal(await nodeIo.files.isFolder(folder), true);
    await assert.rejects(nodeIo.files.read(join(folder, 'b.txt')), { code: 'ENOENT' });
  });

  test('runs programs, and tells those that are not there', async () => {
    const script = 'console.log(process.argv[1]); console.error("e"); process.exitCode = 3';
    assert.deepEqual(await nodeIo.run(process.execPath, ['-e', script, '$HOME']), {
      exitCode: 3,
      out: '$HOME\n',
      err: 'e\n',
    });
    assert.equal((await nodeIo.run(process.execPath, ['-e', '']))?.exitCode, 0);
    assert.equal(await nodeIo.run('timonel-has-no-such-program', []), undefined);
  });
});

suite('alignColumns', () => {
  test('puts cells below one another, without spaces at the ends of lines', () => {
    assert.equal(
      alignColumns([
        ['a', 'b', 'c'],
        ['long', '', ''],
      ]),
      'a     b  c\nlong\n',
    );
  });

  test('aligns numbers to the right', () => {
    assert.equal(alignColumns([['n'], ['10'], ['9']], new Set([0])), ' n\n10\n 9\n');
  });

  test('makes nothing of nothing', () => {
    assert.equal(alignColumns([]), '');
  });
});
