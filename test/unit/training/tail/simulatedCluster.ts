import { Emitter } from '../../../../src/base/event.ts';
import { fail, succeed } from '../../../../src/base/outcome.ts';
import type { Failure, Result } from '../../../../src/cluster/failure.ts';
import type { LogOptions, LogReader, LogRef } from '../../../../src/cluster/ports.ts';
import type { TailContainer, TailPod, TailPodSource } from '../../../../src/training/tail/tailPorts.ts';

/** Random numbers that come again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const unreachable: Failure = { kind: 'unreachable', server: 'test', message: 'connection reset' };

/** One run of a container: its log, and whether it goes on. */
interface Instance {
  readonly lines: string[];
  /** Lines before this one were rotated away. */
  from: number;
  isOver: boolean;
  readonly startedAtMs: number;
}

interface Stream {
  readonly instance: Instance;
  cut?: 'throw' | 'end';
}

/**
 * A pod with one container on a server that resumes at whole seconds, cuts connections anywhere, rotates logs and
 * tells of restarts late. Time moves with the lines that are written.
 */
export class SimulatedPod implements LogReader, TailPodSource {
  readonly #random: () => number;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #moved = new Emitter<void>();
  readonly streams = new Set<Stream>();
  readonly instances: Instance[] = [];
  pods: readonly TailPod[] = [];
  nowMs = Date.parse('2026-05-01T10:00:00Z');
  /** Answers all requests with this while it is set. */
  outage: Failure | undefined;
  requests: LogOptions[] = [];

  constructor(random: () => number) {
    this.#random = random;
    this.start();
    this.tell();
  }

  start(): void {
    this.nowMs += 1;
    this.instances.push({ lines: [], from: 0, isOver: false, startedAtMs: this.nowMs - (this.nowMs % 1000) });
  }

  /** Appends a line; most come at new times, some at the same time, some pass an earlier one. */
  write(text: string): void {
    const roll = this.#random();
    this.nowMs +=
      roll < 0.4 ? 0 : roll < 0.9 ? Math.floor(this.#random() * 300) : Math.floor(this.#random() * 3000);
    const straggles = this.#random() < 0.1 && (this.current?.lines.length ?? 0) > 0;
    const atMs = Math.max(this.nowMs - (straggles ? 20 : 0), (this.current?.startedAtMs ?? 0) + 1);
    this.current?.lines.push(`${new Date(atMs).toISOString().replace('Z', '000000Z')} ${text}`);
    this.#moved.fire();
  }

  get current(): Instance | undefined {
    return this.instances.at(-1);
  }

  finish(): void {
    if (this.current) this.current.isOver = true;
    this.#moved.fire();
  }

  /** Lets the cluster tell what is so by now. */
  tell(): void {
    const { current } = this;
    const container: TailContainer = {
      name: 'main',
      state: current?.isOver ? 'terminated' : 'running',
      restartCount: this.instances.length - 1,
      ...(current ? { startedAtMs: current.startedAtMs } : {}),
    };
    this.pods = [{ namespace: 'ns', name: 'pod', uid: 'uid', containers: [container] }];
    this.#changed.fire();
  }

  remove(): void {
    this.pods = [];
    this.#changed.fire();
  }

  cut(how: 'throw' | 'end'): void {
    for (const stream of this.streams) stream.cut = how;
    this.#moved.fire();
  }

  readLog(
    _ref: LogRef,
    options: LogOptions,
    signal: AbortSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>>> {
    this.requests.push(options);
    if (this.outage) return Promise.resolve(fail(this.outage));
    const instance = this.instances.at(options.previous ? -2 : -1);
    if (!instance || (options.previous && this.instances.length < 2)) {
      return Promise.resolve(fail({ kind: 'invalid', status: 400, message: 'not found', causes: [] }));
    }
    return Promise.resolve(succeed(this.#stream(instance, options, signal)));
  }

  async *#stream(instance: Instance, options: LogOptions, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const stream: Stream = { instance };
    this.streams.add(stream);
    try {
      let at = instance.from;
      if (options.tailLines !== undefined) at = Math.max(at, instance.lines.length - options.tailLines);
      for (;;) {
        const text = instance.lines
          .slice(at)
          .filter(line => isSince(line, options.sinceTime))
          .map(line => `${line}\n`);
        at = instance.lines.length;
        yield* this.#pieces(new TextEncoder().encode(text.join('')), stream);
        if (signal.aborted || stream.cut === 'end') return;
        if (stream.cut === 'throw') throw unreachable;
        if (at < instance.lines.length) continue;
        if (!options.follow || instance.isOver) return;
        await new Promise<void>(resolve => {
          const subscription = this.#moved.event(() => finish());
          const finish = () => {
            subscription.dispose();
            resolve();
          };
          signal.addEventListener('abort', finish, { once: true });
        });
      }
    } finally {
      this.streams.delete(stream);
    }
  }

  /** Bytes in pieces of any length; of a stream that is being cut, only some. */
  *#pieces(bytes: Uint8Array, stream: Stream): Generator<Uint8Array> {
    const end = stream.cut ? Math.floor(this.#random() * bytes.length) : bytes.length;
    for (let at = 0; at < end; ) {
      const next = Math.min(end, at + 1 + Math.floor(this.#random() * 200));
      yield bytes.slice(at, next);
      at = next;
    }
  }
}

function isSince(line: string, sinceTime: string | undefined): boolean {
  return sinceTime === undefined || line.slice(0, 19) >= sinceTime.slice(0, 19);
}
