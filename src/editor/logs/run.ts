import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import type { ClusterClient } from '../../cluster/ports.ts';
import type { LogTarget } from '../../training/panel/logTarget.ts';
import { LogView, type TextTest } from '../../training/panel/logView.ts';
import type { Since } from '../../training/panel/messages.ts';
import { RunModel } from '../../training/panel/runModel.ts';
import { previousFirst } from '../../training/tail/previousFirst.ts';
import { Tail, type TailOptions } from '../../training/tail/tail.ts';
import { TargetPods } from './targetPods.ts';

export interface RunParts {
  readonly client: ClusterClient;
  readonly clock: Clock;
  readonly target: LogTarget;
  readonly since: Since;
  readonly hasPrevious: boolean;
  readonly maxLines: number;
  /** The generation to count on from: a page knows rows by it over all runs that it shows. */
  readonly generation?: number;
  /** Called after every change; it should only take note. */
  readonly onChange: () => void;
}

/** Lines of a log are some 200 characters long; a buffer of so many lines may hold so much on average. */
const charsPerLine = 400;
/** Looking through lines stops for others after so long. */
const sliceMs = 8;

/** One run that is followed: its pods, its tail, what came of it, and what of that is shown. */
export class Run extends Owner {
  readonly model: RunModel;
  readonly view: LogView;
  readonly pods: TargetPods;
  readonly #tail: Tail;
  readonly #hidden = new Set<number>();
  readonly #judged = new Set<number>();
  #test: TextTest | undefined;
  #generation: number;
  #isLooking = false;

  constructor(parts: RunParts) {
    super();
    const { client, clock, target, maxLines, onChange } = parts;
    this.#generation = parts.generation ?? 0;
    this.model = new RunModel({ maxLines, maxChars: maxLines * charsPerLine }, onChange);
    this.view = new LogView(this.model.buffer);
    this.pods = this.own(new TargetPods(client, target, clock));
    this.own(this.pods.onDidChange(onChange));
    const reader = parts.hasPrevious ? previousFirst(client) : client;
    const options = {
      ...tailOptions(parts.since),
      ...(target.container === undefined ? {} : { container: target.container }),
    };
    this.#tail = this.own(
      new Tail(this.pods, options, { reader, clock, random: Math.random, sink: this.model }),
    );
  }

  /** Counts how often the rows became others altogether. */
  get generation(): number {
    return this.#generation;
  }

  get hidden(): ReadonlySet<number> {
    return this.#hidden;
  }

  /** Hides the helpers among containers that appeared since the last call, unless a container was asked for by name. */
  judgeNewSources(): void {
    let isChanged = false;
    for (const { source } of this.model.sources) {
      if (this.#judged.has(source.id)) continue;
      this.#judged.add(source.id);
      if (!this.pods.isBeside(source.uid, source.container)) continue;
      this.#hidden.add(source.id);
      isChanged = true;
    }
    if (isChanged) this.#refilter();
  }

  filter(test: TextTest | undefined): void {
    this.#test = test;
    this.#refilter();
  }

  hide(source: number, isHidden: boolean): void {
    if (isHidden) this.#hidden.add(source);
    else this.#hidden.delete(source);
    this.#refilter();
  }

  retry(): void {
    this.pods.retry();
    this.#tail.retry();
  }

  /** Looks through lines that the filter has not seen, giving way to others; one at a time is enough. */
  async look(onProgress: () => void): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (!this.view.isComplete && !this.isDisposed) {
      this.view.work(untilLate());
      onProgress();
      await giveWay();
    }
    this.#isLooking = false;
  }

  /** The place of the next shown line that passes, going round; `undefined` when none does or the rows changed. */
  async find(test: TextTest, from: number, step: 1 | -1): Promise<number | undefined> {
    const generation = this.#generation;
    const search = this.view.find(test, from, step);
    let isLate = untilLate();
    for (let found = search.next(); ; found = search.next()) {
      if (found.done) return found.value;
      if (!isLate()) continue;
      await giveWay();
      if (generation !== this.#generation || this.isDisposed) return undefined;
      isLate = untilLate();
    }
  }

  #refilter(): void {
    this.#generation++;
    this.view.setFilter({ hiddenSources: this.#hidden, ...(this.#test ? { test: this.#test } : {}) });
  }
}

function tailOptions(since: Since): Pick<TailOptions, 'sinceSeconds' | 'tailLines'> {
  switch (since.kind) {
    case 'all':
      return {};
    case 'seconds':
      return { sinceSeconds: since.seconds };
    case 'tail':
      return { tailLines: since.lines };
  }
}

function untilLate(): () => boolean {
  const startedMs = performance.now();
  return () => performance.now() - startedMs > sliceMs;
}

function giveWay(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
