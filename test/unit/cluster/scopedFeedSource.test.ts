import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { allNamespaces, isSameScope, scopeOf } from '../../../src/cluster/namespaceScope.ts';
import type { FactKind } from '../../../src/cluster/objectFacts.ts';
import { kinds } from '../../../src/cluster/resource.ts';
import { ScopedFeedSource } from '../../../src/cluster/scopedFeedSource.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { refused, ScriptedReader, type TinyFacts, tinyKind } from '../../support/scriptedReader.ts';

const nodeKind: FactKind<TinyFacts> = { ...tinyKind, resource: kinds.nodes };

function aSource(namespaces: readonly string[] = []) {
  const reader = new ScriptedReader();
  const parts = { clock: new FakeClock(), random: () => 0, scope: scopeOf(namespaces) };
  return { reader, source: new ScopedFeedSource(reader, parts) };
}

const asked = (reader: ScriptedReader) => reader.listQueries.map(query => query.namespace);

suite('the source of feeds', () => {
  test('gives the same feed for the same kind, and asks nothing for it', () => {
    const { source, reader } = aSource();
    assert.equal(source.feed(tinyKind), source.feed(tinyKind));
    assert.notEqual(source.feed(tinyKind), source.feed(nodeKind) as unknown);
    assert.deepEqual(reader.asked, []);
  });

  test('does not mistake other facts of the same kind for these', () => {
    const { source } = aSource();
    const other: FactKind<TinyFacts> = { ...tinyKind, toFacts: wire => tinyKind.toFacts(wire) };
    assert.notEqual(source.feed(other), source.feed(tinyKind));
    assert.equal(source.feed(other), source.feed(other));
  });

  test('reads every namespace, one, or some', () => {
    for (const [namespaces, expected] of [
      [[], [undefined]],
      [['a'], ['a']],
      [
        ['b', 'a'],
        ['a', 'b'],
      ],
    ] as const) {
      const { source, reader } = aSource(namespaces);
      source.feed(tinyKind).use();
      assert.deepEqual(asked(reader), expected);
      source.dispose();
    }
  });

  test('reads what belongs to no namespace whatever the scope', () => {
    const { source, reader } = aSource(['a', 'b']);
    source.feed(nodeKind).use();
    assert.deepEqual(asked(reader), [undefined]);
  });

  test('ends the feeds of the old scope, and only what depends on it', async () => {
    const { source, reader } = aSource();
    const [pods, nodes] = [source.feed(tinyKind), source.feed(nodeKind)];
    pods.use();
    nodes.use();
    source.changeScope(scopeOf(['b']));
    assert.equal(pods.state.kind, 'idle');
    assert.equal(nodes.state.kind, 'loading');
    assert.equal(source.feed(nodeKind), nodes);
    assert.notEqual(source.feed(tinyKind), pods);
    source.feed(tinyKind).use();
    await turn();
    assert.deepEqual(asked(reader), [undefined, undefined, 'b']);
    assert.deepEqual(source.scope, { kind: 'chosen', namespaces: ['b'] });
  });

  test('tries again what was stopped', async () => {
    const { source, reader } = aSource();
    const feed = source.feed(tinyKind);
    feed.use();
    reader.answer(refused({ kind: 'expiredLogin', message: '', status: 401 }));
    await turn();
    assert.equal(feed.state.kind, 'stopped');
    source.retry();
    assert.equal(reader.asked.length, 2);
  });

  test('ends everything with itself', () => {
    const { source } = aSource();
    const feed = source.feed(tinyKind);
    feed.use();
    source.dispose();
    assert.equal(feed.state.kind, 'idle');
  });
});

suite('a scope', () => {
  test('of no namespaces is all of them', () => {
    assert.equal(scopeOf([]), allNamespaces);
    assert.equal(scopeOf(['']), allNamespaces);
  });

  test('is sorted and names each once', () => {
    assert.deepEqual(scopeOf(['b', 'a', 'b']), { kind: 'chosen', namespaces: ['a', 'b'] });
  });

  test('is compared by what it shows', () => {
    assert.equal(isSameScope(scopeOf(['a', 'b']), scopeOf(['b', 'a'])), true);
    assert.equal(isSameScope(scopeOf(['a']), scopeOf(['a', 'b'])), false);
    assert.equal(isSameScope(scopeOf(['a']), allNamespaces), false);
    assert.equal(isSameScope(allNamespaces, scopeOf([])), true);
  });
});
