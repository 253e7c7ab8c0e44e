import type { ChartData } from '../curves/chartData.ts';
import type { Axis } from '../curves/metricCurves.ts';
import type { Span } from './ansi.ts';
import type { LogTarget } from './logTarget.ts';
import type { RunWords } from './runWords.ts';

/** From when on the lines of the containers that are there at the start are shown. */
export type Since =
  | { readonly kind: 'tail'; readonly lines: number }
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'all' };

/** What the panel remembers over a reload of the window. */
export interface RunPanelState {
  readonly target: LogTarget;
  readonly filter?: string;
  readonly since?: Since;
  readonly hasPrevious?: boolean;
  readonly hasTimes?: boolean;
  readonly chart?: ChartWish;
}

/** How the curves are wanted. */
export interface ChartWish {
  readonly axis?: Axis;
  /** In [0, 1). */
  readonly smoothing: number;
  readonly isLog: boolean;
  /** Names of the metrics to draw; absent: those that tell most. */
  readonly shown?: readonly string[];
  /** Whether only the chart's heading is to be seen. */
  readonly isFolded?: boolean;
}

export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'muted';

/** A container of the run. `id` is what rows name it by, and picks its colour. */
export interface SourceRow {
  readonly id: number;
  readonly pod: string;
  readonly container: string;
  /** What its log is doing, in words. Hostile text. */
  readonly status: string;
  readonly tone: Tone;
  readonly restarts: number;
  readonly lines: number;
  readonly isHidden: boolean;
}

/** One line of the log. */
export interface LogRow {
  readonly source: number;
  /** `12:03:11.123`; absent where the line has no time. */
  readonly time?: string;
  readonly spans: readonly Span[];
}

/** The state of the whole run, and the way out where it is stuck. */
export interface RunStatus {
  readonly text: string;
  readonly tone: Tone;
  readonly action?: { readonly kind: WayOutKind; readonly title: string };
}

export type WayOutKind = 'retry' | 'signInAgain' | 'chooseNamespaces' | 'openKubeconfig';

/** What the editor tells the page. */
export type RunToPage =
  | {
      readonly kind: 'start';
      readonly words: RunWords;
      readonly title: string;
      readonly place: string;
      readonly state: RunPanelState;
    }
  | { readonly kind: 'status'; readonly status: RunStatus; readonly sources: readonly SourceRow[] }
  /**
   * How many rows there are to show now, and how many older lines were dropped. Places count from 0, the oldest row
   * that is kept; `shift` says how many places rows moved down since the last extent, because old ones were dropped.
   * A new `generation` means that the rows are others altogether: a filter, another beginning.
   */
  | {
      readonly kind: 'extent';
      readonly generation: number;
      readonly length: number;
      readonly shift: number;
      readonly dropped: number;
      readonly isSearching: boolean;
    }
  /** The rows from place `from` on, of this generation and after this many drops. */
  | {
      readonly kind: 'rows';
      readonly generation: number;
      readonly dropped: number;
      readonly from: number;
      readonly rows: readonly LogRow[];
    }
  | { readonly kind: 'chart'; readonly chart: ChartData | undefined }
  | { readonly kind: 'found'; readonly place: number | undefined }
  /** The filter or search is no regular expression; the one before stays. */
  | { readonly kind: 'badPattern'; readonly where: 'filter' | 'search'; readonly message: string }
  | { readonly kind: 'said'; readonly text: string };

/** What the page asks of the editor. */
export type RunToEditor =
  | { readonly kind: 'ready'; readonly chartWidth: number }
  | { readonly kind: 'rows'; readonly generation: number; readonly from: number; readonly count: number }
  | { readonly kind: 'filter'; readonly pattern: string }
  | { readonly kind: 'hide'; readonly source: number; readonly isHidden: boolean }
  | { readonly kind: 'since'; readonly since: Since }
  | { readonly kind: 'previous'; readonly hasPrevious: boolean }
  | { readonly kind: 'times'; readonly hasTimes: boolean }
  /** Looks for the next row behind `from` (-1: from the start) in this direction. */
  | { readonly kind: 'search'; readonly pattern: string; readonly from: number; readonly step: 1 | -1 }
  /** Copies rows, both ends included, to the clipboard. */
  | { readonly kind: 'copy'; readonly from: number; readonly to: number }
  /** Saves every row that the filter shows to a file that is asked for. */
  | { readonly kind: 'save' }
  | { readonly kind: 'chart'; readonly wish: ChartWish; readonly width: number }
  | { readonly kind: 'wayOut'; readonly action: WayOutKind };
