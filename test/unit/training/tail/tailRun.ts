import { Tail, type TailOptions } from '../../../../src/training/tail/tail.ts';
import type { TailSink, TailSource, TailStatus } from '../../../../src/training/tail/tailPorts.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import type { SimulatedPod } from './simulatedCluster.ts';

/** A tail on a simulated pod, and all that it said. */
export class TailRun implements TailSink {
  readonly clock = new FakeClock();
  readonly pod: SimulatedPod;
  readonly tail: Tail;
  readonly received: string[] = [];
  readonly events: string[] = [];
  lastStatus: TailStatus | undefined;

  constructor(pod: SimulatedPod, options: TailOptions = {}) {
    this.pod = pod;
    this.tail = new Tail(pod, options, { reader: pod, clock: this.clock, random: () => 0.5, sink: this });
  }

  lines(_source: TailSource, lines: readonly string[]): void {
    this.received.push(...lines);
  }

  status(_source: TailSource, status: TailStatus): void {
    this.lastStatus = status;
  }

  restarted(_source: TailSource, restartCount: number): void {
    this.events.push(`restarted ${restartCount}`);
  }

  missed(_source: TailSource, instances: number): void {
    this.events.push(`missed ${instances}`);
  }

  get written(): readonly string[] {
    return this.pod.instances.flatMap(({ lines }) => lines);
  }

  /** Lets everything that is under way come to rest. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn++) await new Promise(resolve => setImmediate(resolve));
  }

  /** Lets time pass until nothing waits for another try. */
  async rest(): Promise<void> {
    for (let round = 0; round < 12; round++) {
      await this.settle();
      await this.clock.advance(20_000);
    }
    await this.settle();
  }
}
