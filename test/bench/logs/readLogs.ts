import { systemClock } from '../../../src/base/systemClock.ts';
import type { ContextMaterial } from '../../../src/cluster/access.ts';
import { connect } from '../../../src/cluster/client/clusterClient.ts';
import { readKubeconfig } from '../../../src/cluster/client/kubeconfig.ts';
import { Run } from '../../../src/editor/logs/run.ts';
import { RunModel } from '../../../src/training/panel/runModel.ts';
import type { TailSource } from '../../../src/training/tail/tailPorts.ts';
import { ApiClient } from '../../control-plane/apiClient.ts';
import { benchLine, benchTarget, type LogReading, podNames } from './load.ts';

const [mode = '', kubeconfig = '', wanted = '0'] = process.argv.slice(2);
const lines = Number(wanted);
const modes: Readonly<Record<string, () => Promise<LogReading>>> = {
  run: followRun,
  check: checkRun,
  plain: readPlainly,
};
const read = modes[mode];
if (!read) throw new Error(`There is no mode ${mode}.`);
process.stdout.write(`${JSON.stringify(await read())}\n`);
process.exit(0);

/** What the panel does: the target's pods, their tails, the buffer, the metrics. */
async function followRun(): Promise<LogReading> {
  const client = connect(await materialOf(kubeconfig));
  const startedMs = performance.now();
  const run = await new Promise<Run>(resolve => {
    const made: Run = new Run({
      client,
      clock: systemClock,
      target: benchTarget,
      since: { kind: 'all' },
      hasPrevious: false,
      maxLines: 200_000,
      onChange: () => {
        if (received(made.model) >= lines) resolve(made);
      },
    });
  });
  const ms = performance.now() - startedMs;
  // Lines that were handed out twice would come late.
  await new Promise(resolve => setTimeout(resolve, 500));
  return {
    ms,
    lines: received(run.model),
    lost: Math.max(0, lines - received(run.model)),
    doubled: Math.max(0, received(run.model) - lines),
  };
}

/** The same with a look at every line: each container's lines are numbered, and must come in that order. */
async function checkRun(): Promise<LogReading> {
  const next = new Map<number, number>();
  let lost = 0;
  let doubled = 0;
  const hand = RunModel.prototype.lines;
  RunModel.prototype.lines = function (this: RunModel, source: TailSource, batch: readonly string[]) {
    for (const line of batch) {
      const expected = next.get(source.id) ?? 0;
      const number = Number(benchLine.exec(line)?.[1]);
      if (number < expected) doubled++;
      else lost += number - expected;
      next.set(source.id, Math.max(expected, number + 1));
    }
    hand.call(this, source, batch);
  };
  const reading = await followRun();
  return { ...reading, lost: lost + reading.lost, doubled: doubled + reading.doubled };
}

function received(model: RunModel): number {
  return model.sources.reduce((sum, source) => sum + source.lines, 0);
}

/** Eight requests that do nothing with the answers but count their lines. */
async function readPlainly(): Promise<LogReading> {
  const client = await ApiClient.of(kubeconfig);
  const startedMs = performance.now();
  const counts = await Promise.all(podNames.map(pod => countLines(client, pod)));
  const ms = performance.now() - startedMs;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { ms, lines: all, lost: lines - all, doubled: 0 };
}

async function countLines(client: ApiClient, pod: string): Promise<number> {
  const path = `/api/v1/namespaces/${benchTarget.namespace}/pods/${pod}/log?timestamps=true`;
  let count = 0;
  for await (const bytes of (await client.open(path)) as AsyncIterable<Buffer>) {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  }
  return count;
}

async function materialOf(path: string): Promise<ContextMaterial> {
  const config = await readKubeconfig({ path, env: {} });
  const found = config.material(config.contexts.find(context => context.isCurrent)?.name ?? '');
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}
