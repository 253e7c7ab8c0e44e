import type { ResourceKind } from '../../cluster/resource.ts';
import type { JsonObject } from '../api/kubeObject.ts';
import type { ClusterAccess } from '../simulation/clusterAccess.ts';

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

/** The world has lived so long when it is first shown. */
export const pastMs = 3 * 24 * hourMs;

/** The world's story: things that are done so long before it is first shown, or after. */
export class Timeline {
  readonly access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.access = access;
  }

  /** Does something so long before the world is first shown. */
  ago(agoMs: number, act: () => void): void {
    this.access.clock.after(Math.max(0, pastMs - agoMs), act);
  }

  /** Creates something so long before the world is first shown, as a person with kubectl would. */
  create(agoMs: number, kind: ResourceKind, namespace: string | undefined, body: JsonObject): void {
    this.ago(agoMs, () => void this.access.create(kind, namespace, body, 'kubectl-client-side-apply'));
  }
}
