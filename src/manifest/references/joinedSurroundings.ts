import type { ManifestObject } from '../object.ts';
import type { ClusterFacts } from '../protocol.ts';
import type { KnownObject, NodeRoom, QuotaRoom, Surroundings } from '../surroundings.ts';
import { ClusterObjects } from './clusterObjects.ts';
import type { ObjectIndex } from './objectIndex.ts';
import type { TargetKind } from './referenceRow.ts';

/**
 * What the files of a workspace and a connected cluster know together. One of it lives as long as the index does; the
 * cluster's side is exchanged whenever something else is told of it.
 */
export class JoinedSurroundings implements Surroundings {
  readonly #index: ObjectIndex;
  readonly #isIndexed: () => boolean;
  #cluster: ClusterObjects | undefined;
  #clusterGeneration = 0;

  /** `isIndexed`: whether all files were read, before which the absence of an object proves nothing. */
  constructor(index: ObjectIndex, isIndexed: () => boolean) {
    this.#index = index;
    this.#isIndexed = isIndexed;
  }

  /** Takes what the cluster holds now; undefined when it was left. */
  useCluster(facts: ClusterFacts | undefined): void {
    this.#cluster = facts && new ClusterObjects(facts);
    this.#clusterGeneration++;
  }

  get nodes(): readonly NodeRoom[] | undefined {
    return this.#cluster?.facts.nodes;
  }

  get quotas(): readonly QuotaRoom[] | undefined {
    return this.#cluster?.facts.quotas;
  }

  get namespace(): string | undefined {
    return this.#cluster?.facts.namespace;
  }

  get generation(): string {
    return `${this.#index.factsGeneration} ${this.#clusterGeneration} ${this.#isIndexed()}`;
  }

  fileOf(object: ManifestObject): string | undefined {
    return this.#index.fileOf(object);
  }

  named(kind: TargetKind, name: string, namespace: string | undefined): readonly KnownObject[] {
    const inFiles = this.#index.named(kind, name, namespace);
    const inCluster = this.#cluster?.named(kind, name, namespace) ?? [];
    return inCluster.length === 0 ? inFiles : [...inFiles, ...inCluster];
  }

  all(kind: TargetKind, namespace: string | undefined): readonly KnownObject[] {
    const inFiles = this.#index.all(kind, namespace);
    const inCluster = this.#cluster?.all(kind, namespace) ?? [];
    return inCluster.length === 0 ? inFiles : [...inFiles, ...inCluster];
  }

  /**
   * `cluster` only where no file draws in what cannot be seen: what a chart or a remote base will bring may not be there yet.
   */
  certainty(kind: TargetKind, namespace: string | undefined): 'cluster' | 'workspace' | 'no' {
    if (!this.#isIndexed() || this.#index.hasUnseenSources) return 'no';
    if (this.#cluster?.isComplete(kind, namespace)) return 'cluster';
    return this.#index.certainty(kind, namespace);
  }
}
