import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { objectPath, type WireObject } from '../../../src/cluster/resource.ts';
import { applyPlan } from '../../../src/deploy/applyPlan.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { aCluster, conflictOn, deploy, ml, outcomes, previewOf, settings, takesOver } from './deployment.ts';
import { MemoryCluster } from './memoryCluster.ts';
import { bare } from './support.ts';

suite('applyPlan', () => {
  test('applies in order, and a second time nothing', async () => {
    const cluster = new MemoryCluster();
    const text = `${settings}---\n${ml}`;
    deepStrictEqual(outcomes(await deploy(cluster, text)), ['applied ml', 'applied settings']);
    deepStrictEqual(cluster.writes, ['apply Namespace ml', 'apply ConfigMap settings']);
    deepStrictEqual(outcomes(await deploy(cluster, text)), ['unchanged ml', 'unchanged settings']);
    deepStrictEqual(cluster.writes, []);
  });

  test('sends only what differs', async () => {
    const cluster = new MemoryCluster();
    await deploy(cluster, `${ml}---\n${settings}`);
    const report = await deploy(cluster, `${ml}---\n${settings.replace('fast', 'slow')}`);
    deepStrictEqual(outcomes(report), ['unchanged ml', 'applied settings']);
    deepStrictEqual(cluster.writes, ['apply ConfigMap settings']);
  });

  test('stops at the first failure and tells what was done and what was not', async () => {
    const cluster = aCluster();
    const text = ['a', 'b', 'c'].map(name => bare('v1', 'ConfigMap', name, 'ml')).join('---\n');
    cluster.refusals.set('apply ConfigMap b', { kind: 'forbidden', status: 403, message: 'no' });
    const report = await deploy(cluster, text);
    deepStrictEqual(outcomes(report), ['applied a']);
    deepStrictEqual(
      report.remaining.map(step => step.name),
      ['b', 'c'],
    );
    deepStrictEqual([report.stopped?.step.name, report.stopped?.failure.message], ['b', 'no']);
    cluster.refusals.clear();
    deepStrictEqual(outcomes(await deploy(cluster, text)), ['unchanged a', 'applied b', 'applied c']);
  });

  test('does not begin when the dry run was refused', async () => {
    const cluster = aCluster();
    cluster.refusals.set('dry apply ConfigMap settings', { kind: 'invalid', causes: [], message: 'bad' });
    const report = await deploy(cluster, `${bare('v1', 'Secret', 'first', 'ml')}---\n${settings}`);
    deepStrictEqual([report.done, cluster.writes, report.stopped?.failure.message], [[], [], 'bad']);
  });

  test('creates what is named by the server, every time', async () => {
    const cluster = aCluster();
    const text = 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: train-, namespace: ml}\n';
    await deploy(cluster, text);
    await deploy(cluster, text);
    const names = [...cluster.objects.keys()].filter(path => path.includes('/jobs/'));
    strictEqual(names.length, 2);
  });

  test('can be cancelled between two steps', async () => {
    const cluster = aCluster();
    const previews = await previewOf(cluster, `${bare('v1', 'Secret', 'a', 'ml')}---\n${settings}`);
    const ending = new AbortController();
    cluster.onWrite = () => ending.abort();
    const ports = { store: cluster, discovery: cluster, clock: new FakeClock() };
    const report = await applyPlan(previews, ports, takesOver, { signal: ending.signal });
    deepStrictEqual(
      [outcomes(report), report.isCancelled, report.remaining.length],
      [['applied a'], true, 1],
    );
  });

  test('waits for the account of a new namespace before it gives up on a bare pod', async () => {
    const cluster = aCluster();
    const missing: Failure = {
      kind: 'forbidden',
      message: 'error looking up service account: serviceaccount "default" not found',
    };
    cluster.once.set('apply Pod p', missing);
    deepStrictEqual(outcomes(await deploy(cluster, bare('v1', 'Pod', 'p', 'ml'))), ['applied p']);
    deepStrictEqual(cluster.writes, ['apply Pod p', 'apply Pod p']);
  });
});

suite('applyPlan decides', () => {
  const withConflict = () => {
    const cluster = aCluster({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'ml' },
      data: { mode: 'theirs' },
    });
    for (const deed of ['dry apply ConfigMap settings', 'apply ConfigMap settings']) {
      cluster.refusals.set(deed, conflictOn('.data.mode'));
    }
    return cluster;
  };
  const live = (cluster: MemoryCluster) =>
    cluster.objects.get('/api/v1/namespaces/ml/configmaps/settings')?.['data'];

  test('to take a field over', async () => {
    const cluster = withConflict();
    deepStrictEqual(outcomes(await deploy(cluster, settings)), ['applied settings']);
    deepStrictEqual(cluster.writes, ['force apply ConfigMap settings']);
    deepStrictEqual(live(cluster), { mode: 'fast', size: 'small' });
  });

  test('to keep theirs, and apply the rest', async () => {
    const cluster = withConflict();
    cluster.refusals.delete('apply ConfigMap settings');
    await deploy(cluster, settings, { ...takesOver, onConflict: async () => 'keepTheirs' });
    deepStrictEqual(cluster.writes, ['apply ConfigMap settings']);
    deepStrictEqual(live(cluster), { size: 'small' });
  });

  test('to cancel before anything is sent', async () => {
    const cluster = withConflict();
    const text = `${bare('v1', 'Secret', 'a', 'ml')}---\n${settings}`;
    const report = await deploy(cluster, text, { ...takesOver, onConflict: async () => 'cancel' });
    deepStrictEqual([report.isCancelled, cluster.writes], [true, []]);
  });

  test('about a conflict that comes up late', async () => {
    const cluster = aCluster();
    cluster.refusals.set('apply ConfigMap settings', conflictOn('.data.mode'));
    deepStrictEqual(outcomes(await deploy(cluster, settings)), ['applied settings']);
    deepStrictEqual(cluster.writes, ['apply ConfigMap settings', 'force apply ConfigMap settings']);
  });

  test('to leave out what the cluster does not serve', async () => {
    const cluster = aCluster();
    const text = `${settings}---\n${bare('example.com/v1', 'Thing', 'a')}`;
    deepStrictEqual(outcomes(await deploy(cluster, text)), ['applied settings', 'skipped a']);
    const cancelled = await deploy(cluster, text, { ...takesOver, onNotServed: async () => 'cancel' });
    deepStrictEqual([cancelled.isCancelled, cluster.writes], [true, []]);
  });
});

suite('applyPlan with definitions', () => {
  const text = `${bare('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.example.com')}spec:
  {group: example.com, scope: Cluster, names: {kind: Thing, plural: things}, versions: [{name: v1}]}
---
${bare('example.com/v1', 'Thing', 'a')}`;
  const definitions = {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    isNamespaced: false,
  };
  const things = {
    group: 'example.com',
    version: 'v1',
    plural: 'things',
    kind: 'Thing',
    isNamespaced: false,
  };
  const cluster = (conditions: readonly WireObject[]) => {
    const made = aCluster();
    made.served.set('apiextensions.k8s.io/v1 CustomResourceDefinition', definitions);
    made.onWrite = object => {
      if (object['kind'] !== 'CustomResourceDefinition') return;
      const path = objectPath({ kind: definitions, name: 'things.example.com' });
      made.objects.set(path, { ...object, status: { conditions } });
      if (conditions.some(item => item['type'] === 'Established'))
        made.served.set('example.com/v1 Thing', things);
    };
    return made;
  };

  test('waits until a definition is served, then applies its objects', async () => {
    const report = await deploy(cluster([{ type: 'Established', status: 'True' }]), text);
    deepStrictEqual(outcomes(report), ['applied things.example.com', 'applied a']);
  });

  test('stops when the names are refused', async () => {
    const report = await deploy(
      cluster([{ type: 'NamesAccepted', status: 'False', message: 'taken' }]),
      text,
    );
    deepStrictEqual([outcomes(report), report.stopped?.failure.message], [[], 'taken']);
  });

  test('stops when it takes too long', async () => {
    const report = await deploy(cluster([]), text);
    strictEqual(report.stopped?.failure.kind, 'timedOut');
  });
});
