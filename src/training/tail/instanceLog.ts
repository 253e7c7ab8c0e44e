import type { Failure } from '../../cluster/failure.ts';
import type { LogOptions } from '../../cluster/ports.ts';
import { LineSplitter } from '../lineSplitter.ts';
import type { TailDependencies } from './containerTail.ts';
import { SeenLines, type UnseenFilter } from './seenLines.ts';
import type { TailSource } from './tailPorts.ts';
import { readTimestamp } from './timestamp.ts';

/** How one read of a log ended. */
export type ReadEnd =
  /** The server ended it. `isSameLog` is false where nothing came that had been read before, though it should have. */
  | { readonly kind: 'complete'; readonly hasLines: boolean; readonly isSameLog: boolean }
  /** Cut, unreachable, not ready: try again. */
  | { readonly kind: 'broken'; readonly hasLines: boolean; readonly failure: Failure }
  /** Trying again is of no use until the user does something. */
  | { readonly kind: 'refused'; readonly hasLines: boolean; readonly failure: Failure };

const lastingKinds: ReadonlySet<Failure['kind']> = new Set([
  'forbidden',
  'expiredLogin',
  'loginFailed',
  'badKubeconfig',
  'badCertificate',
]);

const cancelled: Failure = { kind: 'cancelled', message: '' };

/** One read of a log. */
interface Reading {
  readonly filter: UnseenFilter;
  /** Whether the log has its end already: without a line end a line is whole only where nothing can follow it. */
  readonly isWhole: boolean;
  /** Hears of the first new line before it is handed out. */
  readonly onFirst?: (line: string) => void;
}

interface Stranger {
  readonly seen: SeenLines;
  /** The time of the read's first line, in whole seconds. */
  readonly sinceMs: number;
  /** Whether the read should have shown lines that were seen before. */
  readonly isSuspect: boolean;
}

/** Reads a container's log piece by piece and hands on what is new, remembering where it stands. */
export class InstanceLog {
  readonly #source: TailSource;
  readonly #dependencies: TailDependencies;
  #seen = new SeenLines();
  /** Whether lines of the instance that is read now are among the remembered. */
  #hasOwnLines = false;
  /**
   * Where the log stood before each read that showed nothing of what it should have shown, or of which nothing was
   * known: perhaps that of a newer instance, of which the cluster has not told yet.
   */
  #strangers: Stranger[] = [];

  constructor(source: TailSource, dependencies: TailDependencies) {
    this.#source = source;
    this.#dependencies = dependencies;
  }

  /** Whether what is read now may already be the log of the instance that began at that time. */
  mayBeReading(startedAtMs: number | undefined): boolean {
    return this.#findStranger(startedAtMs) !== undefined;
  }

  /** From now on another instance writes the log. Its lines are later than all that was seen. */
  beginInstance(): void {
    this.#hasOwnLines = this.#strangers.length > 0;
    this.#strangers = [];
  }

  /**
   * Reads the log of the current instance, from where the last read stopped.
   *
   * @param isOver whether nothing is written to it any more, so that what has no line end is a line too
   */
  async readCurrent(options: LogOptions, isOver: boolean, signal: AbortSignal): Promise<ReadEnd> {
    if (options.tailLines !== undefined || options.sinceSeconds !== undefined) this.#seen.beginPartial();
    const filter = this.#seen.unseen();
    const expectsOld = this.#hasOwnLines;
    const before = this.#seen.copy();
    const onFirst = (first: string) => {
      if (filter.hasMatched) return;
      this.#strangers.push({ seen: before, sinceMs: timeOf(first), isSuspect: expectsOld });
    };
    const end = await this.#read(
      this.#since(options, this.#seen),
      { filter, isWhole: isOver, onFirst },
      signal,
    );
    if (end.hasLines) this.#hasOwnLines = true;
    const isSameLog = !expectsOld || filter.hasMatched;
    return end.kind === 'complete' ? { ...end, isSameLog } : end;
  }

  /**
   * Reads what is left of the instance before the current one. What a stranger's replay brought after the current
   * instance began is that one's, and is not held against it.
   */
  async readPrevious(startedAtMs: number | undefined, signal: AbortSignal): Promise<ReadEnd> {
    const stranger = this.#findStranger(startedAtMs);
    this.#strangers = stranger ? [stranger] : [];
    const seen = stranger?.seen ?? this.#seen;
    // Times of starts are whole seconds: within that second only the lines themselves tell whose they are.
    const filter = stranger?.sinceMs === startedAtMs ? seen.unseen(this.#seen) : seen.unseen();
    const options = { ...this.#since({}, seen), previous: true };
    const end = await this.#read(options, { filter, isWhole: true }, signal);
    // Between two instances that follow each other fast the one before may be cleaned up already.
    return end.kind === 'broken' && isGone(end.failure)
      ? { kind: 'complete', hasLines: false, isSameLog: true }
      : end;
  }

  #findStranger(startedAtMs: number | undefined): Stranger | undefined {
    return this.#strangers.find(({ sinceMs, isSuspect }) =>
      startedAtMs === undefined ? isSuspect : sinceMs >= startedAtMs,
    );
  }

  #since(options: LogOptions, seen: SeenLines): LogOptions {
    const { sinceTime } = seen;
    return sinceTime === undefined ? options : { follow: options.follow ?? false, sinceTime };
  }

  async #read(
    options: LogOptions,
    { filter, isWhole, onFirst }: Reading,
    signal: AbortSignal,
  ): Promise<ReadEnd> {
    const { reader, sink } = this.#dependencies;
    if (!options.previous) sink.status(this.#source, { kind: 'connecting' });
    const { namespace, pod, container } = this.#source;
    const answer = await reader.readLog(
      { namespace, pod, container },
      { ...options, timestamps: true },
      signal,
    );
    if (!answer.ok) return failed(answer.failure, false);
    if (!options.previous) sink.status(this.#source, { kind: 'following' });
    const splitter = new LineSplitter();
    let hasLines = false;
    const hand = (lines: string[]) => {
      const fresh = filter.take(lines);
      const first = fresh[0];
      if (first === undefined) return;
      if (!hasLines) onFirst?.(first);
      hasLines = true;
      this.#seen.note(fresh);
      sink.lines(this.#source, fresh);
    };
    try {
      for await (const bytes of answer.value) {
        if (signal.aborted) return failed(cancelled, hasLines);
        hand(splitter.push(bytes));
      }
    } catch (failure) {
      return failed(failure as Failure, hasLines);
    }
    if (signal.aborted) return failed(cancelled, hasLines);
    const rest = isWhole ? splitter.end() : undefined;
    if (rest !== undefined) hand([rest]);
    return { kind: 'complete', hasLines, isSameLog: true };
  }
}

function failed(failure: Failure, hasLines: boolean): ReadEnd {
  return { kind: lastingKinds.has(failure.kind) ? 'refused' : 'broken', hasLines, failure };
}

function isGone({ kind, status }: Failure): boolean {
  return kind === 'notFound' || status === 400 || status === 404;
}

function timeOf(line: string): number {
  const time = readTimestamp(line);
  return time ? Date.parse(`${time.second}${time.zone}`) : 0;
}
