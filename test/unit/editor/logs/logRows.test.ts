import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { logRows } from '../../../../src/editor/logs/logRows.ts';
import { LogBuffer } from '../../../../src/training/panel/logBuffer.ts';
import { LogView } from '../../../../src/training/panel/logView.ts';

function rowsOf(...lines: readonly string[]) {
  const buffer = new LogBuffer({ maxLines: 1000, maxChars: 10 ** 7 });
  buffer.push(3, lines);
  return logRows(buffer, new LogView(buffer), 0, 1000);
}

suite('logRows', () => {
  test('takes the time off the text', () => {
    const [row] = rowsOf('2026-05-01T10:00:07.123456789Z loss: 0.3');
    assert.equal(row?.source, 3);
    assert.deepEqual(row?.spans, [{ text: 'loss: 0.3' }]);
    assert.match(row?.time ?? '', /^\d\d:\d\d:07\.123$/);
  });

  test('shows a line without a time as it is', () => {
    assert.deepEqual(rowsOf('plain'), [{ source: 3, spans: [{ text: 'plain' }] }]);
  });

  test('shows what a progress bar said last', () => {
    assert.deepEqual(rowsOf('10%\r50%\r100%')[0]?.spans, [{ text: '100%' }]);
  });

  test('keeps colours and takes the power from other codes', () => {
    const [row] = rowsOf('\u001b[31mred\u001b[0m\u001b[2J\u0007');
    assert.deepEqual(row?.spans, [{ text: 'red', fg: 1 }, { text: '␇' }]);
  });

  test('cuts endless lines', () => {
    assert.ok((rowsOf('x'.repeat(10 ** 6))[0]?.spans[0]?.text.length ?? 0) < 20_000);
  });

  test('gives what there is of a range', () => {
    const buffer = new LogBuffer({ maxLines: 10, maxChars: 1000 });
    buffer.push(0, ['a', 'b', 'c']);
    const texts = logRows(buffer, new LogView(buffer), 1, 10).map(({ spans }) => spans[0]?.text);
    assert.deepEqual(texts, ['b', 'c']);
  });
});
