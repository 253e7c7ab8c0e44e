import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import type { Workload } from '../../../../src/demo/api/wire.ts';
import { deploymentBody, jobBody, TestWorld } from '../aWorld.ts';

function aWorld(): TestWorld {
  const world = new TestWorld();
  world.node('a', {});
  return world;
}

const condition = (object: Workload | ReturnType<TestWorld['job']>, type: string) =>
  object?.status?.conditions?.find(one => one.type === type);

suite('Deployments', () => {
  test('roll out, and say so', () => {
    const world = aWorld();
    world.create(kinds.deployments, deploymentBody('web'));
    world.pass(1);
    assert.equal(condition(world.deployment('web'), 'Available')?.status, 'False');
    assert.equal(condition(world.deployment('web'), 'Progressing')?.reason, 'ReplicaSetUpdated');
    world.pass(20);
    assert.equal(world.deployment('web')?.status?.availableReplicas, 2);
    assert.equal(condition(world.deployment('web'), 'Progressing')?.reason, 'NewReplicaSetAvailable');
    assert.equal(world.pods().length, 2);
  });

  test('never fall below what must be available while they roll over', () => {
    const world = aWorld();
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    world.create(kinds.deployments, deploymentBody('web', { replicas: 3, strategy }));
    world.pass(30);
    const web = world.deployment('web');
    assert.ok(web);
    world.access.edit(kinds.deployments, web, draft => {
      const [container] = draft.spec.template.spec.containers;
      if (container) container.image = 'example/web:2';
    });
    const seen: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      world.pass(1);
      seen.push(world.deployment('web')?.status?.availableReplicas ?? 0);
      assert.ok(
        world.pods().filter(pod => !pod.metadata.deletionTimestamp).length <= 4,
        'no more than one above',
      );
    }
    assert.ok(Math.min(...seen) >= 3, seen.join());
    assert.equal(world.deployment('web')?.status?.updatedReplicas, 3);
    assert.ok(world.pods().every(pod => pod.spec.containers[0]?.image === 'example/web:2'));
    assert.equal(world.deployment('web')?.metadata.annotations?.['deployment.kubernetes.io/revision'], '2');
  });

  test('a template that comes back is the newest revision again', () => {
    const world = aWorld();
    world.create(kinds.deployments, deploymentBody('web', { replicas: 1 }));
    const roll = (image: string) => {
      world.pass(30);
      const web = world.deployment('web');
      assert.ok(web);
      world.access.edit(kinds.deployments, web, draft => {
        const [container] = draft.spec.template.spec.containers;
        if (container) container.image = image;
      });
      world.pass(30);
    };
    roll('example/web:2');
    roll('example/web:1');
    assert.equal(world.deployment('web')?.metadata.annotations?.['deployment.kubernetes.io/revision'], '3');
    assert.equal(world.access.list(kinds.replicaSets, 'ml').length, 2);
  });

  test('give up saying that they progress when the deadline is over', () => {
    const world = aWorld();
    const bad = { 'timonel.test/image-pull-error': 'none' };
    world.create(kinds.deployments, deploymentBody('web', { progressDeadlineSeconds: 30 }, bad));
    world.pass(25);
    assert.equal(condition(world.deployment('web'), 'Progressing')?.status, 'True');
    world.pass(10);
    assert.equal(condition(world.deployment('web'), 'Progressing')?.reason, 'ProgressDeadlineExceeded');
  });

  test('recreate: the old go before the new come', () => {
    const world = aWorld();
    world.create(kinds.deployments, deploymentBody('web', { strategy: { type: 'Recreate' } }));
    world.pass(30);
    const web = world.deployment('web');
    assert.ok(web);
    world.access.edit(kinds.deployments, web, draft => {
      draft.spec.template.metadata = { ...draft.spec.template.metadata, annotations: { again: 'yes' } };
    });
    for (let second = 0; second < 30; second += 1) {
      world.pass(1);
      const kindsOfPods = new Set(world.pods().map(pod => pod.metadata.labels?.['pod-template-hash']));
      assert.ok(kindsOfPods.size <= 1, 'never both at once');
    }
    assert.equal(world.deployment('web')?.status?.availableReplicas, 2);
  });
});

suite('StatefulSets', () => {
  test('number their pods and start them one by one, each with its claim', () => {
    const world = aWorld();
    const claim = {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    world.create(
      kinds.statefulSets,
      deploymentBody('db', { serviceName: 'db', volumeClaimTemplates: [claim] }),
    );
    world.pass(5);
    assert.deepEqual(
      world.pods().map(pod => pod.metadata.name),
      ['db-0'],
    );
    const claims = () =>
      world.access.list(kinds.persistentVolumeClaims, 'ml').map(({ metadata }) => metadata.name);
    assert.deepEqual(claims(), ['data-db-0']);
    assert.match(
      world.pod('db-0')?.status?.conditions?.[0]?.message ?? '',
      /unbound immediate PersistentVolumeClaims/,
    );
  });
});

suite('DaemonSets', () => {
  test('put a pod on every node, cordoned ones too', () => {
    const world = aWorld();
    world.node('b', {}, { spec: { unschedulable: true } });
    const { spec, metadata } = deploymentBody('agent') as { spec: object; metadata: object };
    world.create(kinds.daemonSets, { metadata, spec: { ...spec, replicas: undefined } });
    world.pass(20);
    assert.deepEqual(
      world
        .pods()
        .map(pod => pod.spec.nodeName)
        .sort(),
      ['a', 'b'],
    );
    world.node('c', {});
    world.pass(20);
    const set = world.access.find<Workload>(kinds.daemonSets, 'ml', 'agent');
    assert.deepEqual([set?.status?.['desiredNumberScheduled'], set?.status?.['numberReady']], [3, 3]);
  });
});

suite('Jobs', () => {
  test('run as many at once as they may, until enough succeeded', () => {
    const world = aWorld();
    world.create(kinds.jobs, jobBody('train', { completions: 3, parallelism: 2 }));
    world.pass(3);
    assert.equal(world.job('train')?.status?.active, 2);
    world.pass(30);
    assert.deepEqual(
      [world.job('train')?.status?.succeeded, condition(world.job('train'), 'Complete')?.status],
      [3, 'True'],
    );
  });

  test('ranks are worked off once each', () => {
    const world = aWorld();
    world.create(kinds.jobs, jobBody('train', { completions: 4, parallelism: 4, completionMode: 'Indexed' }));
    world.pass(30);
    assert.equal(world.job('train')?.status?.completedIndexes, '0-3');
    assert.ok(world.pods().every(pod => /^train-\d-\w{5}$/.test(pod.metadata.name)));
  });

  test('fail when the limit is passed, the later tries waiting longer', () => {
    const world = aWorld();
    world.create(kinds.jobs, jobBody('train', { backoffLimit: 1 }, { 'timonel.test/exit-code': '1' }));
    world.pass(15);
    assert.equal(world.job('train')?.status?.failed, 1);
    assert.equal(condition(world.job('train'), 'Failed'), undefined);
    world.pass(60);
    assert.deepEqual(
      [world.job('train')?.status?.failed, condition(world.job('train'), 'Failed')?.reason],
      [2, 'BackoffLimitExceeded'],
    );
  });

  test('end at their deadline', () => {
    const world = aWorld();
    world.create(
      kinds.jobs,
      jobBody('train', { activeDeadlineSeconds: 5 }, { 'timonel.test/run-seconds': '100' }),
    );
    world.pass(10);
    assert.equal(condition(world.job('train'), 'Failed')?.reason, 'DeadlineExceeded');
  });

  test('held, they end their pods; let go, they start again', () => {
    const world = aWorld();
    world.create(kinds.jobs, jobBody('train', {}, { 'timonel.test/run-seconds': '100' }));
    world.pass(5);
    const hold = (suspend: boolean) => {
      const job = world.job('train');
      assert.ok(job);
      world.access.edit(kinds.jobs, job, draft => {
        draft.spec.suspend = suspend;
      });
      world.pass(10);
    };
    hold(true);
    assert.deepEqual([world.pods().length, condition(world.job('train'), 'Suspended')?.status], [0, 'True']);
    hold(false);
    assert.deepEqual(
      [world.pods().length, condition(world.job('train'), 'Suspended')?.reason],
      [1, 'JobResumed'],
    );
  });

  test('go some time after their end, if they say so, and their pods with them', () => {
    const world = aWorld();
    world.create(kinds.jobs, jobBody('train', { ttlSecondsAfterFinished: 20 }));
    world.pass(15);
    assert.ok(world.job('train'));
    world.pass(40);
    assert.equal(world.job('train'), undefined);
    assert.deepEqual(world.pods(), []);
  });
});

suite('CronJobs', () => {
  test('start a Job each time, and keep the newest few', () => {
    const world = aWorld();
    const { spec } = jobBody('x') as { spec: object };
    world.create(kinds.cronJobs, {
      metadata: { name: 'nightly' },
      spec: { schedule: '*/5 * * * *', jobTemplate: { spec } },
    });
    world.pass(3_600);
    const jobs = world.access.list(kinds.jobs, 'ml');
    assert.equal(jobs.length, 3);
    assert.ok(jobs.every(job => /^nightly-\d{8}$/.test(job.metadata.name)));
    const cron = world.access.list(kinds.cronJobs, 'ml')[0];
    const status = cron?.status as { lastSuccessfulTime: string } | undefined;
    assert.match(status?.lastSuccessfulTime ?? '', /^\d{4}-/);
  });

  test('a run that still goes on can forbid the next', () => {
    const world = aWorld();
    const { spec } = jobBody('x', {}, { 'timonel.test/run-seconds': '1000' }) as { spec: object };
    const body = { schedule: '* * * * *', concurrencyPolicy: 'Forbid', jobTemplate: { spec } };
    world.create(kinds.cronJobs, { metadata: { name: 'nightly' }, spec: body });
    world.pass(300);
    assert.equal(world.access.list(kinds.jobs, 'ml').length, 1);
    assert.ok(world.reasons('nightly').includes('JobAlreadyActive'));
  });
});
