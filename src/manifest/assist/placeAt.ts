import { flowPlace, openFlowAt } from './flowPlace.ts';
import { commentBefore, type Line, lineStartOf, opensBlockScalar, readLine, unquoted } from './line.ts';
import { noFields, type Place } from './place.ts';
import { siblingsAt, stepsAbove } from './surroundingLines.ts';

/** The place at an offset; undefined where nothing can be completed: comments, block text, below a scalar. */
export function placeAt(text: string, offset: number): Place | undefined {
  const line = readLine(text, lineStartOf(text, offset));
  if (line.kind === 'separator' || commentBefore(text, line, offset) !== undefined) return undefined;
  const flow = openFlowAt(text, offset, line);
  if (flow !== undefined) return flowPlace(text, offset, flow);
  if (line.key !== undefined && offset > line.key.colon) return valuePlace(text, offset, line);
  return entryPlace(text, offset, line);
}

function valuePlace(text: string, offset: number, line: Line): Place | undefined {
  const { key } = line;
  const above = key && stepsAbove(text, line, key.column);
  if (key === undefined || above === undefined || opensBlockScalar(line.value)) return undefined;
  const fields = () => siblingsAt(text, line, key.column);
  const from = Math.min(line.valueFrom, offset);
  return {
    ...written(text, from, { offset, end: Math.max(offset, line.valueFrom + line.value.length) }),
    steps: [...above, { name: key.name, fields }],
    ask: 'value',
    fields: noFields,
    column: key.column,
    isFlow: false,
    hasColon: false,
    needsBlank: offset === key.colon + 1,
  };
}

function entryPlace(text: string, offset: number, line: Line): Place | undefined {
  const lastDash = line.dashes.at(-1);
  const isBare = line.key === undefined && line.valueFrom === line.end;
  const column = line.key?.column ?? (isBare ? offset - line.start : line.valueFrom - line.start);
  const needsBlank = lastDash !== undefined && offset === line.start + lastDash + 1;
  if (lastDash !== undefined && offset <= line.start + lastDash) return undefined;
  if (!isBare && offset < line.start + column) return undefined;
  const at = needsBlank ? column + 1 : column;
  const steps = stepsAbove(text, line, at);
  if (steps === undefined) return undefined;
  const from = line.start + column;
  const end = line.key?.to ?? Math.max(offset, from + (isBare ? 0 : line.value.length));
  return {
    ...written(text, from, { offset, end }),
    steps,
    ask: 'entry',
    fields: () => siblingsAt(text, line, at, false),
    column: at,
    isFlow: false,
    hasColon: line.key !== undefined,
    needsBlank,
  };
}

/** The stretch from a start to an end, without the quotes that stand around it. */
function written(
  text: string,
  from: number,
  { offset, end }: { readonly offset: number; readonly end: number },
): Pick<Place, 'typed' | 'start' | 'end' | 'quote'> {
  const first = text[from];
  if ((first !== '"' && first !== "'") || from >= offset)
    return { typed: text.slice(from, offset), start: from, end, quote: '' };
  const isClosed = unquoted(text.slice(from, end)) !== text.slice(from, end);
  return {
    typed: text.slice(from + 1, offset),
    start: from + 1,
    end: Math.max(offset, isClosed ? end - 1 : end),
    quote: first,
  };
}
