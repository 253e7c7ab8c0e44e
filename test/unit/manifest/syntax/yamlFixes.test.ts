import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withFixApplied } from '../../../support/fixes.ts';

/** What the first fix of the first problem makes of a text; undefined where there is none. */
function mended(text: string): string | undefined {
  const [problem] = parseManifestText(text).flatMap(document => document.problems);
  assert.ok(problem);
  const [fix] = problem.fixes?.() ?? [];
  assert.notEqual(fix?.isSafe, true);
  return fix && withFixApplied(text, fix);
}

suite('fixes of broken YAML', () => {
  test('indent with spaces', () => {
    assert.equal(mended('a:\n\tb: 1\n'), 'a:\n  b: 1\n');
    assert.equal(mended('a:\n  b:\n  \tc: 1\n'), 'a:\n  b:\n    c: 1\n');
  });
  test('quote a value with a colon in it', () => {
    assert.equal(mended('a:\n  b: Error: it "broke"\n'), 'a:\n  b: "Error: it \\"broke\\""\n');
    assert.equal(mended('a: b: c\r\nd: e\r\n'), 'a: "b: c"\r\nd: e\r\n');
  });
  test('make no guess where a comment follows', () => assert.equal(mended('a: b: c # d\n'), undefined));
  test('make no guess at anything else', () => assert.equal(mended('a: [b\n'), undefined));
});
