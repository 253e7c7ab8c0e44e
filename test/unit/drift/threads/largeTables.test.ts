import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { compareTables } from '../../../../src/drift/compareTables.ts';
import { compareOpened } from '../../../../src/drift/threads/compareOpened.ts';
import { openTableFile } from '../../../../src/drift/threads/openTableFile.ts';

const fixture = new URL('../../../fixtures/drift/numbers-none-1.parquet', import.meta.url);
/** Beyond what 32 bits address. The holes of a sparse file take no room on the disk. */
const hugeBytes = 5 * 1024 ** 3;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timonel-huge-'));
});
after(() => rm(folder, { recursive: true }));

/** A file of that many bytes that begins and ends as told, with nothing in between. */
async function aSparseFile(name: string, beginning: Uint8Array, end: Uint8Array = new Uint8Array()) {
  const path = join(folder, name);
  await using file = await open(path, 'w');
  await file.truncate(hugeBytes);
  await file.write(beginning, 0, beginning.length, 0);
  if (end.length > 0) await file.write(end, 0, end.length, hugeBytes - end.length);
  return path;
}

suite('a table of several gigabytes', () => {
  test('is read from a Parquet file, whose columns lie where its end says', async () => {
    const bytes = await readFile(fixture);
    const footerBytes = bytes.readUInt32LE(bytes.length - 8) + 8;
    const footer = bytes.subarray(bytes.length - footerBytes);
    const path = await aSparseFile('huge.parquet', bytes.subarray(0, bytes.length - footerBytes), footer);
    await using small = await openTableFile(fixture.pathname);
    await using huge = await openTableFile(path);
    assert.equal(huge.sizeBytes, hugeBytes);
    const expected = await compareTables(small.table, small.table);
    assert.deepEqual(await compareOpened(huge, huge), expected);
  });

  test('that never ends its second row is refused after a part of it', async () => {
    const path = await aSparseFile('huge.csv', Buffer.from(`a,b\n1,${'x'.repeat(2_000)}`));
    await assert.rejects(openTableFile(path), /^TableError: huge\.csv: row 2 is longer than 64 MB/);
  });
});
