import type { Fix } from '../fix/fix.ts';
import { say } from '../say.ts';
import type { SyntaxFlaw } from './composed.ts';
import type { Piece } from './node.ts';

/** The obvious ways to make broken YAML readable; none for most flaws. All of them are guesses at what was meant. */
export function yamlFixes(piece: Piece, flaw: SyntaxFlaw): readonly Fix[] {
  if (flaw.code === 'TAB_AS_INDENT') return spacesForTabs(piece, flaw.from);
  if (flaw.code === 'BLOCK_AS_IMPLICIT_KEY') return quotedValue(piece, flaw.from);
  return [];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function spacesForTabs({ text, offset }: Piece, at: number): readonly Fix[] {
  const from = lineStart(text, at);
  const [indent = ''] = /^[ \t]*/.exec(text.slice(from, at + 200)) ?? [];
  if (!indent.includes('\t')) return [];
  const edit = {
    start: offset + from,
    end: offset + from + indent.length,
    newText: indent.replaceAll('\t', '  '),
  };
  return [{ title: say`Indent with spaces`, edits: [edit], isSafe: false }];
}

/** `message: Error: it broke`: what follows the first colon is meant as one text. */
function quotedValue({ text, offset }: Piece, at: number): readonly Fix[] {
  const from = lineStart(text, at);
  const end = text.indexOf('\n', from);
  const line = text.slice(from, end === -1 ? text.length : end);
  const [whole = '', head = '', value = ''] =
    /^(\s*(?:- +)*[\w./-]+: +)([^"'|>{[&*!#\s].*?)\s*$/.exec(line) ?? [];
  if (whole === '' || !/: /.test(value) || / #/.test(value)) return [];
  const start = offset + from + head.length;
  const edit = { start, end: start + value.length, newText: JSON.stringify(value) };
  return [{ title: say`Put the value in quotes`, edits: [edit], isSafe: false }];
}
