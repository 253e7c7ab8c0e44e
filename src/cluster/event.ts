import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds } from './resource.ts';
import { numberAt, shortText, textAt, timeAt } from './wireReader.ts';

/** What Timonel keeps of an event. */
export interface EventFacts extends ObjectFacts {
  readonly isWarning: boolean;
  /** `FailedScheduling`, `Pulled`. */
  readonly reason: string;
  readonly message: string;
  /** How often it was seen. */
  readonly count: number;
  /** When it was seen last; 0 where no time is told. */
  readonly lastSeenAtMs: number;
  /** Who told it: `default-scheduler`, `kubelet`. */
  readonly source: string | undefined;
  readonly about: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    /** `spec.containers{main}`. */
    readonly fieldPath: string | undefined;
  };
}

export const eventKind: FactKind<EventFacts> = {
  resource: kinds.events,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    return {
      ...metadata,
      isWarning: textAt(wire, 'type') === 'Warning',
      reason: textAt(wire, 'reason') ?? '',
      message: shortText(textAt(wire, 'message') ?? textAt(wire, 'note'), 1000) ?? '',
      count: numberAt(wire, 'series', 'count') ?? numberAt(wire, 'count') ?? 1,
      // Old and new event APIs write the time in different places; an old-style event alone has `lastTimestamp`.
      lastSeenAtMs:
        timeAt(wire, 'series', 'lastObservedTime') ??
        timeAt(wire, 'lastTimestamp') ??
        timeAt(wire, 'eventTime') ??
        timeAt(wire, 'firstTimestamp') ??
        metadata.createdAtMs,
      source: textAt(wire, 'source', 'component') ?? textAt(wire, 'reportingComponent'),
      about: {
        kind: textAt(wire, 'involvedObject', 'kind') ?? '',
        namespace: textAt(wire, 'involvedObject', 'namespace') ?? '',
        name: textAt(wire, 'involvedObject', 'name') ?? '',
        uid: textAt(wire, 'involvedObject', 'uid') ?? '',
        fieldPath: textAt(wire, 'involvedObject', 'fieldPath'),
      },
    };
  },
};
