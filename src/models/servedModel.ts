/** One system's word for how a model stands, in words that fit all systems. */
export type ModelState =
  /** Serves. */
  | 'ready'
  /** Scaled to zero: the first request wakes it. */
  | 'asleep'
  /** Comes up, or rolls over to a new revision. */
  | 'progressing'
  | 'failing'
  /** Stopped by hand; the object is kept. */
  | 'stopped';

/** A model that a cluster serves, whichever system serves it. */
export interface ServedModel {
  /** The uid of the object that stands for it. */
  readonly uid: string;
  readonly namespace: string;
  /** What people call it. */
  readonly name: string;
  /** The name of the object that stands for it. */
  readonly objectName: string;
  readonly kind: 'InferenceService' | 'Deployment' | 'StatefulSet';
  /** `KServe`, `Triton`, `vLLM` … */
  readonly system: string;
  readonly state: ModelState;
  /** Why it is not ready, in the cluster's words. Hostile text. */
  readonly problem: string | undefined;
  readonly url: string | undefined;
  /** The format or framework: `sklearn`, `onnx`. */
  readonly format: string | undefined;
  readonly storageUri: string | undefined;
  /** The serving runtime's name, where the system has such a thing. */
  readonly runtime: string | undefined;
  /** `Knative`, `Standard`; absent where the system knows no modes. */
  readonly mode: string | undefined;
  readonly scale: ModelScale;
  /** Newest first; empty where the system has none, or one alone takes all traffic. */
  readonly revisions: readonly ModelRevision[];
  readonly createdAtMs: number;
}

/** The bounds between which the system scales the model. */
export interface ModelScale {
  /** 0 means that it may sleep. Absent: the system's default. */
  readonly minReplicas: number | undefined;
  /** Absent: no upper bound is set. */
  readonly maxReplicas: number | undefined;
  /** `cpu 70`, `concurrency 100`. */
  readonly target: string | undefined;
  /** Counts that the object itself tells; absent where only its pods tell. */
  readonly wanted: number | undefined;
  readonly ready: number | undefined;
}

/** One version of a model beside others. */
export interface ModelRevision {
  readonly name: string;
  /** Percent of the requests, 0 to 100. */
  readonly trafficPercent: number;
  /** The name under which it can be called apart from the others. */
  readonly tag: string | undefined;
  readonly url: string | undefined;
  readonly isLatest: boolean;
  readonly isReady: boolean | undefined;
  readonly problem: string | undefined;
}
