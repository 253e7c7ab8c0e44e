import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Judge } from '../../../../../src/manifest/judge.ts';
import { allRules } from '../../../../../src/manifest/rules/table.ts';
import { trapFacts } from '../../../../../src/manifest/rules/yaml/trapFacts.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { pathOf } from '../../../../../src/manifest/syntax/lookup.ts';
import { sourceOf } from '../../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../../src/manifest/syntax/parseText.ts';
import { withFixApplied } from '../../../../support/fixes.ts';
import { builtInCatalog } from '../../../../support/schemas.ts';

const judge = new Judge(allRules());
const catalog = builtInCatalog();
const ids = new Set(trapFacts.map(({ id }) => id));

function traps(text: string) {
  return parseManifestText(text, { fileName: 'a.yaml' }).flatMap(document =>
    judge
      .document(document, catalog)
      .filter(({ rule }) => ids.has(rule))
      .map(({ rule, at, message, fixes, missing }) => ({
        rule,
        path: pathOf(at),
        source: sourceOf(at),
        message: wordsOf(message),
        missing,
        mended: (fixes?.() ?? []).map(fix => withFixApplied(text, fix)),
      })),
  );
}

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${data}\n`;
/** A kind of which nothing is known: every field may be of any type. */
const thing = (spec: string) =>
  `apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec:\n${spec}\n`;

function only(text: string) {
  const found = traps(text);
  assert.equal(found.length, 1, JSON.stringify(found));
  const [first] = found;
  assert.ok(first);
  return first;
}

suite('keys', () => {
  test('that are read as booleans', () => {
    const found = only(configMap('  y: "1"'));
    assert.deepEqual([found.rule, found.source], ['yaml/key-type', 'y']);
    assert.equal(found.message, 'Without quotes, the key y is read as true: put it in quotes.');
    assert.deepEqual(found.mended, [configMap('  "y": "1"')]);
  });
  test('that are read as other numbers', () =>
    assert.equal(
      only(configMap('  0755: a')).message,
      'Without quotes, the key 0755 is read as 493: put it in quotes.',
    ));
  test('that stay what they are are left alone', () =>
    assert.deepEqual(traps(configMap('  true: a\n  8080: b\n  "on": c\n  a: d')), []));
  test('that nobody knows are told by the schema alone', () =>
    assert.deepEqual(
      traps('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {on: a, containers: []}\n'),
      [],
    ));
});

suite('values of open type', () => {
  test('that are read as booleans', () => {
    const found = only(thing('  mode: on'));
    assert.deepEqual([found.rule, found.path], ['yaml/value-type', 'spec.mode']);
    assert.deepEqual(found.mended, [thing('  mode: "on"'), thing('  mode: true')]);
  });
  test('that lose digits of a version', () => {
    const found = only(thing('  modelVersion: 1.10'));
    assert.match(found.message, /becomes 1\.1/);
    assert.deepEqual(found.mended, [thing('  modelVersion: "1.10"')]);
    assert.equal(
      only(thing('  parameters: [{name: image-tag, value: 2.0}]')).path,
      'spec.parameters[0].value',
    );
    assert.equal(only(thing('  commit: 12e5')).path, 'spec.commit');
  });
  test('that are too large', () =>
    assert.equal(only(thing('  id: 12345678901234567890')).rule, 'yaml/value-type'));
  test('that are numbers and meant as such are left alone', () =>
    assert.deepEqual(
      traps(thing('  rate: 1e-4\n  share: 0.10\n  many: 1_000\n  b: true\n  c: 7\n  version: 2')),
      [],
    ));
  test('that begin with a zero', () => {
    const found = only(thing('  count: 010'));
    assert.deepEqual([found.rule, found.mended[0]], ['yaml/octal', thing('  count: 10')]);
    assert.deepEqual(traps(thing('  fileMode: 0644\n  zero: 0\n  none: 00')), []);
  });
});

suite('whole numbers', () => {
  const deployment = (replicas: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: ${replicas}\n`;
  test('with a leading zero', () => assert.match(only(deployment('010')).message, /means 8/));
  test('that mean the same either way', () => assert.deepEqual(traps(deployment('07')), []));
});

suite('lists', () => {
  test('with an empty item', () => {
    const found = only(thing('  args:\n  - a\n  -\n  - b'));
    assert.deepEqual([found.rule, found.path], ['yaml/empty-item', 'spec.args']);
    assert.match(found.message, /Item 2/);
  });
});

suite('characters', () => {
  test('that look like a blank', () => {
    const found = only(configMap('  a: x\u00a0y'));
    assert.equal(found.rule, 'yaml/invisible-character');
    assert.match(found.message, /Character 2 is U\+00A0/);
    assert.deepEqual(found.mended, [configMap('  a: x y')]);
  });
  test('that show nothing, in a key', () =>
    assert.deepEqual(only(thing('  a\u200bb: x')).mended, [thing('  ab: x')]));
  test('of prose and of scripts of the world are left alone', () =>
    assert.deepEqual(
      traps(
        configMap(
          '  a: "Das ist ein Satz mit sieben\u00a0Wörtern und mehr."\n  b: می\u200cخواهم\n  c: |\n    x\u00a0y',
        ),
      ),
      [],
    ));
  test('that are quotes in print', () => {
    const found = only(configMap('  a: “x y”'));
    assert.deepEqual([found.rule, found.mended[0]], ['yaml/typographic-quotes', configMap('  a: "x y"')]);
    assert.deepEqual(traps(configMap('  a: say “x”')), []);
  });
});

suite('scripts', () => {
  const pod = (args: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: a:1\n    args:\n${args}`;
  test('whose continued lines are folded', () => {
    const text = pod('    - >\n      python train.py \\\n      --epochs 3\n');
    const found = only(text);
    assert.equal(found.rule, 'yaml/folded-script');
    assert.deepEqual(found.mended, [text.replace('>', '|')]);
  });
  test('that begin with the name of their shell', () =>
    assert.equal(only(pod('    - >-\n      #!/bin/sh\n      echo a\n')).rule, 'yaml/folded-script'));
  test('that are meant as one line are left alone', () =>
    assert.deepEqual(
      traps(pod('    - >-\n      python train.py\n      --epochs 3\n    - |\n      a \\\n      b\n')),
      [],
    ));
});

suite('documents', () => {
  test('that go on behind their end', () => {
    const found = only(`${configMap('  a: b')}...\nkind: Pod\n`);
    assert.deepEqual([found.rule, found.source], ['yaml/content-after-end', '...']);
    assert.deepEqual(found.mended, [`${configMap('  a: b')}---\nkind: Pod\n`]);
    assert.deepEqual(traps(`${configMap('  a: b')}...\n# the end\n`), []);
  });
  test('without an apiVersion', () => {
    const text = 'kind: InferenceGraph\nmetadata: {name: a}\nspec: {}\n';
    const found = only(text);
    assert.deepEqual([found.rule, found.missing], ['yaml/missing-header', 'apiVersion']);
    assert.deepEqual(found.mended, [`apiVersion: serving.kserve.io/v1alpha1\n${text}`]);
  });
  test('without a kind', () =>
    assert.equal(only('apiVersion: v1\nmetadata: {name: a}\ndata: {}\n').missing, 'kind'));
  test('of other tools are left alone', () =>
    assert.deepEqual(traps('kind: pipeline\nname: x\nsteps: []\n'), []));
});

test('what an anchor shares is told once', () =>
  assert.equal(traps(thing('  a: &a {mode: on}\n  b: *a\n  c: {<<: *a}')).length, 1));

test('what is kept of an unchanged piece is told again after an edit elsewhere', () => {
  const items = Array.from(
    { length: 400 },
    (_, index) => `  - name: n${index}\n    mode: ${index === 7 ? 'on' : 'x'}\n`,
  );
  const before = thing(`  list:\n${items.join('')}`);
  const after = before
    .replace('name: n300', 'name: m300')
    .replace('mode: x\n  - name: n2\n', 'mode: off\n  - name: n2\n');
  const earlier = parseManifestText(before);
  const tell = (documents: ReturnType<typeof parseManifestText>) =>
    documents
      .flatMap(document => judge.document(document, catalog))
      .map(({ rule, at }) => `${rule} ${pathOf(at)}`);
  assert.deepEqual(
    tell(earlier).filter(line => line.startsWith('yaml/')),
    ['yaml/value-type spec.list[7].mode'],
  );
  const now = tell(parseManifestText(after, { previous: earlier }));
  assert.deepEqual(now, tell(parseManifestText(after)));
  assert.deepEqual(
    now.filter(line => line.startsWith('yaml/')),
    ['yaml/value-type spec.list[1].mode', 'yaml/value-type spec.list[7].mode'],
  );
});
