import type { Failure } from '../failure.ts';
import type { WatchEvent } from '../ports.ts';
import { isRecord, textAt } from '../wireReader.ts';
import { failureOfStatus, isStatus } from './statusFailure.ts';
import { badAnswer } from './toFailure.ts';

const lineFeed = 0x0a;
/** No object that an API server stores comes near this size; what does is no watch. */
const maxLineBytes = 64 * 1024 * 1024;

/**
 * Decodes a watch: JSON texts, one a line, cut into chunks anywhere, even inside of a character.
 *
 * Gives one batch of events for each chunk that completes any. A failure ends it: an ERROR event, a line that is no
 * event, or a stream that breaks by throwing a `Failure`.
 */
export async function* watchEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly WatchEvent[]> {
  const lines = new LineSplitter();
  try {
    for await (const chunk of chunks) {
      const events = lines.push(chunk).flatMap(eventOf);
      const failed = events.findIndex(event => event.type === 'FAILED');
      if (failed >= 0) {
        yield events.slice(0, failed + 1);
        return;
      }
      if (events.length > 0) yield events;
      if (lines.pendingBytes > maxLineBytes) {
        yield [{ type: 'FAILED', failure: badAnswer('a watch event without an end') }];
        return;
      }
    }
  } catch (failure) {
    yield [{ type: 'FAILED', failure: failure as Failure }];
  }
}

function eventOf(line: string): WatchEvent[] {
  if (line.trim() === '') return [];
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return [{ type: 'FAILED', failure: badAnswer('a watch event that is not JSON') }];
  }
  const type = textAt(event, 'type');
  const object = isRecord(event) ? event['object'] : undefined;
  if (!isRecord(object)) return [{ type: 'FAILED', failure: badAnswer('a watch event without an object') }];
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return [{ type, object }];
    case 'BOOKMARK':
      return [{ type, resourceVersion: textAt(object, 'metadata', 'resourceVersion') ?? '' }];
    case 'ERROR':
      return [{ type: 'FAILED', failure: failureOfEvent(object) }];
    default:
      // A type that is not known yet must not end the watch.
      return [];
  }
}

function failureOfEvent(object: Readonly<Record<string, unknown>>): Failure {
  return isStatus(object) ? failureOfStatus(object, { status: 500 }) : badAnswer('an error without a status');
}

/** Cuts bytes into lines at the line feed, which is never part of another character in UTF-8. */
export class LineSplitter {
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** The lines that this chunk completes, without their ends. */
  push(chunk: Uint8Array): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      lines.push(this.#complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return lines;
  }

  #complete(last: Uint8Array): string {
    const bytes = this.#pending.length === 0 ? last : Buffer.concat([...this.#pending, last]);
    this.#pending = [];
    this.#pendingBytes = 0;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  #keep(rest: Uint8Array): void {
    this.#pending.push(rest);
    this.#pendingBytes += rest.length;
  }
}
