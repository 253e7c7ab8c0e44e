import { deepEqual, equal, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedPod, seeded } from './simulatedCluster.ts';
import { TailRun } from './tailRun.ts';

const seeds = Number(process.env['TAIL_SEEDS'] ?? 150);
const texts = ['epoch 1', 'loss 0.5', 'Größe: 3 µs – ☸️', '', 'x'.repeat(300), '{"a":1}'];

suite('Tail', () => {
  test('reads what is there and what comes', async () => {
    const run = new TailRun(new SimulatedPod(seeded(1)));
    run.pod.write('a');
    await run.settle();
    run.pod.write('b');
    await run.settle();
    deepEqual(run.received, run.written);
    equal(run.lastStatus?.kind, 'following');
    run.tail.dispose();
    await run.settle();
    equal(run.pod.streams.size, 0, 'its requests end with it');
  });

  test('begins as asked, and goes on from there after a cut', async () => {
    const pod = new SimulatedPod(seeded(2));
    for (let index = 0; index < 50; index++) pod.write(`line ${index}`);
    const run = new TailRun(pod, { tailLines: 3 });
    await run.settle();
    pod.cut('throw');
    await run.rest();
    pod.write('more');
    await run.settle();
    deepEqual(run.received, run.written.slice(-4));
    equal(pod.requests[0]?.tailLines, 3);
    equal(pod.requests.at(-1)?.tailLines, undefined);
    run.tail.dispose();
  });

  test('identical lines at the same time are all there, once', async () => {
    const run = new TailRun(new SimulatedPod(() => 0.2));
    for (let index = 0; index < 5; index++) run.pod.write('same');
    await run.settle();
    run.pod.cut('end');
    await run.settle();
    for (let index = 0; index < 4; index++) run.pod.write('same');
    await run.rest();
    equal(run.received.length, 9);
    run.tail.dispose();
  });

  test('a restart that nobody saw coming: the rest of the old instance, then the new one', async () => {
    const run = new TailRun(new SimulatedPod(seeded(3)));
    run.pod.write('old 1');
    await run.settle();
    run.pod.cut('throw');
    run.pod.outage = { kind: 'unreachable', server: 's', message: '' };
    await run.settle();
    run.pod.write('old 2');
    run.pod.finish();
    run.pod.start();
    run.pod.write('new 1');
    run.pod.outage = undefined;
    run.pod.tell();
    await run.rest();
    deepEqual(run.received, run.written);
    deepEqual(run.events, ['restarted 1']);
    run.tail.dispose();
  });

  test('reads the new instance before it hears of the restart, and still loses nothing', async () => {
    const run = new TailRun(new SimulatedPod(seeded(4)));
    run.pod.write('old 1');
    await run.settle();
    run.pod.cut('throw');
    await run.settle();
    run.pod.write('old 2');
    run.pod.finish();
    run.pod.nowMs += 5000;
    run.pod.start();
    run.pod.write('new 1');
    await run.rest();
    run.pod.tell();
    await run.rest();
    run.pod.write('new 2');
    await run.rest();
    deepEqual(run.received.toSorted(), run.written.toSorted());
    run.tail.dispose();
  });

  test('says what it cannot have', async () => {
    const run = new TailRun(new SimulatedPod(seeded(5)));
    await run.settle();
    run.pod.outage = { kind: 'unreachable', server: 's', message: '' };
    run.pod.cut('throw');
    await run.settle();
    for (const name of ['b', 'c', 'd']) {
      run.pod.finish();
      run.pod.start();
      run.pod.write(name);
    }
    run.pod.outage = undefined;
    run.pod.tell();
    await run.rest();
    deepEqual(run.events, ['missed 1', 'restarted 3']);
    deepEqual(
      run.received.map(line => line.at(-1)),
      ['c', 'd'],
    );
    run.tail.dispose();
  });

  test('ends with the container, and waits for its restart', async () => {
    const run = new TailRun(new SimulatedPod(seeded(6)));
    run.pod.write('a');
    run.pod.finish();
    run.pod.tell();
    await run.rest();
    equal(run.lastStatus?.kind, 'ended');
    const requests = run.pod.requests.length;
    await run.rest();
    equal(run.pod.requests.length, requests, 'nothing is asked of a container that has ended');
    run.pod.remove();
    await run.settle();
    equal(run.lastStatus?.kind, 'deleted');
    run.tail.dispose();
  });

  test('reads on while its pod is being deleted', async () => {
    const run = new TailRun(new SimulatedPod(seeded(7)));
    await run.settle();
    run.pod.remove();
    run.pod.write('last words');
    await run.settle();
    run.pod.finish();
    await run.rest();
    deepEqual(run.received, run.written);
    equal(run.lastStatus?.kind, 'deleted');
    run.tail.dispose();
  });

  test('backs off while the server is away, longer each time', async () => {
    const run = new TailRun(new SimulatedPod(seeded(8)));
    run.pod.outage = { kind: 'unreachable', server: 's', message: '' };
    run.pod.cut('throw');
    await run.rest();
    equal(run.lastStatus?.kind, 'reconnecting');
    ok(run.pod.requests.length > 5 && run.pod.requests.length < 60);
    run.tail.dispose();
  });

  test('stops where it is forbidden, until the user tries again', async () => {
    const pod = new SimulatedPod(seeded(9));
    pod.outage = { kind: 'forbidden', message: 'no' };
    const run = new TailRun(pod);
    await run.rest();
    pod.tell();
    await run.rest();
    equal(run.lastStatus?.kind, 'refused');
    equal(pod.requests.length, 1);
    pod.outage = undefined;
    run.tail.retry();
    pod.write('a');
    await run.rest();
    deepEqual(run.received, run.written);
    run.tail.dispose();
  });

  test('follows late pods, and one that replaces another of its name', async () => {
    const pod = new SimulatedPod(seeded(10));
    const run = new TailRun(pod, { tailLines: 0 });
    await run.settle();
    const [only] = pod.pods;
    pod.pods = only ? [{ ...only, uid: 'another' }] : [];
    pod.finish();
    pod.start();
    pod.write('fresh');
    await run.rest();
    deepEqual(
      run.tail.sources.map(({ id, uid }) => [id, uid]),
      [[0, 'uid']],
    );
    pod.cut('end');
    run.tail.dispose();
  });
});

suite('Tail, whatever happens', () => {
  for (let seed = 1; seed <= seeds; seed++) {
    test(`seed ${seed}: nothing lost, nothing doubled`, async () => {
      const random = seeded(seed);
      const tellsAtOnce = seed % 2 === 0;
      const run = new TailRun(new SimulatedPod(random));
      for (let step = 0; step < 60; step++) await happen(run, random, tellsAtOnce);
      run.pod.outage = undefined;
      run.pod.tell();
      await run.rest();
      if (tellsAtOnce) deepEqual(run.received, run.written);
      else deepEqual(run.received.toSorted(), run.written.toSorted());
      run.tail.dispose();
    });
  }
});

async function happen(run: TailRun, random: () => number, tellsAtOnce: boolean): Promise<void> {
  const { pod } = run;
  const roll = random();
  if (roll < 0.5)
    for (let count = random() * 5; count > 0; count--)
      pod.write(texts[Math.floor(random() * texts.length)] ?? '');
  else if (roll < 0.6) pod.cut(random() < 0.5 ? 'throw' : 'end');
  else if (roll < 0.65)
    pod.outage = pod.outage ? undefined : { kind: 'unreachable', server: 's', message: '' };
  else if (roll < 0.7) await restart(run, tellsAtOnce);
  else if (roll < 0.75) rotate(run);
  else if (roll < 0.8) pod.tell();
  else if (roll < 0.9) await run.clock.advance(random() * 1000);
  else await run.settle();
  if (random() < 0.3) await run.settle();
}

/** Only the last two instances of a container can be read: an older one must have been read before. */
async function restart(run: TailRun, tellsAtOnce: boolean): Promise<void> {
  const received = Map.groupBy(run.received, line => line);
  const older = Map.groupBy(
    run.pod.instances.slice(0, -1).flatMap(({ lines }) => lines),
    line => line,
  );
  const isRead = [...older].every(([line, all]) => (received.get(line)?.length ?? 0) >= all.length);
  if (!isRead || run.pod.outage) return;
  // The cluster's news are at most one restart behind: between two there are ten seconds and more.
  run.pod.tell();
  await run.clock.advance(11_000);
  await run.settle();
  await run.clock.advance(11_000);
  await run.settle();
  run.pod.finish();
  if (tellsAtOnce) run.pod.tell();
  run.pod.nowMs += 2000;
  run.pod.start();
  if (tellsAtOnce) run.pod.tell();
}

/** Takes away lines that were read already, at most half of them. */
function rotate({ pod, received }: TailRun): void {
  const { current } = pod;
  if (!current) return;
  const left = new Map<string, number>();
  for (const line of received) left.set(line, (left.get(line) ?? 0) + 1);
  const unread = current.lines.findIndex(line => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count === 0;
  });
  current.from = Math.max(current.from, Math.floor((unread < 0 ? current.lines.length : unread) / 2));
}
