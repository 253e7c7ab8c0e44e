import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenFile } from '../../src/manifest/server/openFile.ts';

const uri = 'file:///big.yaml';
const entries = Array.from({ length: 4_000 }, (_, index) => `  key-${index}: some value\n`).join('');
const big = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: big\ndata:\n${entries}`;

/** What an open file holds after each of the texts. */
function countsAfter(...texts: readonly string[]): readonly number[] {
  const file = new OpenFile(TextDocument.create(uri, 'yaml', 0, ''));
  return texts.map((text, version) => {
    file.update(TextDocument.create(uri, 'yaml', version + 1, text));
    return file.documents().flatMap(document => document.objects).length;
  });
}

suite('a big open file', () => {
  test('stays a manifest over edits that say nothing of it', () => {
    assert.deepEqual(countsAfter(big, big.replace('some value', 'another'), `${big}  more: x\n`), [1, 1, 1]);
  });

  test('is none while it holds what only a template engine reads', () => {
    const template = big.replace('  key-7: some value\n', '{{- if .Values.on }}\n');
    assert.deepEqual(countsAfter(big, template, big), [1, 0, 1]);
  });

  test('is none without its header, and one again with it', () => {
    const headless = big.replace('apiVersion: v1\nkind: ConfigMap\n', '');
    assert.deepEqual(countsAfter(big, headless, big), [1, 0, 1]);
  });

  test('is looked at anew where two lines become one', () => {
    const joined = big.replace('apiVersion: v1\nkind: ConfigMap\n', 'apiVersion: v1 kind: ConfigMap\n');
    assert.deepEqual(countsAfter(big, joined, big), [1, 0, 1]);
  });
});
