import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { inferenceServiceKind } from '../../../src/models/inferenceService.ts';
import { timeOfDay } from '../../../src/tree/moment.ts';
import { aTree } from '../../support/aTree.ts';
import { aNode, anInferenceService } from '../../support/facts.ts';
import { golden, treeText } from '../../support/treeText.ts';

const forbidden: Failure = { kind: 'forbidden', message: 'pods is forbidden', status: 403 };
const unreachable: Failure = { kind: 'unreachable', server: 'https://eu', message: 'connect ECONNREFUSED' };
const notServed: Failure = {
  kind: 'kindNotServed',
  group: 'serving.kserve.io',
  resource: 'inferenceservices',
  message: 'not found',
};

suite('ClusterTree, states', () => {
  test('says that it loads, and how far it is', () => {
    const { feeds, tree } = aTree();
    assert.equal(treeText(tree, 'nodes'), '~ Loading…\n');
    feeds.feed(nodeKind).say({ kind: 'loading', loaded: 250 });
    feeds.feed(podKind).say({ kind: 'loading', loaded: 1000 });
    feeds.feed(nodeKind).put(aNode());
    assert.equal(
      treeText(tree, 'nodes', 1),
      golden(`
        + node-1 | cpu 4 · mem 16 Gi
        ~ Loading… 1,250
      `),
    );
  });

  test('says so below a row while there is nothing else to see', () => {
    const { feeds, tree } = aTree();
    feeds.live(nodeKind, aNode());
    feeds.feed(podKind).say({ kind: 'loading', loaded: 0 });
    assert.equal(treeText(tree, 'nodes/node:node-1'), '~ Loading…\n');
    feeds.live(podKind);
    assert.equal(treeText(tree, 'nodes/node:node-1'), '\n');
  });

  test('offers a way out of emptiness', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({ kind: 'live' });
    const texts = ['models', 'training', 'nodes', 'workloads', 'services', 'config', 'storage'].map(group =>
      treeText(tree, group),
    );
    assert.equal(
      texts.join(''),
      golden(`
        - No models yet (deployProject)
        - No training runs yet
        - No nodes
        - Nothing runs here
        - No services
        - No config maps or secrets
        - No claims or volumes
      `),
    );
  });

  test('says what may not be listed, and shows the rest', () => {
    const { feeds, tree } = aTree();
    feeds.live(nodeKind, aNode());
    feeds.feed(podKind).say({ kind: 'stopped', failure: forbidden });
    assert.equal(
      treeText(tree, 'nodes', 1),
      golden(`
        ! Not allowed: list pods | Your account may not see this in the whole cluster. Choose the namespaces that you may see. pods is forbidden (chooseNamespaces)
        + node-1 | cpu 4 · mem 16 Gi
      `),
    );
  });

  test('says nothing of a kind that the cluster does not serve', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({ kind: 'live' });
    feeds.feed(inferenceServiceKind).say({ kind: 'stopped', failure: notServed });
    assert.equal(treeText(tree, 'models'), '- No models yet (deployProject)\n');
  });

  test('says once that the connection is lost, since when, and goes on showing what it knew', () => {
    const { feeds, clock, tree } = aTree();
    feeds.live(nodeKind, aNode());
    const sinceMs = clock.now();
    feeds.feed(nodeKind).say({ kind: 'lost', failure: unreachable, sinceMs, retryAtMs: sinceMs + 1000 });
    feeds.feed(podKind).say({ kind: 'lost', failure: unreachable, sinceMs: sinceMs + 5000, retryAtMs: 0 });
    const [lost, node, ...others] = tree.children(tree.row('nodes'));
    assert.equal(lost?.label, `Connection lost · shown as of ${timeOfDay(sinceMs)} · retrying`);
    assert.equal(lost?.action, 'retry');
    assert.deepEqual(lost?.tooltip?.rows, [
      ['Server', 'https://eu'],
      ['Said', 'connect ECONNREFUSED'],
    ]);
    assert.equal(node?.label, 'node-1');
    assert.deepEqual(others, []);
  });

  test('does not date what it has never seen', () => {
    const { feeds, tree } = aTree();
    feeds.feed(serviceKind).say({ kind: 'lost', failure: unreachable, sinceMs: 0, retryAtMs: 0 });
    assert.equal(tree.children(tree.row('services'))[0]?.label, 'Cannot reach the cluster · retrying');
  });

  test('says once that the login has expired', () => {
    const { feeds, tree } = aTree();
    feeds.sayAll({
      kind: 'stopped',
      failure: { kind: 'expiredLogin', message: 'Unauthorized', status: 401 },
    });
    assert.equal(
      treeText(tree, 'workloads'),
      golden(`
        ! The login has expired | The cluster no longer accepts these credentials. Sign in again to go on. Unauthorized (signInAgain)
      `),
    );
  });

  for (const [failure, action] of [
    [{ kind: 'badKubeconfig', message: 'no such context' }, 'openKubeconfig'],
    [{ kind: 'loginFailed', message: 'exec: aws: not found' }, 'signInAgain'],
    [{ kind: 'badAnswer', message: '<html>' }, 'retry'],
    [{ kind: 'notFound', message: '404' }, 'retry'],
  ] as const satisfies readonly (readonly [Failure, string])[]) {
    test(`offers ${action} after ${failure.kind}`, () => {
      const { feeds, tree } = aTree();
      feeds.feed(serviceKind).say({ kind: 'stopped', failure });
      const [row] = tree.children(tree.row('services'));
      assert.equal(row?.action, action);
      assert.deepEqual(row?.tokens, ['state']);
    });
  }

  test('finds its state rows again by their ids, and what is above them', () => {
    const { tree } = aTree();
    const [row] = tree.children(tree.row('nodes'));
    assert.ok(row);
    assert.deepEqual(tree.row(row.id), row);
    assert.equal(tree.parent(row.id)?.id, 'nodes');
    assert.deepEqual(tree.children(row), []);
  });

  test('retries the feeds of a group, or all of them', () => {
    const { feeds, tree } = aTree();
    tree.retry('services/state:lost');
    assert.deepEqual([feeds.feed(serviceKind).retryCount, feeds.feed(podKind).retryCount], [1, 0]);
    tree.retry();
    assert.deepEqual([feeds.feed(serviceKind).retryCount, feeds.feed(podKind).retryCount], [2, 1]);
  });

  test('shows hostile texts on one line, without marks that turn the direction of writing', () => {
    const { feeds, tree } = aTree();
    const message = 'first\u202eline\n\n\u0007second <b>&amp;</b> [x](command:y)';
    const conditions = [{ type: 'Ready', status: 'False', reason: undefined, message }];
    feeds.live(inferenceServiceKind, anInferenceService({ name: '<script>', conditions }));
    const [row] = tree.children(tree.row('models'));
    assert.equal(row?.label, '<script>');
    assert.match(row?.description ?? '', /first line second <b>&amp;<\/b> \[x\]\(command:y\)/);
  });
});
