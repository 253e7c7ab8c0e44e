import type { KindName } from '../object.ts';
import type { Schema } from './schema.ts';

/** What is known of a kind without its schema: one row of the catalogue. */
export interface KindEntry extends KindName {
  /** Lower-case plural, as in REST paths; empty for files that are no API objects (`timonel.yaml`). */
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** Where the schema comes from. `project`: a file that only tools read. */
  readonly origin: 'core' | 'ml' | 'cluster' | 'project';
  /**
   * True for types that are compiled into the API server, in the built-in catalogue and in a cluster's: they are decoded by
   * Go (null counts as absent everywhere, list maps and sets are not checked for duplicates on create) and validated by
   * code. All others are judged by their CRD's schema. Absent: false.
   */
  readonly isBuiltIn?: boolean;
  /** Set where the version is deprecated, removed or no longer served: since when, and what to write instead. */
  readonly retirement?: {
    readonly state: 'deprecated' | 'removed' | 'unserved';
    /** Version of Kubernetes or of the project. */
    readonly since?: string;
    /** `group/version` that takes its place. */
    readonly successor?: string;
  };
  /** Page that documents the kind. */
  readonly link?: string;
}

/** Everything that is known about kinds: what is built in, and above it what a connected cluster serves. */
export interface SchemaCatalog {
  /** Changes whenever what the catalogue answers may have changed; verdicts of an older one are stale. */
  readonly generation: number;
  /** Every kind that is known, cluster first, each once. */
  readonly kinds: readonly KindEntry[];
  entry(kind: KindName): KindEntry | undefined;
  /** The schema of a whole object, read on first use; undefined where the kind is unknown or says nothing of its fields. */
  schema(kind: KindName): Schema | undefined;
  /** True when a connected cluster answers for the kinds: then an unknown kind is not installed. */
  readonly isOfCluster: boolean;
}
