import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { looksLikeManifest } from '../../../src/editor/looksLikeManifest.ts';

suite('looksLikeManifest', () => {
  test('knows a manifest, wherever its document starts', () => {
    assert.equal(looksLikeManifest('# a note\n---\nkind: Pod\napiVersion: v1\n'), true);
    assert.equal(looksLikeManifest('apiVersion: v1\r\nkind: Pod\r\n'), true);
  });

  test('leaves other YAML alone', () => {
    assert.equal(looksLikeManifest('kind: Pod\n'), false);
    assert.equal(looksLikeManifest('nested:\n  apiVersion: v1\n  kind: Pod\n'), false);
    assert.equal(looksLikeManifest('apiVersion:\nkind:\n'), false);
    assert.equal(looksLikeManifest(''), false);
  });
});
