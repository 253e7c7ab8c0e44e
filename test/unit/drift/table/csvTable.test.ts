import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readCsv } from '../../../../src/drift/table/csvTable.ts';
import { type Column, TableError } from '../../../../src/drift/table/table.ts';
import { sourceOf } from './support.ts';

const column = async (text: string, name: string) => (await readCsv(sourceOf(text))).column(name);
const rejects = (text: string, message: string) =>
  assert.rejects(readCsv(sourceOf(text)), new TableError(message));

suite('readCsv', () => {
  test('reads numbers and words under their names', async () => {
    const table = await readCsv(sourceOf('age,name\n31,Ann\n42.5,Bob\n'));
    assert.equal(table.rows, 2);
    assert.deepEqual(table.columnNames, ['age', 'name']);
    assert.deepEqual(cells(await table.column('age')), [31, 42.5]);
    assert.deepEqual(cells(await table.column('name')), ['Ann', 'Bob']);
  });

  for (const [name, text] of [
    ['without a line end at the end', 'a,b\n1,2\n3,4'],
    ['of CRLF lines', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['of CR lines', 'a,b\r1,2\r3,4\r'],
    ['with a byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
    ['with semicolons', 'a;b\n1;2\n3;4\n'],
    ['with tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['with bars', 'a|b\n1|2\n3|4\n'],
    ['with empty lines', '\na,b\n\n1,2\n\n3,4\n\n'],
    ['with quotes', '"a","b"\n"1","2"\n"3",4\n'],
    ['with spaces', 'a, b\n1, 2\n 3 ,4 \n'],
  ] as const) {
    test(`reads a text ${name}`, async () => {
      const table = await readCsv(sourceOf(text));
      assert.deepEqual(table.columnNames, ['a', 'b']);
      assert.deepEqual(cells(await table.column('a')), [1, 3]);
      assert.deepEqual(cells(await table.column('b')), [2, 4]);
    });
  }

  test('keeps separators, line breaks and quotes inside quotes', async () => {
    const text = 'word,n\n"a,b",1\n"two\nlines",2\n"say ""hi""",3\n';
    assert.deepEqual(cells(await column(text, 'word')), ['a,b', 'two\nlines', 'say "hi"']);
    assert.deepEqual(cells(await column(text, 'n')), [1, 2, 3]);
  });

  test('reads UTF-8, whatever stands beside it', async () => {
    assert.deepEqual(cells(await column('ciudad,n\nMálaga,1\n東京,2\n🚢,3\n', 'ciudad')), [
      'Málaga',
      '東京',
      '🚢',
    ]);
  });

  test('takes the words of pandas for missing values', async () => {
    const text = 'x,w\n1,a\n,\nNA,NA\nnull,None\nNaN,#N/A\n2,b\n';
    assert.deepEqual(cells(await column(text, 'x')), [1, null, null, null, null, 2]);
    assert.deepEqual(cells(await column(text, 'w')), ['a', null, null, null, null, 'b']);
  });

  test('reads a text again where a word comes late among numbers, and keeps their notation', async () => {
    const text = 'zip,n\n007,1\n08,2\nA9,3\n';
    assert.deepEqual(cells(await column(text, 'zip')), ['007', '08', 'A9']);
    assert.deepEqual(cells(await column(text, 'n')), [1, 2, 3]);
  });

  test('takes columns of dates for what they are', async () => {
    assert.deepEqual(await column('day\n2025-01-31\n2025-02-01T10:20:30Z\n', 'day'), {
      kind: 'other',
      name: 'day',
      holds: 'dates',
      rows: 2,
    });
  });

  test('takes whole numbers without gaps for integers', async () => {
    const areIntegers = async (text: string) => {
      const found = await column(text, 'x');
      return found.kind === 'numeric' && found.areIntegers;
    };
    assert.equal(await areIntegers('x,y\n1,0\n-2,0\n+3,0\n'), true);
    assert.equal(await areIntegers('x,y\n1,0\n2.0,0\n'), false);
    assert.equal(await areIntegers('x,y\n1,0\n,0\n'), false);
    assert.equal(await areIntegers('x,y\n"1",0\n2,0\n'), true);
    assert.equal(await areIntegers('x,y\n,0\n,0\n'), false);
  });

  test('names columns as pandas does', async () => {
    const table = await readCsv(sourceOf(',a,a,\n1,2,3,4\n'));
    assert.deepEqual(table.columnNames, ['Unnamed: 0', 'a', 'a.1', 'Unnamed: 3']);
    assert.deepEqual(cells(await table.column('a.1')), [3]);
  });

  test('reads a table of a header alone', async () => {
    const table = await readCsv(sourceOf('a,b\n'));
    assert.equal(table.rows, 0);
    assert.deepEqual(cells(await table.column('a')), []);
  });
});

suite('readCsv, over pieces', () => {
  test('puts records together that lie across the pieces of a long text', async () => {
    const rows = Array.from({ length: 250_000 }, (_, i) => `${i},"w ${i % 7}, ""q"""`);
    const table = await readCsv(sourceOf(`n,word\r\n${rows.join('\r\n')}\r\n`));
    assert.equal(table.rows, rows.length);
    const numbers = await table.column('n');
    assert.ok(numbers.kind === 'numeric' && numbers.values.every((value, i) => value === i));
    const words = await table.column('word');
    assert.ok(words.kind === 'categorical');
    assert.equal(words.dictionary.length, 7);
    assert.ok(words.codes.every((code, i) => code === i % 7));
  });

  test('tells how far it has come, and stops when it is aborted', async () => {
    const text = `n\n${'12345678\n'.repeat(1_000_000)}`;
    const controller = new AbortController();
    const told: number[] = [];
    const onProgress = (done: number) => {
      told.push(done);
      controller.abort(new Error('enough'));
    };
    await assert.rejects(readCsv(sourceOf(text), { signal: controller.signal, onProgress }), /enough/);
    assert.equal(told.length, 1);
    assert.ok((told[0] ?? 0) > 0.4 && (told[0] ?? 0) < 0.5);
  });
});

suite('readCsv, of what is wrong', () => {
  test('names the row whose fields do not fit the header', async () => {
    await rejects('a,b,c\n1,2,3\n4,5\n', 'table.csv: row 3 has 2 fields; the header has 3');
    await rejects('a,b\n1,2\n3,4\n5,6,7\n', 'table.csv: row 4 has 3 fields; the header has 2');
    await rejects('a,b\n1\n', 'table.csv: row 2 has 1 field; the header has 2');
  });

  test('counts rows with line breaks once', async () => {
    await rejects('a,b\n"1\n\n2",3\n4\n', 'table.csv: row 3 has 1 field; the header has 2');
  });

  test('names the row of a quote that is never closed', async () => {
    await rejects('a,b\n1,2\n3,"4\n5,6\n', 'table.csv: row 3 has a quote that is never closed');
  });

  test('says that a text is empty', async () => {
    await rejects('\n\n', 'table.csv is empty.');
  });
});

function cells(column: Column): readonly (number | string | null)[] {
  if (column.kind === 'numeric')
    return Array.from(column.values, value => (Number.isNaN(value) ? null : value));
  assert.ok(column.kind === 'categorical', column.kind);
  return Array.from(column.codes, code => column.dictionary[code] ?? null);
}
