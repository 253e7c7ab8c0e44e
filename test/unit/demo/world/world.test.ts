import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kinds } from '../../../../src/cluster/resource.ts';
import type { Pod } from '../../../../src/demo/api/wire.ts';
import { DemoWorld } from '../../../../src/demo/demoWorld.ts';
import type { InferenceService } from '../../../../src/demo/simulation/kserve.ts';
import { findProgram } from '../../../../src/demo/world/programs.ts';
import { pastMs } from '../../../../src/demo/world/timeline.ts';
import { buildWorld } from '../../../../src/demo/world/world.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

function aLivingWorld(seed = 1) {
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const world = new DemoWorld({
    clock,
    pastMs,
    speed: 1,
    seed,
    findProgram,
    onError: error => errors.push(error),
  });
  buildWorld(world.access, { isEmpty: false });
  world.goLive();
  return { clock, world, errors };
}

const stateOf = (pod: Pod) => {
  const [status] = pod.status?.containerStatuses ?? [];
  const { waiting, terminated } = status?.state ?? {};
  return waiting?.reason ?? terminated?.reason ?? pod.status?.phase ?? '';
};
const statesIn = (world: DemoWorld, namespace: string) =>
  new Set(world.access.list<Pod>(kinds.pods, namespace).map(stateOf));

suite('the demo world', () => {
  test('has a past without a mistake', () => assert.deepEqual(aLivingWorld().errors, []));

  test('shows what there is to see: well, waiting, crashing, done, failed', () => {
    const { world } = aLivingWorld();
    assert.deepEqual([...statesIn(world, 'models')].sort(), ['CrashLoopBackOff', 'Pending', 'Running']);
    const training = statesIn(world, 'training');
    for (const state of ['Running', 'Completed', 'OOMKilled']) assert.ok(training.has(state), state);
    const gpus = world.access
      .list(kinds.nodes)
      .map(node => (node.status as { allocatable: Record<string, string> }).allocatable['nvidia.com/gpu']);
    assert.deepEqual(gpus.filter(Boolean), ['4', '4', '0', '4']);
    const claims = world.access
      .list(kinds.persistentVolumeClaims)
      .map(one => (one.status as { phase: string }).phase);
    assert.deepEqual(new Set(claims), new Set(['Bound', 'Pending']));
  });

  test('is the same for the same seed, and another for another', () => {
    const names = (seed: number) =>
      aLivingWorld(seed)
        .world.access.list(kinds.pods)
        .map(({ metadata }) => metadata.name);
    assert.deepEqual(names(3), names(3));
    assert.notDeepEqual(names(3), names(4));
  });

  test('moves: a canary gets more and more, and then all', async () => {
    const { clock, world } = aLivingWorld();
    const share = () => {
      const service = world.access.find<InferenceService>(kinds.inferenceServices, 'models', 'fraud');
      return service?.status?.components?.predictor?.traffic?.find(target => target.latestRevision)?.percent;
    };
    const seen = [share()];
    for (let minute = 0; minute < 6; minute += 1) {
      await clock.advance(60_000);
      if (seen.at(-1) !== share()) seen.push(share());
    }
    assert.deepEqual(seen, [10, 50, 100]);
  });

  test('moves: a training writes, ends, and the next begins', async () => {
    const { clock, world, errors } = aLivingWorld();
    const runs = () =>
      world.access.list(kinds.jobs, 'training').filter(job => job.metadata.name.startsWith('churn-train-'));
    const [pod] = world.access
      .list<Pod>(kinds.pods, 'training')
      .filter(one => one.metadata.name.startsWith('churn-train-1'));
    const log = world.logs.current(pod?.metadata.uid ?? '', 'churn-train-1');
    const before = log?.entries().length ?? 0;
    await clock.advance(60_000);
    assert.ok((log?.entries().length ?? 0) >= before + 14, 'fifteen lines a minute');
    assert.match(log?.entries().at(-1)?.text ?? '', /^(Epoch \d+\/120|469\/469 - .*val_loss: [\d.]+)$/);
    await clock.advance(15 * 60_000);
    assert.deepEqual(
      runs().map(job => job.metadata.name),
      ['churn-train-1', 'churn-train-2'],
    );
    assert.deepEqual(errors, []);
  });
});
