import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ContextFacts } from '../../../src/cluster/contexts.ts';
import { contextRow } from '../../../src/tree/contextRows.ts';

const context: ContextFacts = {
  name: 'eu',
  cluster: 'eu-1',
  server: 'https://eu',
  user: 'ana',
  isCurrent: false,
};
const idle = { isCurrent: false, isConnected: false, namespaces: [] };

suite('contextRow', () => {
  test('offers to use a context that is not the current one', () => {
    const row = contextRow(context, idle);
    assert.deepEqual(row.tokens, ['context', 'canUse']);
    assert.equal(row.description, undefined);
    assert.equal(row.tone, 'muted');
  });

  test('marks the current one and what it is limited to', () => {
    const row = contextRow(context, { isCurrent: true, isConnected: true, namespaces: ['a', 'b'] });
    assert.equal(row.description, 'current · a, b');
    assert.deepEqual(row.tokens, ['context', 'canDisconnect', 'canRetry']);
    assert.equal(row.tone, 'good');
  });

  test('counts many namespaces', () => {
    assert.equal(contextRow(context, { ...idle, namespaces: ['a', 'b', 'c'] }).description, '3 namespaces');
  });

  test('offers to sign in where there is a login', () => {
    const row = contextRow({ ...context, loginCommand: 'aws' }, idle);
    assert.deepEqual(row.tokens, ['context', 'canUse', 'canSignIn']);
    assert.deepEqual(row.tooltip?.rows.at(-2), ['Login', 'aws']);
  });
});
