import { succeed } from '../../base/outcome.ts';
import type { LogReader, LogRef } from '../../cluster/ports.ts';

/**
 * Reads the log of a container's previous run before that of the present one, the first time each is asked for.
 * A container without a previous run, or whose log is gone, begins with the present one.
 */
export function previousFirst(reader: LogReader): LogReader {
  const asked = new Set<string>();
  return {
    async readLog(ref, options, signal) {
      const key = `${ref.namespace}/${ref.pod}/${ref.container}`;
      if (options.previous || asked.has(key)) return reader.readLog(ref, options, signal);
      asked.add(key);
      const present = await reader.readLog(ref, options, signal);
      if (!present.ok) return present;
      return succeed(both(await previousBytes(reader, ref, signal), present.value));
    },
  };
}

async function previousBytes(
  reader: LogReader,
  ref: LogRef,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const previous = await reader.readLog(ref, { previous: true, timestamps: true }, signal);
  return previous.ok ? previous.value : undefined;
}

async function* both(
  first: AsyncIterable<Uint8Array> | undefined,
  second: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let last = 10;
  if (first) {
    for await (const bytes of first) {
      last = bytes.at(-1) ?? last;
      yield bytes;
    }
  }
  if (last !== 10) yield Uint8Array.of(10);
  yield* second;
}
