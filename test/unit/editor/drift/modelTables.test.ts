import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isInside, tablesOf } from '../../../../src/editor/drift/modelTables.ts';

function model(reference?: string, current?: string) {
  const annotations = { 'timonel/drift-reference': reference, 'timonel/drift-current': current };
  return { metadata: { name: 'churn', annotations } };
}

suite('tablesOf', () => {
  test('reads both annotations', () => {
    const tables = tablesOf(model('data/reference.csv', 'data/current.csv'));
    assert.deepEqual(tables, { reference: 'data/reference.csv', current: 'data/current.csv' });
  });

  test('needs both', () => {
    assert.equal(tablesOf(model('data/reference.csv')), undefined);
    assert.equal(tablesOf({}), undefined);
  });

  test('does not follow the cluster out of the workspace', () => {
    assert.equal(tablesOf(model('../secrets.csv', 'data/current.csv')), undefined);
    assert.equal(tablesOf(model('data/reference.csv', '/etc/passwd')), undefined);
  });
});

suite('isInside', () => {
  for (const path of ['a.csv', 'a/b.csv', 'a b/c..d.csv', '.data/x.csv']) {
    test(`"${path}" stays inside`, () => assert.equal(isInside(path), true));
  }
  for (const path of [
    '..',
    'a/../../b',
    '..\\b',
    '/a',
    '\\\\host\\a',
    'C:\\a',
    'file:///a',
    'a//b',
    '',
    'a\0',
  ]) {
    test(`${JSON.stringify(path)} does not`, () => assert.equal(isInside(path), false));
  }
});
