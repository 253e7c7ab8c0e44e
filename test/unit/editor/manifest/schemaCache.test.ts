import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { SchemaCache } from '../../../../src/editor/manifest/schemaCache.ts';

function aFolder(): string & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'timonel-schemas-'));
  return Object.assign(path, {
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  });
}

suite('schemas on disk', () => {
  test('are found by group, version and hash', async () => {
    using folder = aFolder();
    const cache = new SchemaCache(`${folder}`);
    await cache.write('apis/apps/v1', 'A1', '{"a":1}');
    assert.equal(await cache.read('apis/apps/v1', 'A1'), '{"a":1}');
    assert.equal(await cache.read('apis/apps/v1', 'A2'), undefined);
    assert.equal(await cache.read('apis/batch/v1', 'A1'), undefined);
  });

  test('that were not used for longest go first', async () => {
    using folder = aFolder();
    const cache = new SchemaCache(`${folder}`, { mostFiles: 2, mostBytes: 1000 });
    await cache.write('apis/a/v1', '1', 'a');
    const [first = ''] = readdirSync(`${folder}`);
    utimesSync(join(`${folder}`, first), 1, 1);
    await cache.write('apis/b/v1', '1', 'b');
    await cache.write('apis/c/v1', '1', 'c');
    assert.equal(await cache.read('apis/a/v1', '1'), undefined);
    assert.equal(await cache.read('apis/b/v1', '1'), 'b');
    assert.equal(await cache.read('apis/c/v1', '1'), 'c');
  });

  test('take no more room than they may', async () => {
    using folder = aFolder();
    const cache = new SchemaCache(`${folder}`, { mostFiles: 10, mostBytes: 1500 });
    await cache.write('apis/a/v1', '1', 'a'.repeat(1000));
    const [first = ''] = readdirSync(`${folder}`);
    utimesSync(join(`${folder}`, first), 1, 1);
    await cache.write('apis/b/v1', '1', 'b'.repeat(1000));
    assert.equal(readdirSync(`${folder}`).length, 1);
    assert.equal((await cache.read('apis/b/v1', '1'))?.length, 1000);
  });

  test('that cannot be written are no failure', async () => {
    using folder = aFolder();
    const file = join(`${folder}`, 'file');
    writeFileSync(file, '');
    const cache = new SchemaCache(file);
    await cache.write('apis/a/v1', '1', 'a');
    assert.equal(await cache.read('apis/a/v1', '1'), undefined);
  });
});
