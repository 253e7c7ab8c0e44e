import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RowSelection } from '../../../../src/webview/run/rowSelection.ts';

suite('chosen rows', () => {
  test('are one, then all between two', () => {
    const selection = new RowSelection();
    assert.equal(selection.range, undefined);
    selection.choose(7, false);
    assert.deepEqual(selection.range, { from: 7, to: 7 });
    selection.choose(4, true);
    assert.deepEqual(selection.range, { from: 4, to: 7 });
    selection.choose(9, true);
    assert.deepEqual(selection.range, { from: 7, to: 9 });
    assert.deepEqual(
      [6, 7, 9, 10].map(number => selection.has(number)),
      [false, true, true, false],
    );
  });

  test('begin where extending finds none chosen', () => {
    const selection = new RowSelection();
    selection.choose(3, true);
    assert.deepEqual(selection.range, { from: 3, to: 3 });
    selection.clear();
    assert.equal(selection.has(3), false);
    assert.equal(selection.head, undefined);
  });
});
