import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { Emitter } from '../../../../src/base/event.ts';
import { Owner } from '../../../../src/base/owner.ts';
import { systemClock } from '../../../../src/base/systemClock.ts';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import { allNamespaces } from '../../../../src/cluster/namespaceScope.ts';
import type { ClusterClient } from '../../../../src/cluster/ports.ts';
import { ScopedFeedSource } from '../../../../src/cluster/scopedFeedSource.ts';
import { startDemoCluster } from '../../../../src/demo/demoCluster.ts';
import { SchemaCache } from '../../../../src/editor/manifest/schemaCache.ts';
import { SessionKnowledge } from '../../../../src/editor/manifest/sessionKnowledge.ts';
import type { ClusterFacts, ClusterKinds } from '../../../../src/manifest/protocol.ts';

/** What the language server would hear of a demo cluster, and what the cluster was asked. */
class Listening extends Owner {
  readonly kinds: ClusterKinds[] = [];
  readonly asked: string[] = [];
  readonly #heard = this.own(new Emitter<void>());
  readonly retried = this.own(new Emitter<void>());
  facts: ClusterFacts | undefined;
  readonly knowledge: SessionKnowledge;

  constructor(client: ClusterClient, folder: string) {
    super();
    const { asked } = this;
    const watched = new Proxy(client, {
      get: (target, name, receiver) => {
        asked.push(String(name));
        const value: unknown = Reflect.get(target, name, receiver);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const parts = { clock: systemClock, random: () => 0.5, scope: allNamespaces };
    const session = {
      context: { name: 'demo', namespace: 'models' },
      client: watched,
      feeds: this.own(new ScopedFeedSource(watched, parts)),
      scope: allNamespaces,
      onDidRetry: this.retried.event,
    };
    this.knowledge = this.own(
      new SessionKnowledge({
        session,
        cache: new SchemaCache(folder),
        clock: systemClock,
        tell: {
          kinds: kinds => {
            this.kinds.push(kinds);
            this.#heard.fire();
          },
          facts: facts => {
            this.facts = facts;
            this.#heard.fire();
          },
        },
      }),
    );
  }

  /** Waits until what was heard is as wanted. */
  async until(isIt: () => boolean): Promise<void> {
    while (!isIt()) {
      await new Promise<void>(resolve => {
        const once = this.#heard.event(() => {
          once.dispose();
          resolve();
        });
      });
    }
  }
}

async function aDemo() {
  const resources = new AsyncDisposableStack();
  const cluster = await startDemoCluster({});
  resources.defer(() => cluster.stop());
  const folder = mkdtempSync(join(tmpdir(), 'timonel-knowledge-'));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  const context = { name: 'demo', cluster: 'demo', server: cluster.server, user: 'demo', isCurrent: true };
  const client = connect(
    { context, cluster: { server: cluster.server }, user: { token: cluster.token } },
    {},
  );
  resources.defer(() => client.dispose());
  const listen = () => {
    const listening = new Listening(client, folder);
    resources.defer(() => listening.dispose());
    return listening;
  };
  return Object.assign(resources, { listen, folder });
}

suite('what a connected cluster says about manifests', () => {
  test('its kinds, and of objects nothing before a manifest needs them', async () => {
    await using demo = await aDemo();
    const heard = demo.listen();
    await heard.until(() => heard.kinds.length > 0);
    const [told] = heard.kinds;
    assert.equal(told?.context, 'demo');
    assert.ok(told.kinds.some(({ kind }) => kind === 'InferenceService'));
    assert.ok(told.schemaHashes['apis/serving.kserve.io/v1beta1']);
    assert.deepEqual(
      heard.asked.filter(name => name === 'listPage' || name === 'watch'),
      [],
    );
  });

  test('the objects that are needed, completely', async () => {
    await using demo = await aDemo();
    const heard = demo.listen();
    heard.knowledge.need({ kinds: ['/Secret', 'example.com/Unserved'], room: false });
    await heard.until(() => heard.facts?.complete.length === 1);
    const { objects = [], complete, nodes, namespace } = heard.facts ?? {};
    assert.deepEqual(complete, [{ kind: '/Secret', namespaces: 'all' }]);
    assert.deepEqual([...new Set(objects.map(({ kind }) => kind))], ['Secret']);
    assert.ok(objects.some(({ keys }) => (keys?.length ?? 0) > 0));
    assert.deepEqual([nodes, namespace], [undefined, 'models']);
  });

  test('the free room, once nodes and pods are known', async () => {
    await using demo = await aDemo();
    const heard = demo.listen();
    heard.knowledge.need({ kinds: [], room: true });
    await heard.until(() => heard.facts?.nodes !== undefined);
    const gpuNodes = (heard.facts?.nodes ?? []).filter(node => (node.allocatable['nvidia.com/gpu'] ?? 0) > 0);
    assert.ok(gpuNodes.length > 0);
    assert.ok(
      gpuNodes.some(node => (node.free['nvidia.com/gpu'] ?? 0) < (node.allocatable['nvidia.com/gpu'] ?? 0)),
    );
  });

  test('a schema is read once and then from disk', async () => {
    await using demo = await aDemo();
    const first = demo.listen();
    const text = await first.knowledge.openApi('apis/serving.kserve.io/v1beta1');
    assert.ok(text?.includes('InferenceService'));
    assert.equal(readdirSync(demo.folder).length, 1);
    const second = demo.listen();
    assert.equal(await second.knowledge.openApi('apis/serving.kserve.io/v1beta1'), text);
    assert.ok(!second.asked.includes('readSchemas'));
    assert.equal(await second.knowledge.openApi('apis/no.such.group/v1'), undefined);
  });
});
