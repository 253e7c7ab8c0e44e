import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { safeText } from '../../../../src/cluster/client/safeText.ts';

suite('safeText', () => {
  test('leaves an ordinary message alone', () => {
    const message = 'pods "p" is forbidden: User "u" cannot list resource "pods"';
    assert.equal(safeText(message), message);
    assert.equal(safeText('secrets "db-token-x" not found'), 'secrets "db-token-x" not found');
  });

  test('hides what looks like a credential', () => {
    assert.equal(safeText('Authorization: Bearer abc.def-123456'), 'Authorization: Bearer (hidden)');
    assert.equal(safeText('sent eyJhbGciOi.eyJzdWIi.c2ln to'), 'sent (hidden) to');
    assert.equal(safeText('{"token":"abcdef123456"}'), '{"token":"(hidden)"}');
    assert.equal(safeText('client_secret=abcdef123456&x'), 'client_secret=(hidden)');
    assert.equal(
      safeText('proxy http://me:pw@proxy:3128 refused'),
      'proxy http://(hidden)@proxy:3128 refused',
    );
  });

  test('takes out control characters and marks that turn text around', () => {
    assert.equal(safeText('a\u001b[31mred\u0000\u202eb'), 'a [31mred b');
    assert.equal(safeText('two\nlines\tkept'), 'two\nlines\tkept');
  });

  test('cuts', () => {
    assert.equal(safeText('abcdef', 4), 'abc…');
    assert.equal(safeText('x'.repeat(1_000_000)).length, 1_000);
  });
});
