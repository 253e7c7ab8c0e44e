import { deepEqual, equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LineSplitter } from '../../../src/training/lineSplitter.ts';

function split(bytes: Uint8Array, pieceLength: number): string[] {
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength)
    lines.push(...splitter.push(bytes.subarray(at, at + pieceLength)));
  const rest = splitter.end();
  return rest === undefined ? lines : [...lines, rest];
}

suite('LineSplitter', () => {
  const text = 'first\n\nGröße ☸️ 🚀\r\nlast';
  const bytes = new TextEncoder().encode(text);
  for (let length = 1; length <= bytes.length; length++) {
    test(`in pieces of ${length} bytes`, () => deepEqual(split(bytes, length), text.split('\n')));
  }
  test('bytes that are no UTF-8 cost nothing but themselves', () =>
    deepEqual(split(Uint8Array.of(97, 255, 10, 98, 10), 2), ['a�', 'b']));
  test('begins afresh after the end', () => {
    const splitter = new LineSplitter();
    splitter.push(bytes.subarray(0, 3));
    equal(splitter.end(), 'fir');
    equal(splitter.end(), undefined);
  });
  test('an endless line comes in pieces of one length, however it arrives', () => {
    const endless = new Uint8Array(3_000_000).fill(120);
    const whole = split(endless, endless.length).map(piece => piece.length);
    deepEqual(
      whole,
      split(endless, 65_536).map(piece => piece.length),
    );
    deepEqual(whole, [1 << 20, 1 << 20, 3_000_000 - (2 << 20)]);
  });
});
