import type { Program } from './program.ts';
import type { WorldClock } from './worldClock.ts';

export interface LogEntry {
  readonly timeMs: number;
  readonly text: string;
}

/** No container keeps more lines than this; a kubelet would have turned the file over. */
const keptLines = 50_000;

/** What one run of a container has written so far. Lines come into being when somebody looks. */
export class ContainerLog {
  readonly startedAtMs: number;
  readonly #program: Program;
  readonly #clock: WorldClock;
  /** Before this moment the world ran at its own speed. */
  readonly #liveFromMs: number;
  readonly #speed: number;
  readonly #entries: LogEntry[] = [];
  #next = 0;
  #lastMs: number;
  #endedAtMs: number | undefined;

  constructor(
    program: Program,
    clock: WorldClock,
    options: { readonly liveFromMs: number; readonly speed: number },
  ) {
    this.#program = program;
    this.#clock = clock;
    this.#liveFromMs = options.liveFromMs;
    this.#speed = options.speed;
    this.startedAtMs = clock.now();
    this.#lastMs = this.startedAtMs;
  }

  get hasEnded(): boolean {
    return this.#endedAtMs !== undefined;
  }

  /** Nothing is written from now on. */
  end(): void {
    this.#endedAtMs ??= this.#clock.now();
  }

  /** The lines that are there now, oldest first. */
  entries(): readonly LogEntry[] {
    const untilMs = this.#endedAtMs ?? this.#clock.now();
    for (let entry = this.#upcoming(); entry && entry.timeMs <= untilMs; entry = this.#upcoming()) {
      this.#entries.push(entry);
      this.#lastMs = entry.timeMs;
      this.#next += 1;
    }
    if (this.#entries.length > keptLines) this.#entries.splice(0, this.#entries.length - keptLines);
    return this.#entries;
  }

  /** When the next line will come; undefined when none will. */
  nextAtMs(): number | undefined {
    return this.hasEnded ? undefined : this.#upcoming()?.timeMs;
  }

  #upcoming(): LogEntry | undefined {
    const line = this.#program.line(this.#next);
    if (!line) return undefined;
    const speed = this.#lastMs >= this.#liveFromMs ? this.#speed : 1;
    return { text: line.text, timeMs: this.#lastMs + line.afterMs / speed };
  }
}

/** `2026-11-23T23:15:38.344000017Z`: the nanoseconds tell lines of one millisecond apart. */
export function toLogTime(entry: LogEntry, index: number): string {
  const [seconds = '', fraction = '000'] = new Date(entry.timeMs).toISOString().slice(0, -1).split('.');
  return `${seconds}.${fraction}${String(index % 1_000_000).padStart(6, '0')}Z`;
}
