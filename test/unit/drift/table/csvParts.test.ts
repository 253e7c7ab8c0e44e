import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sniffDialect } from '../../../../src/drift/table/csvDialect.ts';
import { CsvScanner, CsvSyntaxError } from '../../../../src/drift/table/csvScanner.ts';
import { isWholeNotation, parsePlainDecimal } from '../../../../src/drift/table/decimal.ts';
import { isMissingWord, parseAnyNumber } from '../../../../src/drift/table/missingWords.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const separatorOf = (text: string) => String.fromCharCode(sniffDialect(bytesOf(text)).separator);

suite('sniffDialect', () => {
  test('takes the separator that divides all lines alike', () => {
    assert.equal(separatorOf('a;b;c\n1,5;2;3\n4,5;6,25;7\n'), ';');
    assert.equal(separatorOf('a\tb\n1,2\t3\n4\t5\n'), '\t');
    assert.equal(separatorOf('a|b\n1|2\n'), '|');
  });

  test('looks past what is quoted', () => {
    assert.equal(separatorOf('a,b\n"x;y;z",1\n"x;y",2\n'), ',');
  });

  test('takes a comma where there is none', () => {
    assert.equal(separatorOf('a\n1\n2\n'), ',');
    assert.equal(separatorOf(''), ',');
  });

  test('passes over a byte order mark', () => {
    assert.equal(sniffDialect(bytesOf('\uFEFFa,b\n')).markBytes, 3);
    assert.equal(sniffDialect(bytesOf('a,b\n')).markBytes, 0);
  });
});

suite('CsvScanner', () => {
  test('leaves an incomplete record for later', () => {
    for (const text of ['1,2', '1,"2', '1,"2"', '1,2\r', '1,"a""']) {
      assert.equal(scan(`a,b\n${text}`, false).consumed, 4, JSON.stringify(text));
    }
  });

  test('finds the same records however the text is cut', () => {
    const text = 'a,b\r\n"1\r\n2","3 ""4"""\r\n,\r\n"",x\r\nlast,"one"';
    const whole = scan(text, true).records;
    assert.deepEqual(whole, [
      ['a', 'b'],
      ['1\r\n2', '3 "4"'],
      ['', ''],
      ['', 'x'],
      ['last', 'one'],
    ]);
    for (let cut = 0; cut <= text.length; cut++) {
      const first = scan(text.slice(0, cut), false);
      const second = scan(text.slice(first.consumed), true);
      assert.deepEqual([...first.records, ...second.records], whole, `cut at ${cut}`);
    }
  });

  test('passes over what stands between a quote and the separator', () => {
    assert.deepEqual(scan('"a" ,b\n', true).records, [['a', 'b']]);
  });

  test('reads quotes amid a field as they are', () => {
    assert.deepEqual(scan('5" pipe,b\n', true).records, [['5" pipe', 'b']]);
  });

  test('refuses a quote that is never closed', () => {
    assert.throws(() => scan('a,"b\n', true), CsvSyntaxError);
  });
});

suite('parsePlainDecimal', () => {
  const parse = (text: string) => parsePlainDecimal(bytesOf(text), 0, text.length);

  test('gives the same double as the engine', () => {
    for (const text of [
      '0',
      '-0',
      '7',
      '+7',
      '-12.5',
      '.5',
      '5.',
      '0.1',
      '123456789.012345',
      '999999999999999',
      '0.00000000000001',
    ]) {
      assert.ok(Object.is(parse(text), Number(text)), text);
    }
  });

  test('leaves to the engine what needs more than fifteen digits, or an exponent', () => {
    for (const text of ['0.1234567890123456', '1e5', '12345678901234567'])
      assert.ok(Number.isNaN(parse(text)), text);
  });

  test('takes nothing else for a number', () => {
    for (const text of ['', '-', '.', '1.2.3', '1,5', '0x10', '1 2', 'abc', '--1'])
      assert.ok(Number.isNaN(parse(text)), text);
  });

  test('reads a part of the bytes alone', () => {
    assert.equal(parsePlainDecimal(bytesOf('9,42,9'), 2, 4), 42);
  });

  test('tells whole notation', () => {
    const isWhole = (text: string) => isWholeNotation(bytesOf(text), 0, text.length);
    assert.deepEqual(['12', '-12', '+1', '1.0', '', '1-2'].map(isWhole), [
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

suite('missing words and numbers', () => {
  test('are told apart', () => {
    for (const text of ['', 'NA', 'nan', 'None', '<NA>', '#N/A N/A'])
      assert.equal(isMissingWord(text), text.length <= 8);
    for (const text of ['none', '?', '0', 'missing', 'n.a.']) assert.equal(isMissingWord(text), false);
  });

  test('numbers may have exponents, and be infinite', () => {
    assert.equal(parseAnyNumber('1.5e-3'), 0.0015);
    assert.equal(parseAnyNumber('-inf'), Number.NEGATIVE_INFINITY);
    assert.equal(parseAnyNumber('Infinity'), Number.POSITIVE_INFINITY);
    for (const text of ['', '0x1F', '1_000', '1e', 'info']) assert.equal(parseAnyNumber(text), undefined);
  });
});

/** The complete records of a text, and how many bytes they took. */
function scan(text: string, isLast: boolean): { records: string[][]; consumed: number } {
  const bytes = bytesOf(text);
  const records: string[][] = [];
  let fields: string[] = [];
  const scanner = new CsvScanner(0x2c, {
    field: (column, start, end, isEscaped) => {
      if (column === 0) fields = [];
      const found = new TextDecoder().decode(bytes.subarray(start, end));
      fields[column] = isEscaped ? found.replaceAll('""', '"') : found;
    },
    record: count => {
      records.push(fields.slice(0, count));
    },
  });
  return { consumed: scanner.scan(bytes, isLast), records };
}
