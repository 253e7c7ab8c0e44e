/** One measured number, beside what a peer needs for the same and what is wanted. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and its number; null where there is no peer or where it cannot be had. */
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** The wanted number; null where there is none. */
  readonly goal: number | null;
  readonly met: boolean | null;
}

/** A benchmark: measures, and returns what it found. */
export type Bench = () => Promise<readonly BenchRow[]>;

/** A row with a goal that the value must not exceed, and no peer. */
export function rowAtMost(name: string, value: number, unit: string, goal: number): BenchRow {
  return { name, value, unit, peer: null, peerValue: null, goal, met: value <= goal };
}
