import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { valueAt } from '../../../src/cluster/wireReader.ts';
import { previewPlan } from '../../../src/deploy/previewPlan.ts';
import { resolvePlan } from '../../../src/deploy/resolvePlan.ts';
import { aCluster, conflictOn, ml, previewOf, settings } from './deployment.ts';
import { MemoryCluster } from './memoryCluster.ts';
import { bare, planOf } from './support.ts';

suite('previewPlan', () => {
  test('asks by dry runs and changes nothing', async () => {
    const cluster = aCluster();
    const previews = await previewOf(cluster, settings);
    deepStrictEqual(
      previews.map(preview => [preview.kind, preview.kind === 'checked' && preview.diff.kind]),
      [['checked', 'created']],
    );
    deepStrictEqual([cluster.writes, cluster.objects.size], [['dry apply ConfigMap settings'], 1]);
  });

  test('knows that a namespace of the plan is not there yet', async () => {
    const [first, second] = await previewOf(new MemoryCluster(), `${ml}---\n${settings}`);
    deepStrictEqual([first?.kind, second?.kind], ['checked', 'notCheckable']);
    strictEqual(second?.kind === 'notCheckable' && second.waitsFor, 'namespace');
  });

  test('refuses an object whose namespace nobody makes', async () => {
    const [only] = await previewOf(new MemoryCluster(), settings);
    strictEqual(only?.kind === 'refused' && only.failure.message, 'namespaces "ml" not found');
  });

  test('tells what is served by nobody', async () => {
    const [only] = await previewOf(aCluster(), bare('example.com/v1', 'Thing', 'a'));
    strictEqual(only?.kind, 'notServed');
  });

  test('shows a conflict with its owner, and what taking over would do', async () => {
    const cluster = aCluster();
    cluster.refusals.set('dry apply ConfigMap settings', conflictOn('.data.mode'));
    const [only] = await previewOf(cluster, settings);
    deepStrictEqual(only?.kind === 'conflict' && only.conflicts, [
      { manager: 'kubectl-edit', field: 'data.mode', path: ['data', 'mode'] },
    ]);
    strictEqual(only?.kind === 'conflict' && /mode: fast/.test(only.diff.after), true);
  });

  test('ends at once when the cluster is not there', async () => {
    const cluster = aCluster();
    cluster.refusals.set('get ConfigMap settings', { kind: 'unreachable', server: 's', message: 'gone' });
    const steps = await resolvePlan(planOf(settings), cluster);
    const previews = steps.ok ? await previewPlan(steps.value, cluster) : steps;
    strictEqual(!previews.ok && previews.failure.kind, 'unreachable');
  });
});

suite('resolvePlan', () => {
  const resolved = async (text: string, namespace?: string) => {
    const steps = await resolvePlan(planOf(text, namespace), new MemoryCluster());
    return steps.ok ? steps.value : [];
  };

  test("puts objects into their own namespace, else the plan's, else default", async () => {
    const text = `${bare('v1', 'ConfigMap', 'a', 'own')}---\n${bare('v1', 'ConfigMap', 'b')}`;
    const namespaces = (steps: Awaited<ReturnType<typeof resolved>>) =>
      steps.map(step => valueAt(step.object, 'metadata', 'namespace'));
    deepStrictEqual(namespaces(await resolved(text, 'ml')), ['own', 'ml']);
    deepStrictEqual(namespaces(await resolved(text)), ['own', 'default']);
  });

  test('takes a namespace off an object whose kind has none', async () => {
    const [step] = await resolved(bare('v1', 'Node', 'a', 'ml'), 'ml');
    deepStrictEqual([step?.namespace, step?.object['metadata']], [undefined, { name: 'a' }]);
  });

  test('knows a kind that the plan itself defines', async () => {
    const definition = `${bare('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.example.com')}spec:
  {group: example.com, scope: Cluster, names: {kind: Thing, plural: things}, versions: [{name: v1}]}
`;
    const [, thing] = await resolved(`${definition}---\n${bare('example.com/v1', 'Thing', 'a')}`);
    deepStrictEqual(
      [thing?.awaitsDefinition, thing?.resource?.plural, thing?.resource?.isNamespaced],
      [true, 'things', false],
    );
  });
});
