import type { Clock } from '../base/clock.ts';
import type { CollectionReader, WatchEvent, WatchQuery } from './ports.ts';
import type { ResourceKind } from './resource.ts';

/** The server ends a watch after 3 to 4 minutes: the spread keeps the feeds from renewing all at once. */
const termSeconds = 180;
const termSpreadSeconds = 60;
/** How long after its term a watch may still end by itself. */
const slackMs = 15_000;

export interface WatchParts {
  readonly reader: CollectionReader;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: number;
}

/**
 * A watch that cannot go dumb unnoticed.
 *
 * A connection whose other end vanished without a word looks exactly like a quiet cluster. So each watch has a term,
 * and when nothing at all came for longer than it, not even a bookmark, it is ended here as if the server had closed it.
 */
export async function* watchUntilSilent(
  { reader, clock, random }: WatchParts,
  kind: ResourceKind,
  query: WatchQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly WatchEvent[]> {
  const timeoutSeconds = termSeconds + Math.floor(termSpreadSeconds * random);
  const silenceMs = timeoutSeconds * 1_000 + slackMs;
  const silence = new AbortController();
  let lastWordMs = clock.now();
  let timer = clock.after(silenceMs, check);
  function check(): void {
    const leftMs = lastWordMs + silenceMs - clock.now();
    if (leftMs <= 0) silence.abort();
    else timer = clock.after(leftMs, check);
  }
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    for await (const events of reader.watch(kind, { ...query, timeoutSeconds }, either)) {
      lastWordMs = clock.now();
      yield events;
    }
  } finally {
    timer.dispose();
    silence.abort();
  }
}
