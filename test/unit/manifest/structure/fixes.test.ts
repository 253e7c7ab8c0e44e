import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Judge } from '../../../../src/manifest/judge.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withFixApplied } from '../../../support/fixes.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const judge = new Judge(allRules());
const catalog = builtInCatalog();

/** What the fixes of the first problem of a rule make of a text. */
function mended(text: string, rule: string): readonly string[] {
  const [document] = parseManifestText(text);
  assert.ok(document);
  const problem = judge.document(document, catalog).find(found => found.rule === rule);
  assert.ok(problem, `nothing is said by ${rule}`);
  return (problem.fixes?.() ?? []).map(fix => withFixApplied(text, fix));
}

function mends(name: string, rule: string, broken: string, whole: string): void {
  test(name, () => assert.equal(mended(broken, rule)[0], whole));
}

const pod = (spec: string, metadata = 'name: a') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  ${metadata}\nspec:\n${spec}\n`;
const container = (fields: string) => pod(`  containers:\n  - name: a\n    image: a:1\n${fields}`);
const httpRoute = (spec: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec: ${spec}\n`;
const job = (spec: string) => `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec:\n${spec}\n`;

suite('fixes of wrong types', () => {
  mends(
    'make a list of a text',
    'schema/wrong-type',
    container('    command: sleep'),
    container('    command: [sleep]'),
  );
  mends(
    'make a list of a map',
    'schema/wrong-type',
    container('    ports:\n      containerPort: 80\n      name: http'),
    container('    ports:\n      - containerPort: 80\n        name: http'),
  );
  test('leave a map alone that fits no item', () =>
    assert.deepEqual(mended(container('    ports:\n      http: 80'), 'schema/wrong-type'), []));
  mends(
    'take a text out of a list',
    'schema/wrong-type',
    container('    workingDir:\n    - /a'),
    container('    workingDir:\n      /a'),
  );
  mends(
    'take a text out of brackets',
    'schema/wrong-type',
    container('    workingDir: [/a]'),
    container('    workingDir: /a'),
  );
  mends(
    'put a blank behind a colon',
    'schema/wrong-type',
    pod('  containers:\n  - name:a'),
    pod('  containers:\n  - name: a'),
  );
  mends(
    'put braces into quotes',
    'schema/wrong-type',
    container('    workingDir: {{ folder }}'),
    container('    workingDir: "{{ folder }}"'),
  );
});

suite('fixes of unknown fields', () => {
  mends(
    'move one further out',
    'schema/unknown-field',
    container('    nodeName: b'),
    pod('  containers:\n  - name: a\n    image: a:1\n  nodeName: b'),
  );
  mends(
    'move one further in',
    'schema/unknown-field',
    job('  restartPolicy: Never\n  template:\n    spec:\n      containers: [{name: a, image: a:1}]'),
    job('  template:\n    spec:\n      containers: [{name: a, image: a:1}]\n      restartPolicy: Never'),
  );
  test('move none where its place is taken', () => {
    const text = pod('  nodeName: c\n  containers:\n  - name: a\n    image: a:1\n    nodeName: b');
    assert.deepEqual(mended(text, 'schema/unknown-field'), [text.replace('    nodeName: b\n', '')]);
  });
});

suite('other fixes', () => {
  mends(
    'add what is required',
    'schema/missing-field',
    container('    volumeMounts:\n    - name: data'),
    container('    volumeMounts:\n    - name: data\n      mountPath: ""'),
  );
  test('take away what the server sets', () => {
    const text = pod('  containers: [{name: a, image: a:1}]', 'name: a\n  resourceVersion: "1"');
    assert.deepEqual(mended(text, 'metadata/server-set'), [text.replace('  resourceVersion: "1"\n', '')]);
  });
  mends(
    'spell a text as its pattern asks',
    'schema/pattern',
    httpRoute('{hostnames: [Example.ORG]}'),
    httpRoute('{hostnames: [example.org]}'),
  );
  test('write the nearest number that is allowed', () => {
    const text = httpRoute('{rules: [{backendRefs: [{name: a, port: 0}]}]}');
    assert.deepEqual(mended(text, 'schema/limit'), [text.replace('port: 0', 'port: 1')]);
  });
  test('offer values where none is near', () => {
    const text = container('    imagePullPolicy: Whenever');
    assert.deepEqual(
      mended(text, 'schema/unsupported-value'),
      ['Always', 'IfNotPresent', 'Never'].map(policy => text.replace('Whenever', policy)),
    );
  });
  test('encode what is no base64', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: geheim-ü}\n';
    assert.deepEqual(mended(text, 'schema/format'), [text.replace('geheim-ü', 'Z2VoZWltLcO8')]);
  });
  test('take away an item that comes twice', () => {
    const filter = '{type: RequestHeaderModifier, requestHeaderModifier: {remove: [a, a]}}';
    const text = httpRoute(`{rules: [{filters: [${filter}]}]}`);
    assert.deepEqual(mended(text, 'schema/duplicate-item'), [text.replace('[a, a]', '[a]')]);
  });
});
