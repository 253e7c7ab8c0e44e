import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import { podBody, TestWorld } from '../aWorld.ts';

const scheduled = (world: TestWorld, name: string) =>
  world.pod(name)?.status?.conditions?.find(({ type }) => type === 'PodScheduled');

suite('the scheduler', () => {
  test('finds a node with room', () => {
    const world = new TestWorld();
    world.node('small', { cpu: '1' });
    world.node('big', { cpu: '16' });
    world.create(kinds.pods, podBody('p', { requests: { cpu: '4' } }));
    world.pass(1);
    assert.equal(world.pod('p')?.spec.nodeName, 'big');
    assert.ok(world.reasons('p').includes('Scheduled'));
  });

  test('says what every node lacks', () => {
    const world = new TestWorld();
    world.node('a', { 'nvidia.com/gpu': '2' });
    world.node('b', {});
    world.node('c', {}, { spec: { unschedulable: true } });
    world.node('d', {}, { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } });
    world.create(kinds.pods, podBody('p', { requests: { 'nvidia.com/gpu': '4' } }));
    world.pass(1);
    assert.equal(
      scheduled(world, 'p')?.message,
      '0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu. ' +
        'no new claims to deallocate, preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, ' +
        '2 Preemption is not helpful for scheduling.',
    );
  });

  test('tries again when room comes free, and repeats itself meanwhile', () => {
    const world = new TestWorld();
    world.node('a', { 'nvidia.com/gpu': '1' });
    world.create(kinds.pods, podBody('first', { requests: { 'nvidia.com/gpu': '1' } }));
    world.pass(10);
    world.create(kinds.pods, podBody('second', { requests: { 'nvidia.com/gpu': '1' } }));
    world.pass(900);
    assert.equal(scheduled(world, 'second')?.reason, 'Unschedulable');
    const failed = world.access
      .list(kinds.events, 'ml')
      .find(event => event['reason'] === 'FailedScheduling');
    const series = failed?.['series'] as { count: number } | undefined;
    assert.ok((series?.count ?? 0) >= 3);
    const first = world.pod('first');
    assert.ok(first);
    world.access.delete(kinds.pods, first);
    world.pass(10);
    assert.equal(world.pod('second')?.spec.nodeName, 'a');
  });

  test('minds selectors, tolerations and claims', () => {
    const world = new TestWorld();
    world.node('plain', {});
    world.node(
      'gpu',
      {},
      { labels: { gpu: 'yes' }, spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } },
    );
    const spec = { nodeSelector: { gpu: 'yes' }, tolerations: [{ key: 'gpu', operator: 'Exists' }] };
    world.create(kinds.pods, podBody('p', { spec }));
    world.create(
      kinds.pods,
      podBody('q', { spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'none' } }] } }),
    );
    world.pass(1);
    assert.equal(world.pod('p')?.spec.nodeName, 'gpu');
    assert.match(scheduled(world, 'q')?.message ?? '', /persistentvolumeclaim "none" not found/);
  });
});

suite('the kubelet', () => {
  const started = (annotations: Record<string, string> = {}, spec = {}) => {
    const world = new TestWorld();
    world.node('a', {});
    world.create(kinds.pods, podBody('p', { annotations, spec }));
    return world;
  };
  const container = (world: TestWorld) => world.pod('p')?.status?.containerStatuses?.[0];

  test('pulls, runs, and calls a pod ready', () => {
    const world = started({ 'timonel.test/pull-seconds': '3', 'timonel.test/ready-seconds': '2' });
    world.pass(1);
    assert.deepEqual(
      [world.pod('p')?.status?.phase, container(world)?.state.waiting?.reason],
      ['Pending', 'ContainerCreating'],
    );
    world.pass(3);
    assert.deepEqual([world.pod('p')?.status?.phase, container(world)?.ready], ['Running', false]);
    world.pass(2);
    assert.equal(container(world)?.ready, true);
    assert.deepEqual(world.reasons('p'), ['Created', 'Pulled', 'Pulling', 'Scheduled', 'Started']);
  });

  test('an image that is not there is pulled again and again', () => {
    const world = started({ 'timonel.test/image-pull-error': 'no such image' });
    const seen = new Set<string | undefined>();
    for (let second = 0; second < 60; second += 1) {
      world.pass(1);
      seen.add(container(world)?.state.waiting?.reason);
    }
    assert.deepEqual([...seen], ['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff']);
    assert.ok(world.reasons('p').includes('Failed'));
  });

  test('what fails is started again, later each time', () => {
    const world = started({ 'timonel.test/run-seconds': '1', 'timonel.test/exit-code': '2' });
    world.pass(30);
    const early = container(world)?.restartCount ?? 0;
    world.pass(600);
    const late = container(world)?.restartCount ?? 0;
    assert.ok(early >= 1 && late > early && late < 12, `${early}, then ${late}`);
    assert.match(
      container(world)?.state.waiting?.message ?? 'running',
      /back-off \w+ restarting failed container=main pod=p_ml|running/,
    );
    assert.equal(container(world)?.lastState.terminated?.exitCode, 2);
  });

  test('a task that ends well has succeeded, one that ends badly failed', () => {
    const well = started({ 'timonel.test/run-seconds': '2' }, { restartPolicy: 'Never' });
    well.pass(10);
    assert.deepEqual(
      [well.pod('p')?.status?.phase, container(well)?.state.terminated?.reason],
      ['Succeeded', 'Completed'],
    );
    const badly = started({ 'timonel.test/exit-code': '137' }, { restartPolicy: 'Never' });
    badly.pass(10);
    assert.deepEqual(
      [badly.pod('p')?.status?.phase, container(badly)?.state.terminated?.reason],
      ['Failed', 'OOMKilled'],
    );
  });

  test('init containers come first, one after the other', () => {
    const initContainers = [
      { name: 'one', image: 'a:1' },
      { name: 'two', image: 'b:1' },
    ];
    const world = started(
      { 'timonel.test/run-seconds': '3', 'timonel.test/pull-seconds': '0' },
      { initContainers, restartPolicy: 'Never' },
    );
    world.pass(2);
    const inits = () =>
      world.pod('p')?.status?.initContainerStatuses?.map(({ state }) => Object.keys(state)[0]);
    assert.deepEqual(inits(), ['running', 'waiting']);
    assert.equal(container(world)?.state.waiting?.reason, 'PodInitializing');
    world.pass(3);
    assert.deepEqual(inits(), ['terminated', 'running']);
    world.pass(10);
    assert.equal(world.pod('p')?.status?.phase, 'Succeeded');
  });

  test('a deleted pod is given time, and then is gone', () => {
    const world = started({ 'timonel.test/delete-seconds': '5' });
    world.pass(10);
    const pod = world.pod('p');
    assert.ok(pod);
    world.access.delete(kinds.pods, pod);
    world.pass(3);
    assert.ok(world.pod('p')?.metadata.deletionTimestamp);
    world.pass(3);
    assert.equal(world.pod('p'), undefined);
  });
});
