import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/base/systemClock.ts';
import type { ClusterClient } from '../../src/cluster/ports.ts';
import { type ApplyDecisions, type ApplyReport, applyPlan } from '../../src/deploy/applyPlan.ts';
import { followRollout } from '../../src/deploy/followRollout.ts';
import { makePlan } from '../../src/deploy/plan.ts';
import { previewPlan, refOf, type StepPreview } from '../../src/deploy/previewPlan.ts';
import { readManifest } from '../../src/deploy/project.ts';
import { resolvePlan } from '../../src/deploy/resolvePlan.ts';
import { serverProblems } from '../../src/deploy/serverProblems.ts';
import { describe } from './contractServer.ts';
import { configMapsIn, deploymentsIn } from './objects.ts';

const decisions: ApplyDecisions = { onConflict: async () => 'cancel', onNotServed: async () => 'cancel' };

const settings = (value = 'fast') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  mode: ${value}\n  size: small\n`;
const web = (annotations = '{}') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
      annotations: ${annotations}
    spec:
      containers:
        - name: web
          image: example/web:1
`;
const training = `apiVersion: batch/v1
kind: Job
metadata:
  name: training
spec:
  template:
    metadata:
      annotations: {timonel.test/run-seconds: "600"}
    spec:
      restartPolicy: Never
      containers:
        - name: main
          image: example/train:1
`;

async function preview(
  client: ClusterClient,
  text: string,
  namespace: string,
): Promise<readonly StepPreview[]> {
  const plan = makePlan(readManifest({ path: 'a.yaml', text }), namespace);
  assert.deepEqual(plan.problems, []);
  const steps = await resolvePlan(plan, client);
  assert.ok(steps.ok);
  const previews = await previewPlan(steps.value, client);
  assert.ok(previews.ok);
  return previews.value;
}

const applyTo = (client: ClusterClient, previews: readonly StepPreview[], decide = decisions) =>
  applyPlan(previews, { store: client, discovery: client, clock: systemClock }, decide);

const outcomes = ({ done }: ApplyReport) => done.map(({ kind, step }) => `${kind} ${step.kind}`);
const problemsOf = (previews: readonly StepPreview[]) =>
  previews.flatMap(found =>
    found.kind === 'refused'
      ? serverProblems(found.failure, found.step.document).map(({ range }) => range.start.line + 1)
      : [],
  );

async function follow(client: ClusterClient, { done }: ApplyReport, patienceMs = 60_000) {
  const refs = done.flatMap(({ step }) => (step.resource === undefined ? [] : [refOf(step, step.resource)]));
  const signal = AbortSignal.timeout(120_000);
  return await followRollout(refs, client, systemClock, { signal, patienceMs });
}

/** Deploying a project: what the plan says is what comes about. */
export const deploys = describe('deploys', doors => {
  test('a project is applied in order until all is ready, and a second time nothing is sent', async () => {
    const { client, namespace } = doors();
    const home = await namespace();
    const text = [training, web(), settings()].join('---\n');
    const report = await applyTo(client, await preview(client, text, home));
    assert.deepEqual(outcomes(report), ['applied ConfigMap', 'applied Deployment', 'applied Job']);
    const rollout = await follow(client, report);
    assert.deepEqual(
      rollout.items.map(({ readiness }) => readiness),
      [{ kind: 'ready' }, { kind: 'ready' }, { kind: 'ready', note: 'running, 1 pod' }],
    );
    const again = await applyTo(client, await preview(client, text, home));
    assert.deepEqual(outcomes(again), ['unchanged ConfigMap', 'unchanged Deployment', 'unchanged Job']);
  });

  test('only what differs is sent, and the difference is told before', async () => {
    const { client, namespace } = doors();
    const home = await namespace();
    await applyTo(client, await preview(client, `${settings()}---\n${web()}`, home));
    const previews = await preview(client, `${settings('slow')}---\n${web()}`, home);
    const [changed] = previews;
    assert.ok(changed?.kind === 'checked');
    assert.deepEqual(
      [changed.diff.before.includes('mode: fast'), changed.diff.after.includes('mode: slow')],
      [true, true],
    );
    assert.doesNotMatch(changed.diff.after, /managedFields|resourceVersion|uid|creationTimestamp/);
    assert.deepEqual(outcomes(await applyTo(client, previews)), [
      'applied ConfigMap',
      'unchanged Deployment',
    ]);
  });

  test('what lies in a namespace of the same plan is applied after it', async () => {
    const { client } = doors();
    const home = `contract-deploy-${process.pid}`;
    const text = `${settings()}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${home}}\n`;
    const previews = await preview(client, text, home);
    assert.deepEqual(
      previews.map(({ kind }) => kind),
      ['checked', 'notCheckable'],
    );
    assert.deepEqual(outcomes(await applyTo(client, previews)), ['applied Namespace', 'applied ConfigMap']);
  });

  test('a conflict names the owner, and theirs can be kept', async () => {
    const { api, client, namespace } = doors();
    const home = await namespace();
    const theirs = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { mode: 'theirs' },
    };
    await api.apply(`${configMapsIn(home)}/settings`, theirs, 'fieldManager=data-team');
    const previews = await preview(client, settings(), home);
    const [found] = previews;
    assert.ok(found?.kind === 'conflict');
    assert.deepEqual(found.conflicts, [{ manager: 'data-team', field: 'data.mode', path: ['data', 'mode'] }]);
    await applyTo(client, previews, { ...decisions, onConflict: async () => 'keepTheirs' });
    const read = async () => (await api.get(`${configMapsIn(home)}/settings`)).body.data;
    assert.deepEqual(await read(), { mode: 'theirs', size: 'small' });
    await applyTo(client, await preview(client, settings(), home), {
      ...decisions,
      onConflict: async () => 'takeOver',
    });
    assert.deepEqual(await read(), { mode: 'fast', size: 'small' });
  });

  test('what the server refuses is told on the lines of the manifest', async () => {
    const { api, client, namespace } = doors();
    const home = await namespace();
    const unknown = web().replace('replicas: 2', 'replicaz: 2');
    const wrongType = web().replace('replicas: 2', 'replicas: many');
    const invalid = web().replace('replicas: 2', 'replicas: -1');
    const selector = web().replace('matchLabels: {app: web}', 'matchLabels: {app: other}');
    const text = [unknown, wrongType, invalid, selector]
      .map((manifest, n) => manifest.replace('name: web\n', `name: web-${n}\n`))
      .join('---\n');
    const lines = web().split('\n').length;
    const previews = await preview(client, text, home);
    assert.deepEqual(problemsOf(previews), [6, lines + 6, 2 * lines + 6, 3 * lines + 11]);
    const report = await applyTo(client, previews);
    assert.deepEqual([report.done, report.remaining.length], [[], 4]);
    assert.equal((await api.get(`${deploymentsIn(home)}/web-0`)).status, 404);
  });

  test('a kind that nobody serves is left out, if the user wants it so', async () => {
    const { client, namespace } = doors();
    const home = await namespace();
    const text = `${settings()}---\napiVersion: nobody.example.com/v1\nkind: Thing\nmetadata: {name: a}\n`;
    const previews = await preview(client, text, home);
    assert.equal((await applyTo(client, previews)).isCancelled, true);
    const report = await applyTo(client, previews, { ...decisions, onNotServed: async () => 'skip' });
    assert.deepEqual(outcomes(report), ['applied ConfigMap', 'skipped Thing']);
  });

  test('a rollout that is stuck says why', async () => {
    const { client, namespace } = doors();
    const broken = web('{timonel.test/image-pull-error: no such image}');
    const report = await applyTo(client, await preview(client, broken, await namespace()));
    const rollout = await follow(client, report, 5_000);
    const [item] = rollout.items;
    assert.equal(rollout.end, 'failed');
    assert.match(
      item?.readiness.kind === 'waiting' ? item.readiness.why : '',
      /container web: (ErrImagePull|ImagePullBackOff)/,
    );
  });
});
