import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { connect } from '../../../src/cluster/client/clusterClient.ts';
import type { ClusterClient } from '../../../src/cluster/ports.ts';
import { kinds } from '../../../src/cluster/resource.ts';
import { type DemoCluster, startDemoCluster } from '../../../src/demo/demoCluster.ts';
import { type DryRunReport, dryRun } from '../../../src/deploy/dryRun.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: dry
  namespace: default
spec:
  replicaz: 2
  selector:
    matchLabels: { app: dry }
  template:
    metadata:
      labels: { app: dry }
    spec:
      containers:
        - name: web
          imagee: nginx:1.29
`;
const configMap = (namespace: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: ${namespace}
data: { mode: fast }
`;

suite('a dry run on the demo cluster', () => {
  let cluster: DemoCluster;
  let client: ClusterClient;
  before(async () => {
    cluster = await startDemoCluster({ isEmpty: true });
    const { server, token } = cluster;
    const context = { name: 'demo', cluster: 'demo', server, user: 'demo', isCurrent: true };
    client = connect({ context, cluster: { server }, user: { token } }, {});
  });
  after(async () => {
    client.dispose();
    await cluster.stop();
  });

  async function report(text: string, namespace = 'default'): Promise<DryRunReport> {
    const found = await dryRun({ path: 'm.yaml', text }, { store: client, discovery: client }, { namespace });
    assert.ok(found.ok, found.ok ? '' : found.failure.message);
    return found.value;
  }

  test('places every misspelt field of a new object', async () => {
    const { answers, taken } = await report(deployment);
    assert.deepEqual(
      answers.map(({ range, severity }) => [range.start.line, severity]),
      [
        [6, 'error'],
        [15, 'error'],
      ],
    );
    assert.deepEqual(taken, []);
  });

  test('says that all is well, and changes nothing', async () => {
    const { answers, taken, total } = await report(configMap('default'));
    assert.deepEqual([answers, taken, total], [[], ['ConfigMap default/settings'], 1]);
    const live = await client.get({ kind: kinds.configMaps, namespace: 'default', name: 'settings' });
    assert.ok(!live.ok && live.failure.kind === 'notFound');
  });

  test('puts objects without a namespace where the context would', async () => {
    const { taken } = await report(configMap('default').replace('  namespace: default\n', ''), 'default');
    assert.deepEqual(taken, ['ConfigMap default/settings']);
  });

  test('cannot check what lies in a namespace of the same file', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: fresh }\n---\n';
    const { answers, taken } = await report(namespace + configMap('fresh'));
    assert.deepEqual(
      answers.map(({ says, severity }) => [says, severity]),
      [[{ kind: 'notCheckable', waitsFor: 'namespace' }, 'information']],
    );
    assert.deepEqual(taken, ['Namespace fresh']);
  });

  test('tells of a namespace that nobody makes, and of a kind that nobody serves', async () => {
    const unknown = 'apiVersion: example.com/v1\nkind: Sail\nmetadata: { name: jib }\n---\n';
    const { answers } = await report(unknown + configMap('nowhere'));
    assert.deepEqual(answers.map(({ says: { kind }, range }) => [kind, range.start.line]).toSorted(), [
      ['notServed', 1],
      ['refused', 8],
    ]);
  });

  test('tells who else owns a field of the live object', async () => {
    const ref = { kind: kinds.configMaps, namespace: 'default', name: 'owned' };
    const object = (mode: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'owned', namespace: 'default' },
      data: { mode },
    });
    assert.ok((await client.apply(ref, object('slow'), { fieldManager: 'data-team' })).ok);
    const { answers } = await report(configMap('default').replace('name: settings', 'name: owned'));
    assert.deepEqual(
      answers.map(({ says, severity }) => [says, severity]),
      [[{ kind: 'owned', manager: 'data-team', field: 'data.mode' }, 'warning']],
    );
  });

  test('tells of what no server needs to be asked about', async () => {
    const { answers } = await report('apiVersion: v1\nkind: ConfigMap\ndata: {}\n');
    assert.equal(answers.length, 1);
    assert.match(answers[0]?.says.kind === 'refused' ? answers[0].says.message : '', /no name/);
  });

  test('ends with a failure that is none of the manifest', async () => {
    const { server } = cluster;
    const context = { name: 'demo', cluster: 'demo', server, user: 'demo', isCurrent: true };
    const stranger = connect({ context, cluster: { server }, user: { token: 'wrong' } }, {});
    const found = await dryRun(
      { path: 'm.yaml', text: deployment },
      { store: stranger, discovery: stranger },
      { namespace: 'default' },
    );
    stranger.dispose();
    assert.equal(!found.ok && found.failure.kind, 'expiredLogin');
  });
});
