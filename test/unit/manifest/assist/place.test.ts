import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readLine } from '../../../../src/manifest/assist/line.ts';
import { placeAt } from '../../../../src/manifest/assist/placeAt.ts';

/** A place in a line: what is asked for, the way to it, what is typed, and the other fields of the map. */
function place(source: string): string | undefined {
  const offset = source.indexOf('<|>');
  const found = placeAt(source.replace('<|>', ''), offset);
  if (found === undefined) return undefined;
  const way = found.steps.map(({ name }) => name).join('/');
  const fields = [...found.fields()].map(([name, value]) => `${name}=${value}`).join(' ');
  return `${found.ask} ${way} "${found.typed}"${fields === '' ? '' : ` beside ${fields}`}`;
}

suite('placeAt', () => {
  const cases: readonly (readonly [what: string, text: string, place: string | undefined])[] = [
    ['the root of an empty text', '<|>', 'entry  ""'],
    ['a key at the root', 'a: 1\nb<|>', 'entry  "b" beside a=1'],
    ['a value', 'a: x<|>y', 'value a "x"'],
    ['a value behind a glued colon', 'a:<|>', 'value a ""'],
    ['a quoted value', 'a: "x<|>y"', 'value a "x"'],
    ['a value with an open quote', 'a: "x<|>', 'value a "x"'],
    ['a child by indentation', 'a:\n  <|>', 'entry a ""'],
    ['a child beside others', 'a:\n  b: 1\n  <|>\n  c: "2" # why', 'entry a "" beside b=1 c=2'],
    ['the parent by less indentation', 'a:\n  b: 1\n<|>', 'entry  "" beside a='],
    ['an item', 'a:\n  - <|>', 'entry a/[] ""'],
    ['an item in the column of its list', 'a:\n- <|>', 'entry a/[] ""'],
    ['a field of an item', 'a:\n- b: 1\n  <|>', 'entry a/[] "" beside b=1'],
    ['a field of an item, not of the next one', 'a:\n- b: 1\n  <|>\n- c: 1', 'entry a/[] "" beside b=1'],
    ['a field of an outer map after a list', 'x:\n  a:\n  - b: 1\n  <|>', 'entry x "" beside a='],
    ['items of items', 'a:\n- - b: 1\n    <|>', 'entry a/[]/[] "" beside b=1'],
    ['a value in an item', 'a:\n- b: <|>', 'value a/[]/b ""'],
    ['past blank lines and comments', 'a:\n  b: 1\n\n# no\n  <|>', 'entry a "" beside b=1'],
    ['past a block text', 'a:\n  b: |\n    c: 1\n  <|>', 'entry a "" beside b=|'],
    ['behind an anchor', 'a: &x\n  <|>', 'entry a ""'],
    ['below a quoted key', '"a b":\n  <|>', 'entry a b ""'],
    ['within the document alone', 'a: 1\n---\n<|>\n---\nb: 1', 'entry  ""'],
    ['a flow map', 'a: {b: 1, <|>, c: 2}', 'entry a "" beside b=1 c=2'],
    ['a value in a flow map', 'a: {b: x<|>, c: 2}', 'value a/b "x"'],
    ['a flow list', 'a: [b, c<|>]', 'entry a/[] "c"'],
    ['a flow map in a list', 'a:\n- {b: {c: [<|>]}}', 'entry a/[]/b/c/[] ""'],
    ['a flow map over lines', 'a: {b: 1,\n  c: 2,\n  <|>\n}', 'entry a "" beside b=1 c=2'],
    ['behind a closed flow map', 'a: {b: 1}\n<|>', 'entry  "" beside a={b: 1}'],
    ['a quoted key of a flow map', 'a: {"b": 1, "c<|>"}', 'entry a "c" beside b=1'],
    ['nothing in a comment', 'a: 1 # b<|>', undefined],
    ['nothing in a comment line', '# <|>', undefined],
    ['nothing in a block text', 'a: |\n  <|>', undefined],
    ['nothing in a folded text of an item', 'a:\n- >-\n  <|>', undefined],
    ['nothing below a scalar', 'a: 1\n  <|>', undefined],
    ['nothing on a separator', '---<|>', undefined],
    ['nothing before a dash', 'a:\n <|> - b', undefined],
    ['a hash within a word', 'a: b#c<|>', 'value a "b#c"'],
    ['a hash within quotes', 'a: "b # c<|>"', 'value a "b # c"'],
  ];
  for (const [what, text, expected] of cases)
    test(`tells ${what}`, () => assert.equal(place(text), expected));
});

suite('readLine', () => {
  const read = (text: string) => {
    const { kind, indent, dashes, key, value } = readLine(text, 0);
    return [kind, indent, dashes.join(), key?.name, key?.column, value];
  };
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    ['', ['blank', 0, '', undefined, undefined, '']],
    ['   ', ['blank', 3, '', undefined, undefined, '']],
    ['  # x', ['comment', 2, '', undefined, undefined, '']],
    ['--- # x', ['separator', 0, '', undefined, undefined, '']],
    ['---x', ['content', 0, '', undefined, undefined, '---x']],
    ['a: b', ['content', 0, '', 'a', 0, 'b']],
    ['a: b: c', ['content', 0, '', 'a', 0, 'b: c']],
    ['a:b', ['content', 0, '', undefined, undefined, 'a:b']],
    ['a.b/c:\r', ['content', 0, '', 'a.b/c', 0, '']],
    ['- - a : 1', ['content', 0, '0,2', 'a', 4, '1']],
    ['-', ['content', 0, '0', undefined, undefined, '']],
    ["'a: b' : c", ['content', 0, '', 'a: b', 0, 'c']],
    ['"a', ['content', 0, '', undefined, undefined, '"a']],
    ['a: &x !!str b # c', ['content', 0, '', 'a', 0, 'b']],
    ['a: "b # c" # d', ['content', 0, '', 'a', 0, '"b # c"']],
    ['{a: b}', ['content', 0, '', undefined, undefined, '{a: b}']],
  ];
  for (const [text, expected] of cases)
    test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(read(text), expected));
});
