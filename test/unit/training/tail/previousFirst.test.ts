import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fail, succeed } from '../../../../src/base/outcome.ts';
import type { LogOptions, LogReader } from '../../../../src/cluster/ports.ts';
import { previousFirst } from '../../../../src/training/tail/previousFirst.ts';

const ref = { namespace: 'ml', pod: 'web-1', container: 'main' };

/** A container whose logs are these texts; without a previous one the server refuses, as the real one does. */
function logs(present: string, previous?: string): LogReader & { readonly asked: LogOptions[] } {
  const asked: LogOptions[] = [];
  return {
    asked,
    async readLog(_ref, options) {
      asked.push(options);
      const text = options.previous ? previous : present;
      if (text === undefined)
        return fail({ kind: 'notFound', message: 'previous terminated container not found' });
      return succeed(bytesOf(text));
    },
  };
}

async function* bytesOf(text: string) {
  for (const char of text) yield new TextEncoder().encode(char);
}

async function read(reader: LogReader): Promise<string> {
  const answer = await reader.readLog(ref, { follow: true }, new AbortController().signal);
  if (!answer.ok) return answer.failure.kind;
  let text = '';
  for await (const bytes of answer.value) text += new TextDecoder().decode(bytes);
  return text;
}

suite('previousFirst', () => {
  test('puts the previous run in front, on lines of its own', async () => {
    assert.equal(await read(previousFirst(logs('new\n', 'old, cut off'))), 'old, cut off\nnew\n');
    assert.equal(await read(previousFirst(logs('new\n', 'old\n'))), 'old\nnew\n');
  });

  test('begins with the present run where there was none before', async () => {
    assert.equal(await read(previousFirst(logs('new\n'))), 'new\n');
  });

  test('does so once for each container', async () => {
    const reader = previousFirst(logs('new\n', 'old\n'));
    await read(reader);
    assert.equal(await read(reader), 'new\n');
  });

  test('asks for the previous run whole, with times', async () => {
    const inner = logs('new\n', 'old\n');
    await read(previousFirst(inner));
    assert.deepEqual(inner.asked, [{ follow: true }, { previous: true, timestamps: true }]);
  });
});
