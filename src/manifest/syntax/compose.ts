import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { composeBroken } from './composeBroken.ts';
import type { Composed, SyntaxFlaw } from './composed.ts';
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
  const composed = read(piece);
  const controls = controlCharacter(piece.text);
  return controls.length === 0 ? composed : { root: composed.root, flaws: [...controls, ...composed.flaws] };
}

function read(piece: Piece): Composed {
  const parsed = eventsOf(piece.text);
  if ('error' in parsed) return composeSafely(piece, parsed.error);
  try {
    const { root, flaws } = composeEvents(piece, parsed.events, parsed.text);
    return { root, flaws: [...flaws, ...tabbedLines(piece.text, root)] };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(piece);
    throw error;
  }
}

/** What kubectl's parser takes nowhere, not even in quotes: control characters but tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

function controlCharacter(text: string): readonly SyntaxFlaw[] {
  const from = text.search(control);
  if (from === -1) return [];
  const code = text.charCodeAt(from).toString(16).toUpperCase().padStart(4, '0');
  return [{ code: 'CONTROL', message: `U+${code}`, from, to: from + 1 }];
}

type Parsed =
  | { readonly events: readonly Event[]; readonly text: string }
  | { readonly error: YAMLException | undefined };

/** The events, and the text that they were read from: of the same length as the given one. The first error of broken text. */
function eventsOf(text: string): Parsed {
  let read = text;
  let failure: YAMLException | undefined;
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return { events: parseEvents(read, { maxDepth: deepest }), text: read };
    } catch (error) {
      failure = error instanceof YAMLException ? error : undefined;
      const mended = failure && withoutBreakBefore(read, failure);
      if (mended === undefined) break;
      read = mended;
    }
  }
  return { error: failure };
}

/**
 * Broken text of more code units than this is told its first error alone: the parser that recovers takes a second for what
 * a few thousand broken lines are, and nobody mends them in one go.
 */
const mostToRecover = 60_000;

function composeSafely(piece: Piece, error: YAMLException | undefined): Composed {
  if (isNestedTooDeep(piece.text)) return tooDeep(piece);
  if (error?.mark && piece.text.length > mostToRecover)
    return firstError(piece, error.reason, error.mark.position);
  try {
    const { root, flaws } = composeBroken(piece);
    return { root, flaws: flaws.slice(0, mostFlaws) };
  } catch {
    return tooDeep(piece);
  }
}

/** Errors of one piece that are told: what follows the first hundred mostly follows from them. */
const mostFlaws = 100;

function firstError(piece: Piece, message: string, position: number): Composed {
  const from = Math.min(position, Math.max(piece.text.length - 1, 0));
  return { root: undefined, flaws: [{ code: 'BROKEN', message, from, to: from + 1 }] };
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
