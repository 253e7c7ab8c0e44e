import { readSpans } from '../../training/panel/ansi.ts';
import type { LogBuffer } from '../../training/panel/logBuffer.ts';
import { type LogView, lastUpdateOf } from '../../training/panel/logView.ts';
import type { LogRow } from '../../training/panel/messages.ts';
import { readTimestamp, timestampLength } from '../../training/tail/timestamp.ts';

/** A row shows so much of a line; copying and saving take all of it. */
const maxShownLength = 10_000;

/** The rows from a place on, as the page draws them. */
export function logRows(buffer: LogBuffer, view: LogView, from: number, count: number): LogRow[] {
  const rows: LogRow[] = [];
  for (let place = Math.max(0, from); place < from + count; place++) {
    const number = view.numberAt(place);
    if (number === undefined) break;
    rows.push(logRow(buffer.line(number) ?? '', buffer.source(number) ?? 0));
  }
  return rows;
}

function logRow(line: string, source: number): LogRow {
  const text = lastUpdateOf(line.slice(timestampLength(line)));
  const shown = text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
  const time = clockTime(line);
  return { source, ...(time === undefined ? {} : { time }), spans: readSpans(shown) };
}

/** The time in front of a line on the user's clock, to the millisecond. */
function clockTime(line: string): string | undefined {
  const time = readTimestamp(line);
  if (!time) return undefined;
  const date = new Date(`${time.second}${time.zone}`);
  const two = (value: number) => String(value).padStart(2, '0');
  const millis = time.fraction.slice(0, 3).padEnd(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}
