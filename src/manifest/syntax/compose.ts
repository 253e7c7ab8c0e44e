import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { composeBroken } from './composeBroken.ts';
import type { Composed } from './composed.ts';
import { composeEvents } from './composeEvents.ts';
import type { Piece } from './node.ts';
import { withoutBreakBefore } from './shallowIndentation.ts';
import { tabbedLines } from './tabbedLines.ts';

/** Deeper than any manifest, and shallow enough for the stack. */
const deepest = 500;

/**
 * Parses one piece of YAML that holds no document separators. Nothing is thrown; what can be read of a broken text is.
 *
 * Two parsers share the work: a fast one for text without errors, and for broken text one that finds every error and
 * recovers.
 */
export function compose(piece: Piece): Composed {
  const parsed = eventsOf(piece.text);
  if (parsed === undefined) return composeSafely(piece);
  try {
    const { root, flaws } = composeEvents(piece, parsed.events, parsed.text);
    return { root, flaws: [...flaws, ...tabbedLines(piece.text, root)] };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(piece);
    throw error;
  }
}

/** The events, and the text that they were read from: of the same length as the given one. Undefined for broken text. */
function eventsOf(text: string): { readonly events: readonly Event[]; readonly text: string } | undefined {
  let read = text;
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return { events: parseEvents(read, { maxDepth: deepest }), text: read };
    } catch (error) {
      const mended = error instanceof YAMLException ? withoutBreakBefore(read, error) : undefined;
      if (mended === undefined) return undefined;
      read = mended;
    }
  }
  return undefined;
}

function composeSafely(piece: Piece): Composed {
  if (isNestedTooDeep(piece.text)) return tooDeep(piece);
  try {
    return composeBroken(piece);
  } catch {
    return tooDeep(piece);
  }
}

/** Brackets are the only way to nest thousands of levels in a text of bearable size: they are counted before recursing. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    if (depth > deepest * 2) return true;
  }
  return false;
}

function tooDeep(piece: Piece): Composed {
  const end = Math.min(piece.text.length, 1);
  const flaw = { code: 'TOO_DEEP', message: 'Nested too deeply to be read.', from: 0, to: end };
  return { root: undefined, flaws: [flaw] };
}
