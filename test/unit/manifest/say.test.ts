import { equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { phrase, say, wordsOf } from '../../../src/manifest/say.ts';

const spanish = new Map([
  ['{0} is {1} here.', 'Aquí {0} es {1}.'],
  ['… a number', 'un número'],
  ['a', 'b'],
]);

suite('words', () => {
  test('are put together in English', () => {
    equal(wordsOf(say`${'x'} is ${1} here.`), 'x is 1 here.');
    equal(wordsOf(say`${'x'} is ${phrase`a number`} here.`), 'x is a number here.');
  });

  test('come in another language, in its own order', () =>
    equal(wordsOf(say`${'x'} is ${phrase`a number`} here.`, spanish), 'Aquí x es un número.'));

  test('stay English where there is no translation', () => {
    equal(wordsOf(say`Only ${phrase`a list`}.`, spanish), 'Only a list.');
    equal(wordsOf(say`${'x'} is ${phrase`a list`} here.`, spanish), 'Aquí x es a list.');
  });

  test('never translate what a manifest holds', () =>
    equal(wordsOf(say`${'a'} is ${'a number'} here.`, spanish), 'Aquí a es a number.'));

  test('take values as they are, also where they look like places', () =>
    equal(wordsOf(say`${'{1}'} is ${'$&'} here.`), '{1} is $& here.'));
});
