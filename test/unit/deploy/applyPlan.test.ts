import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { kinds, objectPath, type WireObject } from '../../../src/cluster/resource.ts';
import { textAt, valueAt } from '../../../src/cluster/wireReader.ts';
import { type ApplyDecisions, type ApplyReport, applyPlan } from '../../../src/deploy/applyPlan.ts';
import { previewPlan, type StepPreview } from '../../../src/deploy/previewPlan.ts';
import { resolvePlan } from '../../../src/deploy/resolvePlan.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { MemoryCluster } from './memoryCluster.ts';
import { bare, planOf } from './support.ts';

const takesOver: ApplyDecisions = { onConflict: async () => 'takeOver', onNotServed: async () => 'skip' };
const ml = bare('v1', 'Namespace', 'ml');
const settings = `${bare('v1', 'ConfigMap', 'settings', 'ml')}data: {mode: fast, size: small}\n`;
const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ml' } };

function aCluster(...present: readonly WireObject[]): MemoryCluster {
  const cluster = new MemoryCluster();
  for (const object of [home, ...present]) {
    const kind = Object.values(kinds).find(candidate => candidate.kind === object['kind']) ?? kinds.pods;
    const name = textAt(object, 'metadata', 'name') ?? '';
    cluster.objects.set(
      objectPath({ kind, name, ...(kind.isNamespaced ? { namespace: 'ml' } : {}) }),
      object,
    );
  }
  return cluster;
}

async function previewOf(cluster: MemoryCluster, text: string): Promise<readonly StepPreview[]> {
  const steps = await resolvePlan(planOf(text, 'ml'), cluster);
  const previews = steps.ok ? await previewPlan(steps.value, cluster) : steps;
  if (!previews.ok) throw new Error(previews.failure.message);
  return previews.value;
}

async function deploy(
  cluster: MemoryCluster,
  text: string,
  decisions: ApplyDecisions = takesOver,
): Promise<ApplyReport> {
  const previews = await previewOf(cluster, text);
  cluster.writes.length = 0;
  const clock = new FakeClock();
  const running = applyPlan(previews, { store: cluster, discovery: cluster, clock }, decisions);
  return await throughTime(running, clock);
}

/** Lets time pass until a promise is kept. */
async function throughTime<T>(running: Promise<T>, clock: FakeClock): Promise<T> {
  let isOver = false;
  const over = running.finally(() => {
    isOver = true;
  });
  for (let turns = 0; !isOver && turns < 1000; turns++) await clock.advance(250);
  return await over;
}

const conflictOn = (field: string): Failure => ({
  kind: 'conflict',
  status: 409,
  message: 'Apply failed with 1 conflict',
  causes: [{ field, reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit" using v1' }],
});
const outcomes = (report: ApplyReport) => report.done.map(result => `${result.kind} ${result.step.name}`);

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
