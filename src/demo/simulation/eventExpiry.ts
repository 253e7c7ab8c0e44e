import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { type Controller, keyOf, splitKey } from './controller.ts';

/** Events are kept for an hour after they last happened, as on the real server. */
const keptMs = 3_600_000;

/** Lets old events go. */
export class EventExpiry implements Controller {
  readonly name = 'event-expiry';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    return change.object.kind === 'Event' && change.type !== 'DELETED' ? [keyOf(change.object)] : [];
  }

  reconcile(key: string): number | undefined {
    const event = this.#access.find(kinds.events, ...splitKey(key));
    if (!event) return undefined;
    const { lastObservedTime } = (event['series'] ?? {}) as { lastObservedTime?: string };
    const last = (lastObservedTime ??
      event['lastTimestamp'] ??
      event['eventTime'] ??
      event.metadata.creationTimestamp) as string;
    const { clock } = this.#access;
    const leftMs = Date.parse(last) + keptMs - clock.now();
    if (leftMs > 0) return leftMs * clock.speed;
    this.#access.delete(kinds.events, event);
    return undefined;
  }
}
