import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LiveObjectRequest } from '../../../../src/manifest/protocol.ts';
import { type LiveContext, LiveObjects } from '../../../../src/manifest/server/liveObjects.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { aManifest } from '../../../support/manifests.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const catalog = builtInCatalog();

class Desk {
  readonly clock = new FakeClock();
  readonly asked: LiveObjectRequest[] = [];
  readonly live: LiveObjects;
  answer: unknown = { metadata: { resourceVersion: '1' } };
  changes = 0;

  constructor(context: LiveContext | undefined = { catalog, namespace: 'team-a' }) {
    this.live = new LiveObjects({
      connection: { sendRequest: ((_: string, request: LiveObjectRequest) => this.#reply(request)) as never },
      clock: this.clock,
      context: () => context,
      onChange: () => this.changes++,
    });
  }

  async #reply(request: LiveObjectRequest): Promise<unknown> {
    this.asked.push(request);
    if (this.answer instanceof Error) throw this.answer;
    return this.answer;
  }
}

const object = (name: string, header = 'apiVersion: v1\nkind: ConfigMap') =>
  aManifest(`${header}\nmetadata: {name: ${name}}\n`);

suite('LiveObjects', () => {
  test('asks when nobody has typed for a second, and tells that something changed', async () => {
    const desk = new Desk();
    assert.equal(desk.live.liveOf(object('a')), undefined);
    await desk.clock.advance(900);
    desk.live.liveOf(object('a'));
    await desk.clock.advance(900);
    assert.deepEqual(desk.asked, []);
    await desk.clock.advance(100);
    assert.deepEqual(desk.asked, [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'team-a' }]);
    assert.equal(desk.changes, 1);
    assert.deepEqual(desk.live.liveOf(object('a')), desk.answer);
  });

  test('takes an answer for some seconds, and says nothing when it is the same again', async () => {
    const desk = new Desk();
    desk.live.liveOf(object('a'));
    await desk.clock.advance(1_000);
    desk.live.liveOf(object('a'));
    await desk.clock.advance(5_000);
    assert.equal(desk.asked.length, 1);
    await desk.clock.advance(10_000);
    desk.live.liveOf(object('a'));
    await desk.clock.advance(1_000);
    assert.equal(desk.asked.length, 2);
    assert.equal(desk.changes, 1);
  });

  test('leaves the namespace out for cluster-wide kinds', async () => {
    const desk = new Desk();
    desk.live.liveOf(object('a', 'apiVersion: v1\nkind: Namespace'));
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.asked, [{ apiVersion: 'v1', kind: 'Namespace', name: 'a' }]);
  });

  test('asks for nothing without a cluster, a name or a known kind', async () => {
    const away = new Desk();
    const desk = new Desk({ catalog, namespace: 'a' });
    desk.live.liveOf(aManifest('apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n'));
    desk.live.liveOf(object('a', 'apiVersion: example.org/v1\nkind: Thing'));
    const unconnected = new LiveObjects({
      connection: { sendRequest: (() => assert.fail('asked')) as never },
      clock: away.clock,
      context: () => undefined,
      onChange: () => undefined,
    });
    assert.equal(unconnected.liveOf(object('a')), undefined);
    assert.equal(desk.clock.pending + away.clock.pending, 0);
  });

  test('takes no answer for the cluster that was left', async () => {
    const desk = new Desk();
    desk.live.liveOf(object('a'));
    await desk.clock.advance(1_000);
    desk.live.forget();
    assert.equal(desk.live.liveOf(object('a')), undefined);
    desk.live.forget();
    await desk.clock.advance(5_000);
    assert.equal(desk.asked.length, 1);
  });

  test('knows nothing where the editor cannot answer', async () => {
    const desk = new Desk();
    desk.answer = new Error('no such method');
    desk.live.liveOf(object('a'));
    await desk.clock.advance(1_000);
    assert.equal(desk.live.liveOf(object('a')), undefined);
    assert.equal(desk.changes, 0);
  });
});
