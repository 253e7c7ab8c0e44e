import type { SyntaxFlaw } from './composed.ts';
import type { SyntaxNode } from './node.ts';

/**
 * Lines that begin with a tab and hold nothing else, or a comment. Most parsers pass over them; kubectl's does only inside of
 * quotes, brackets and block texts, and refuses the file otherwise.
 */
export function tabbedLines(text: string, root: SyntaxNode | undefined): readonly SyntaxFlaw[] {
  if (!text.includes('\t')) return [];
  return [...text.matchAll(/^\t[ \t]*(?=$|#|\r)/gm)]
    .filter(({ index }) => !isSheltered(root, index))
    .map(({ index }) => ({ code: 'TAB_AS_INDENT', message: '', from: index, to: index + 1 }));
}

function isSheltered(node: SyntaxNode | undefined, at: number): boolean {
  if (node === undefined || at < node.from || at >= node.to) return isTextBefore(node, at);
  if (node.kind === 'scalar') return true;
  if (node.isFlow) return true;
  const below = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  return below.some(child => isSheltered(child, at));
}

/** Blank lines at the end of a block text still belong to it. */
function isTextBefore(node: SyntaxNode | undefined, at: number): boolean {
  return node?.kind === 'scalar' && /^(?:literal|folded)$/.test(node.style) && node.to <= at
    ? node.piece.text.slice(node.to, at).trim() === ''
    : false;
}
