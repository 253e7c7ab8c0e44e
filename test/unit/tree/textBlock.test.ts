import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { writeBlock, writeTable } from '../../../src/tree/textBlock.ts';
import { golden } from '../../support/treeText.ts';

suite('writeBlock', () => {
  test('puts values in one column, blocks below their name, and leaves out what is empty', () => {
    const text = writeBlock([
      ['Name', 'web'],
      ['Nothing', undefined],
      ['Empty', ''],
      ['Nobody', [['inner', '']]],
      ['Restarts', 0],
      ['Arguments', '--a\n--b'],
      [
        'State',
        [
          ['Reason', 'Error'],
          ['Code', 1],
        ],
      ],
    ]);
    assert.equal(
      text,
      golden(`
        Name:      web
        Restarts:  0
        Arguments:
          --a
          --b
        State:
          Reason:  Error
          Code:    1
      `),
    );
  });
  test('is empty for nothing', () => assert.equal(writeBlock([]), ''));
});

suite('writeTable', () => {
  test('makes columns as wide as they must be', () => {
    assert.equal(
      writeTable(
        ['A', 'Long'],
        [
          ['aaa', 'b'],
          ['c', 'd'],
        ],
      ),
      '  A    Long\n  aaa  b\n  c    d\n',
    );
  });
  test('is empty without rows', () => assert.equal(writeTable(['A'], []), ''));
});
