import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseYaml } from '../../../src/deploy/yamlDocuments.ts';
import { covered } from './support.ts';

const values = (text: string) => parseYaml(text).map(document => document.value);

suite('parseYaml', () => {
  test('reads scalars as the Kubernetes tools do: YAML 1.1 without dates, base 60 and binaries', () => {
    deepStrictEqual(values('a: 0644\nb: yes\nc: off\nd: 2020-01-01\ne: 22:22\nf: !!binary aGk=\ng: 1_000'), [
      { a: 420, b: true, c: false, d: '2020-01-01', e: '22:22', f: 'aGk=', g: 1000 },
    ]);
  });

  test('merges with <<', () => {
    deepStrictEqual(values('base: &b {q: 1}\nz: {<<: *b, r: 2}'), [{ base: { q: 1 }, z: { q: 1, r: 2 } }]);
  });

  test('keeps the numbers of documents and leaves empty ones out', () => {
    const documents = parseYaml('a: 1\n---\n# nothing\n---\nb: 2\n');
    deepStrictEqual(
      documents.map(({ index, value }) => [index, value]),
      [
        [0, { a: 1 }],
        [2, { b: 2 }],
      ],
    );
  });

  test('gives nothing for an empty text', () => {
    deepStrictEqual(parseYaml(''), []);
    deepStrictEqual(parseYaml('# only words\n'), []);
  });

  test('reads JSON, with tabs as well', () => {
    deepStrictEqual(values('{\n\t"a": [\n\t\t1\n\t]\n}'), [{ a: [1] }]);
  });

  test('tells where broken YAML is broken, and goes on behind it', () => {
    const text = 'a: [1\n---\nb: 2\n';
    const [broken, sound] = parseYaml(text);
    strictEqual(broken?.value, undefined);
    strictEqual(broken?.problems[0]?.range.start.line, 1);
    deepStrictEqual(sound?.value, { b: 2 });
  });

  test('refuses a key that is there twice', () => {
    match(parseYaml('a: 1\na: 2\n')[0]?.problems[0]?.message ?? '', /stands in this map already/);
  });

  test('does not let aliases multiply without bound', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe'].map(pair => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    match(parseYaml(bomb.join('\n'))[0]?.problems[0]?.message ?? '', /alias/i);
  });

  test('tells of an anchor that is not there', () => {
    match(parseYaml('a: *nowhere\n')[0]?.problems[0]?.message ?? '', /nowhere/);
  });
});

suite('rangeOf', () => {
  const text = `kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: one
      image: first
    - name: two
      image: second
      env: *none
`.replace('      env: *none\n', '');
  const at = (path: readonly (string | number)[], part?: 'key') => {
    const [document] = parseYaml(text);
    return document ? covered(text, document.rangeOf(path, part)) : 'no document';
  };

  test('finds a scalar by its value', () => strictEqual(at(['spec', 'containers', 1, 'image']), 'second'));
  test('finds its key on demand', () => strictEqual(at(['spec', 'containers', 1, 'image'], 'key'), 'image'));
  test('finds a mapping by its key', () => strictEqual(at(['metadata']), 'metadata'));
  test('finds an item of a list by its beginning', () => strictEqual(at(['spec', 'containers', 0]), 'n'));
  test('falls back to the nearest field above', () => strictEqual(at(['spec', 'template', 'spec']), 'spec'));
  test('falls back to the beginning of the document', () => strictEqual(at([]), 'k'));

  test('looks through an alias', () => {
    const aliased = 'one: &x {image: here}\ntwo: *x\n';
    const [document] = parseYaml(aliased);
    strictEqual(document && covered(aliased, document.rangeOf(['two', 'image'])), 'here');
  });
});
