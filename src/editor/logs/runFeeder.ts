import type { Clock } from '../../base/clock.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import { type ChartData, chartData } from '../../training/curves/chartData.ts';
import type { ChartWish, RunToPage } from '../../training/panel/messages.ts';
import type { Run } from './run.ts';
import { runStatus, sourceRows } from './runStatus.ts';

/** Changes are gathered for so long before the page is told. */
const tellEveryMs = 100;
/** Curves are drawn anew at most so often. */
const drawEveryMs = 500;

interface FeederParts {
  readonly run: Run;
  readonly clock: Clock;
  readonly tell: (message: RunToPage) => void;
}

/** Tells the page what became of a run, in batches and only what changed. */
export class RunFeeder extends Owner {
  readonly #parts: FeederParts;
  #wish: ChartWish;
  #width: number;
  #pending: Disposable | undefined;
  #toldStatus = '';
  #toldExtent = '';
  #toldGone = 0;
  #drawnVersion = -1;
  #drawnAtMs = 0;

  constructor(parts: FeederParts, wish: ChartWish, width: number) {
    super();
    this.#parts = parts;
    this.#wish = wish;
    this.#width = width;
    this.own({ dispose: () => this.#pending?.dispose() });
  }

  /** Takes note of a change. */
  note(): void {
    if (this.isDisposed) return;
    this.#pending ??= this.#parts.clock.after(tellEveryMs, () => this.#tellAll());
  }

  /** Tells everything anew, to a page that knows nothing. */
  startOver(): void {
    this.#toldStatus = '';
    this.#toldExtent = '';
    this.#drawnVersion = -1;
    this.#drawnAtMs = 0;
    this.#tellAll();
  }

  draw(wish: ChartWish, width: number): void {
    this.#wish = wish;
    this.#width = width;
    this.#draw();
  }

  #tellAll(): void {
    this.#pending?.dispose();
    this.#pending = undefined;
    const { run } = this.#parts;
    run.judgeNewSources();
    this.#tellStatus();
    this.tellExtent();
    if (!run.view.isComplete) void run.look(() => this.tellExtent());
    if (run.model.curves.version === this.#drawnVersion) return;
    if (this.#parts.clock.now() - this.#drawnAtMs >= drawEveryMs) this.#draw();
    else this.note();
  }

  #tellStatus(): void {
    const message: RunToPage = {
      kind: 'status',
      status: runStatus(this.#parts.run),
      sources: sourceRows(this.#parts.run),
    };
    const text = JSON.stringify(message);
    if (text === this.#toldStatus) return;
    this.#toldStatus = text;
    this.#parts.tell(message);
  }

  /** Tells how many rows there are. */
  tellExtent(): void {
    if (this.isDisposed) return;
    const { generation, view } = this.#parts.run;
    const { length, gone, isComplete } = view;
    const extent = [generation, length, gone, isComplete].join();
    if (extent === this.#toldExtent) return;
    const isSame = this.#toldExtent.startsWith(`${generation},`);
    this.#toldExtent = extent;
    const shift = isSame ? gone - this.#toldGone : 0;
    this.#toldGone = gone;
    this.#parts.tell({ kind: 'extent', generation, length, shift, dropped: gone, isSearching: !isComplete });
  }

  #draw(): void {
    const { curves } = this.#parts.run.model;
    this.#drawnVersion = curves.version;
    this.#drawnAtMs = this.#parts.clock.now();
    this.#parts.tell({ kind: 'chart', chart: this.#chart() });
  }

  #chart(): ChartData | undefined {
    const { curves } = this.#parts.run.model;
    return curves.metrics.length === 0
      ? undefined
      : chartData(curves, this.#wish, Math.max(100, this.#width));
  }
}
