import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LineSplitter, watchEvents } from '../../../../src/cluster/client/watchEvents.ts';
import type { Failure } from '../../../../src/cluster/failure.ts';
import type { WatchEvent } from '../../../../src/cluster/ports.ts';
import { seededRandom } from '../../../support/modelCluster.ts';

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

async function read(...chunks: readonly (string | Uint8Array)[]): Promise<(readonly WatchEvent[])[]> {
  return all(watchEvents(chunksOf(...chunks)));
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
}

const line = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;
const pod = { kind: 'Pod', metadata: { name: 'p', resourceVersion: '7' } };
const failureOf = (batches: readonly (readonly WatchEvent[])[]): Failure | undefined => {
  const last = batches.at(-1)?.at(-1);
  return last?.type === 'FAILED' ? last.failure : undefined;
};

suite('watchEvents', () => {
  test('gives one batch a chunk', async () => {
    const batches = await read(line('ADDED', pod) + line('MODIFIED', pod), line('DELETED', pod));
    assert.deepEqual(
      batches.map(batch => batch.map(event => event.type)),
      [['ADDED', 'MODIFIED'], ['DELETED']],
    );
    assert.deepEqual(batches[0]?.[0], { type: 'ADDED', object: pod });
  });

  test('waits for the rest of a line', async () => {
    const text = line('ADDED', pod);
    assert.equal((await read(text.slice(0, 10), text.slice(10, 20), text.slice(20))).length, 1);
  });

  test('reads bookmarks', async () => {
    const batches = await read(line('BOOKMARK', { metadata: { resourceVersion: '99' } }));
    assert.deepEqual(batches, [[{ type: 'BOOKMARK', resourceVersion: '99' }]]);
  });

  test('ends with the failure of an ERROR event, and passes on what came before it', async () => {
    const status = { kind: 'Status', status: 'Failure', code: 410, reason: 'Expired', message: 'too old' };
    const batches = await read(line('ADDED', pod) + line('ERROR', status) + line('ADDED', pod));
    assert.deepEqual(
      batches.flat().map(event => event.type),
      ['ADDED', 'FAILED'],
    );
    assert.deepEqual(failureOf(batches), { kind: 'expired', message: 'too old', status: 410 });
  });

  test('ends with a failure where something else answers', async () => {
    assert.equal(failureOf(await read('<html>\n'))?.kind, 'badAnswer');
    assert.equal(failureOf(await read('{"type":"ADDED"}\n'))?.kind, 'badAnswer');
    assert.equal(failureOf(await read('null\n'))?.kind, 'badAnswer');
    assert.equal(failureOf(await read(line('ERROR', { odd: 1 })))?.kind, 'badAnswer');
  });

  test('passes over empty lines and types that are not known yet', async () => {
    assert.deepEqual(await read('\n\r\n', line('SUMMARY', {})), []);
  });

  test('passes on how the stream broke', async () => {
    const failure: Failure = { kind: 'unreachable', message: 'reset', server: 'https://a' };
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(line('ADDED', pod));
      throw failure;
    }
    const batches = await all(watchEvents(breaking()));
    assert.deepEqual(
      batches.map(batch => batch.map(event => event.type)),
      [['ADDED'], ['FAILED']],
    );
    assert.equal(failureOf(batches), failure);
  });
});

suite('LineSplitter', () => {
  test('puts every text together again, wherever it was cut', () => {
    const lines = ['', 'plain', 'naïve café', '日本語のログ', '🚀 rocket 👩‍🚀', 'x'.repeat(200)];
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed);
      const splitter = new LineSplitter();
      const found: string[] = [];
      for (let start = 0; start < bytes.length; ) {
        const end = start + 1 + Math.floor(random() * 9);
        found.push(...splitter.push(bytes.subarray(start, end)));
        start = end;
      }
      assert.deepEqual(found, lines);
      assert.equal(splitter.pendingBytes, 0);
    }
  });

  test('knows how much it holds back', () => {
    const splitter = new LineSplitter();
    splitter.push(Buffer.from('abc'));
    splitter.push(Buffer.from('de'));
    assert.equal(splitter.pendingBytes, 5);
  });
});
