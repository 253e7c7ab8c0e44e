/** The values that one log line holds, as the line tells them: nothing is inferred from other lines' steps. */
export interface MetricReading {
  /** By name, spelt as in the log, in the line's order; never empty when handed out. May be NaN or infinite. */
  readonly metrics: ReadonlyMap<string, number>;
  /** Step, iteration, batch or sample count, whatever the format counts in. Absent where the line tells none. */
  readonly step?: number;
  /** May be fractional (1.5). For progress bars, of the epoch line above them. */
  readonly epoch?: number;
  /** Set where `step` starts again in every epoch: the number of steps in one. */
  readonly stepsInEpoch?: number;
}

/** What earlier lines said that later lines rely on. One for each stream of lines. */
export interface LineMemory {
  /** The epoch whose heading (`Epoch 3/10`) came last, while its progress lines are still coming. */
  epoch?: number | undefined;
  /** The last progress within that epoch. */
  progress?: { readonly done: number; readonly total: number } | undefined;
  /** Names that this training's progress lines show, to tell them from the debris of broken lines. */
  knownNames: Set<string>;
  /** The columns of the table of values that is being printed. */
  columns?: readonly string[] | undefined;
  /** The iteration that was announced and whose result is still to come. */
  iteration?: number | undefined;
}

/** Makes the memory of a stream that nothing is known of. */
export function emptyMemory(): LineMemory {
  return { knownNames: new Set() };
}

/**
 * One log format. `read` answers `undefined` for a line that is none of its own (the next format may look), and a
 * reading without values for a line that is its own but holds no metric (nobody else looks).
 */
export interface LineFormat {
  readonly name: string;
  read(line: string, memory: LineMemory): MetricReading | undefined;
}

const none: MetricReading = { metrics: new Map() };

/** A line that a format owns and that says nothing worth drawing. */
export function noMetrics(): MetricReading {
  return none;
}
