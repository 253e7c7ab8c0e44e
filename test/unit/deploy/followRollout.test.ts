import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds, type ObjectRef, objectPath, type WireObject } from '../../../src/cluster/resource.ts';
import { followRollout, type RolloutItem, type RolloutReport } from '../../../src/deploy/followRollout.ts';
import { podSelector } from '../../../src/deploy/surroundings.ts';
import { FakeClock, turn } from '../../support/fakeClock.ts';
import { MemoryCluster } from './memoryCluster.ts';

const web: ObjectRef = { kind: kinds.deployments, namespace: 'ml', name: 'web' };
const settings: ObjectRef = { kind: kinds.configMaps, namespace: 'ml', name: 'settings' };

const deployment = (available: number): WireObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'ml', generation: 1 },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } } },
  status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: available },
});
const stuckPod: WireObject = {
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'ml' },
  spec: { containers: [{ name: 'main' }] },
  status: {
    phase: 'Pending',
    containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ImagePullBackOff' } } }],
  },
};

class Following {
  readonly cluster = new MemoryCluster();
  readonly clock = new FakeClock();
  readonly ending = new AbortController();
  readonly seen: string[] = [];

  /** Starts, lets so much time pass, and gives the promise of the end in a box, so that it is not waited for. */
  async start(refs: readonly ObjectRef[], passMs = 0): Promise<{ readonly end: Promise<RolloutReport> }> {
    const end = followRollout(refs, this.cluster, this.clock, {
      signal: this.ending.signal,
      timeoutMs: 300_000,
      patienceMs: 60_000,
      onChange: items => this.seen.push(items.map(words).join(', ')),
    });
    await turn();
    await this.clock.advance(passMs);
    return { end };
  }

  put(ref: ObjectRef, object: WireObject): void {
    this.cluster.objects.set(objectPath(ref), object);
  }
}

const words = ({ ref, readiness }: RolloutItem) =>
  `${ref.name} ${readiness.kind === 'ready' ? 'ready' : readiness.why}`;

suite('followRollout', () => {
  test('follows until everything is ready', async () => {
    const following = new Following();
    following.put(settings, { kind: 'ConfigMap' });
    following.put(web, deployment(0));
    const running = await following.start([settings, web], 1500);
    following.put(web, deployment(2));
    await following.clock.advance(1500);
    strictEqual((await running.end).end, 'ready');
    strictEqual(following.seen.at(-2), 'settings ready, web 0 of 2 pods are available');
    strictEqual(following.seen.at(-1), 'settings ready, web ready');
  });

  test('gives up on what is stuck without a break, and says why', async () => {
    const following = new Following();
    following.put(web, deployment(0));
    following.put({ kind: kinds.pods, namespace: 'ml', name: 'web-1' }, stuckPod);
    const running = await following.start([web], 62_000);
    const report = await running.end;
    strictEqual(report.end, 'failed');
    deepStrictEqual(report.items.map(words), [
      'web 0 of 2 pods are available; web-1: container main: ImagePullBackOff',
    ]);
  });

  test('has more patience with what only takes long, but not without end', async () => {
    const following = new Following();
    following.put(web, deployment(1));
    const running = await following.start([web], 301_000);
    const report = await running.end;
    deepStrictEqual([report.end, report.items.map(words)], ['timedOut', ['web 1 of 2 pods are available']]);
  });

  test('waits for a connection that comes back', async () => {
    const following = new Following();
    following.put(web, deployment(2));
    following.cluster.once.set('get Deployment web', {
      kind: 'unreachable',
      server: 's',
      message: 'no route',
    });
    const running = await following.start([web], 2000);
    strictEqual((await running.end).end, 'ready');
    strictEqual(following.seen[0], 'web no route');
  });

  test('is lost with the login', async () => {
    const following = new Following();
    following.cluster.refusals.set('get Deployment web', { kind: 'expiredLogin', message: 'expired' });
    const report = await (await following.start([web])).end;
    deepStrictEqual([report.end, report.failure?.kind], ['lost', 'expiredLogin']);
  });

  test('fails for what was deleted, or may not be read', async () => {
    const following = new Following();
    following.cluster.refusals.set('get ConfigMap settings', { kind: 'forbidden', message: 'may not' });
    const report = await (await following.start([web, settings])).end;
    deepStrictEqual(
      [report.end, report.items.map(words)],
      ['failed', ['web it was deleted', 'settings may not']],
    );
  });

  test('can be cancelled', async () => {
    const following = new Following();
    following.put(web, deployment(0));
    const running = await following.start([web], 1500);
    following.ending.abort();
    strictEqual((await running.end).end, 'cancelled');
  });

  test('has nothing to do with nothing', async () =>
    strictEqual((await (await new Following().start([])).end).end, 'ready'));
});

suite('podSelector', () => {
  const selects = (object: WireObject, expected: string | undefined) =>
    strictEqual(podSelector(object), expected);
  test('of a Deployment, with expressions', () =>
    selects(
      {
        kind: 'Deployment',
        spec: {
          selector: {
            matchLabels: { app: 'web' },
            matchExpressions: [
              { key: 'tier', operator: 'In', values: ['a', 'b'] },
              { key: 'x', operator: 'NotIn', values: ['c'] },
              { key: 'y', operator: 'Exists' },
              { key: 'z', operator: 'DoesNotExist' },
            ],
          },
        },
      },
      'app=web,tier in (a,b),x notin (c),y,!z',
    ));
  test('of a Job and a model', () => {
    selects({ kind: 'Job', metadata: { name: 'train' } }, 'batch.kubernetes.io/job-name=train');
    selects({ kind: 'InferenceService', metadata: { name: 'm' } }, 'serving.kserve.io/inferenceservice=m');
  });
  test('of kinds without pods', () => selects({ kind: 'Service', metadata: { name: 's' } }, undefined));
});
