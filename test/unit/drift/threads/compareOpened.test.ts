import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compareTables } from '../../../../src/drift/compareTables.ts';
import { compareOpened } from '../../../../src/drift/threads/compareOpened.ts';
import { openTableFile } from '../../../../src/drift/threads/openTableFile.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/drift/${name}`, import.meta.url));
const numbers = [fixture('numbers-snappy-1.parquet'), fixture('numbers-zstd-2.parquet')] as const;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timonel-threads-'));
});
after(() => rm(folder, { recursive: true }));

suite('tables that several threads compare', () => {
  test('have the report that one thread makes', async () => {
    await using reference = await openTableFile(numbers[0]);
    await using current = await openTableFile(numbers[1]);
    const alone = await compareTables(reference.table, current.table);
    assert.ok(alone.report.features.length > 2);
    assert.deepEqual(await compareOpened(reference, current, { bytesAThread: 1 }), alone);
    assert.deepEqual(await compareOpened(reference, current), alone);
  });

  test('fail as a whole where one thread cannot read them', {
    skip: availableParallelism() < 2,
  }, async () => {
    const path = join(folder, 'gone.parquet');
    await copyFile(numbers[0], path);
    await using reference = await openTableFile(path);
    await using current = await openTableFile(numbers[1]);
    // The thread that helps opens the file by its name, which leads nowhere any more.
    await unlink(path);
    await assert.rejects(compareOpened(reference, current, { bytesAThread: 1 }), /ENOENT/);
  });

  test('stop when they are aborted', async () => {
    await using reference = await openTableFile(numbers[0]);
    await using current = await openTableFile(numbers[1]);
    const signal = AbortSignal.abort(new Error('enough'));
    await assert.rejects(compareOpened(reference, current, { bytesAThread: 1, signal }), /enough/);
  });

  test('may lie in memory', async () => {
    await using file = await openTableFile(numbers[0]);
    const { table, sizeBytes } = file;
    const { report } = await compareOpened({ table, sizeBytes }, file, { bytesAThread: 1 });
    assert.equal(report.drifted, false);
  });
});

suite('the table of a file', () => {
  test('is called as its file is, or otherwise', async () => {
    const path = join(folder, 'bytes.bin');
    await writeFile(path, Buffer.alloc(16));
    await assert.rejects(openTableFile(path), /^TableError: bytes\.bin is neither/);
    await assert.rejects(openTableFile(path, { name: 'asked.csv' }), /^TableError: asked\.csv is neither/);
  });
});
