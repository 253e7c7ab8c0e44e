import { deepEqual, equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pictured, readSpans } from '../../../../src/training/panel/ansi.ts';

const esc = String.fromCharCode(27);

suite('readSpans', () => {
  test('plain text is one piece', () => deepEqual(readSpans('loss\t0.5'), [{ text: 'loss\t0.5' }]));
  test('colours, bright ones and their end', () =>
    deepEqual(readSpans(`a${esc}[31mb${esc}[92;44mc${esc}[39;49md`), [
      { text: 'a' },
      { text: 'b', fg: 1 },
      { text: 'c', fg: 10, bg: 4 },
      { text: 'd' },
    ]));
  test('styles add up and end one by one; an empty code ends all', () =>
    deepEqual(readSpans(`${esc}[1;3;4mx${esc}[23my${esc}[22;24;7mz${esc}[mw`), [
      { text: 'x', style: 'biu' },
      { text: 'y', style: 'bu' },
      { text: 'z', style: 'v' },
      { text: 'w' },
    ]));
  test('the palette of 256 and true colours', () =>
    deepEqual(readSpans(`${esc}[38;5;196ma${esc}[48;5;244mb${esc}[38;2;1;2;300mc${esc}[38;5;3md`), [
      { text: 'a', fg: '#ff0000' },
      { text: 'b', fg: '#ff0000', bg: '#808080' },
      { text: 'c', fg: '#0102ff', bg: '#808080' },
      { text: 'd', fg: 3, bg: '#808080' },
    ]));
  test('what would move, clear, rename or link goes', () =>
    equal(
      readSpans(
        `a${esc}[2J${esc}[10;5Hb${esc}]0;title${String.fromCharCode(7)}c${esc}]8;;http://x${esc}\\d${esc}7`,
      )
        .map(({ text }) => text)
        .join(''),
      'abcd␛7',
    ));
  test('codes that are cut, empty or nonsense harm nothing', () => {
    deepEqual(readSpans(`a${esc}[`), [{ text: 'a␛[' }]);
    deepEqual(readSpans(`${esc}[38;5mx${esc}[999my`), [
      { text: 'x', fg: 0 },
      { text: 'y', fg: 0 },
    ]);
  });
});

suite('pictured', () => {
  test('control characters become symbols', () =>
    equal(pictured('a\u0000b\u0007c\u007fd\u0085e\tf'), 'a␀b␇c␡d�e\tf'));
  test('marks that turn the writing around show themselves', () => equal(pictured('a\u202eb'), 'a⟨U+202E⟩b'));
});
