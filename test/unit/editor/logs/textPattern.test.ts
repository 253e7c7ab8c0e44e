import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readPattern } from '../../../../src/editor/logs/textPattern.ts';

function finds(pattern: string, text: string): boolean | undefined {
  const read = readPattern(pattern);
  return read.ok ? read.test?.(text) : undefined;
}

suite('readPattern', () => {
  test('looks for plain text, in either case until a capital is typed', () => {
    assert.equal(finds('loss', 'Val_Loss: 0.3'), true);
    assert.equal(finds('Loss', 'val_loss: 0.3'), false);
  });

  test('reads regular expressions', () => {
    assert.equal(finds('loss: 0\\.\\d+$', 'Loss: 0.31'), true);
    assert.equal(finds('^step=(10|20) ', 'step=20 loss=1'), true);
    assert.equal(finds('^step=(10|20) ', 'step=30 loss=1'), false);
  });

  test('looks for nothing in particular when nothing is typed', () => {
    assert.deepEqual(readPattern(''), { ok: true, test: undefined });
  });

  test('says what is wrong, without the flag that we added', () => {
    const read = readPattern('(loss');
    assert.equal(read.ok, false);
    if (!read.ok) {
      assert.match(read.message, /\(loss/);
      assert.doesNotMatch(read.message, /\(\?i\)/);
    }
  });

  test('answers at once where a backtracking engine would not in a lifetime', () => {
    assert.equal(finds('^(a+)+$', `${'a'.repeat(5000)}!`), false);
  });
});
