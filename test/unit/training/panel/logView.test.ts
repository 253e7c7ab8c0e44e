import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LogBuffer } from '../../../../src/training/panel/logBuffer.ts';
import { LogView } from '../../../../src/training/panel/logView.ts';

function viewOf(maxLines = 1000) {
  const buffer = new LogBuffer({ maxLines, maxChars: 10 ** 6 });
  return { buffer, view: new LogView(buffer) };
}

/** The texts that a view shows, after it has looked at everything. */
function shown({ buffer, view }: ReturnType<typeof viewOf>): string[] {
  view.work(() => false);
  return Array.from({ length: view.length }, (_, place) => buffer.line(view.numberAt(place) ?? -1) ?? '?');
}

const odd = (text: string) => /[13579]$/.test(text);

suite('LogBuffer', () => {
  test('keeps the last lines and the numbers of all', () => {
    const { buffer } = viewOf(3);
    buffer.push(0, ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual([buffer.first, buffer.end], [2, 5]);
    assert.deepEqual(
      [1, 2, 4, 5].map(number => buffer.line(number)),
      [undefined, 'c', 'e', undefined],
    );
  });

  test('keeps to its size in characters, too', () => {
    const buffer = new LogBuffer({ maxLines: 1000, maxChars: 100 });
    for (let line = 0; line < 50; line++) buffer.push(line % 2, ['0123456789']);
    assert.ok(buffer.end - buffer.first <= 10);
    assert.equal(buffer.end, 50);
    assert.equal(buffer.source(49), 1);
  });

  test('holds its place through any mixture of pushes', () => {
    const { buffer } = viewOf(7);
    for (let line = 0; line < 100; line += 3) buffer.push(0, [`${line}`, `${line + 1}`, `${line + 2}`]);
    for (let number = buffer.first; number < buffer.end; number++)
      assert.equal(buffer.line(number), `${number}`);
  });
});

suite('LogView', () => {
  test('shows everything without a filter', () => {
    const both = viewOf();
    both.buffer.push(0, ['1', '2']);
    assert.deepEqual(shown(both), ['1', '2']);
  });

  test('shows what passes, also of lines that come later', () => {
    const both = viewOf();
    both.buffer.push(0, ['1', '2', '3']);
    both.view.setFilter({ hiddenSources: new Set(), test: odd });
    assert.deepEqual(shown(both), ['1', '3']);
    both.buffer.push(0, ['4', '5']);
    assert.equal(both.view.isComplete, false);
    assert.deepEqual(shown(both), ['1', '3', '5']);
  });

  test('leaves hidden containers out', () => {
    const both = viewOf();
    both.buffer.push(0, ['a']);
    both.buffer.push(1, ['b']);
    both.view.setFilter({ hiddenSources: new Set([0]) });
    assert.deepEqual(shown(both), ['b']);
  });

  test('counts how far places moved when old lines go', () => {
    const both = viewOf(4);
    both.view.setFilter({ hiddenSources: new Set(), test: odd });
    both.buffer.push(0, ['1', '2', '3', '4']);
    assert.deepEqual(shown(both), ['1', '3']);
    both.buffer.push(0, ['5', '6']);
    assert.deepEqual(shown(both), ['3', '5']);
    assert.equal(both.view.gone, 1);
  });

  test('finds the next match either way, going round', () => {
    const { buffer, view } = viewOf();
    buffer.push(0, ['1', '2', '4', '5']);
    const find = (test: (text: string) => boolean, from: number, step: 1 | -1) =>
      view.find(test, from, step).next();
    assert.deepEqual(find(odd, 0, 1), { done: true, value: 3 });
    assert.deepEqual(find(odd, 3, 1), { done: true, value: 0 });
    assert.deepEqual(find(odd, 0, -1), { done: true, value: 3 });
    assert.deepEqual(
      find(() => false, 0, 1),
      { done: true, value: undefined },
    );
  });

  test('pauses while it looks through many lines', () => {
    const { buffer, view } = viewOf();
    buffer.push(
      0,
      Array.from({ length: 201 }, (_, line) => (line === 200 ? '7' : '4')),
    );
    const search = view.find(odd, -1, 1);
    let pauses = 0;
    let found = search.next();
    for (; !found.done; found = search.next()) pauses++;
    assert.deepEqual([found.value, pauses], [200, 3]);
  });
});
