import type { YAMLException } from 'js-yaml';

/**
 * kubectl's parser lets a quoted text or a bracketed list go on at any indentation; stricter parsers refuse it. Where one does,
 * the line break before that place is overwritten by a blank (and a comment there by blanks), which means the same and keeps
 * every offset. Undefined where the error is another one.
 */
export function withoutBreakBefore(text: string, { reason, mark }: YAMLException): string | undefined {
  if (reason !== 'deficient indentation' || mark === undefined) return undefined;
  const lineBreak = text.lastIndexOf('\n', mark.position - 1);
  if (lineBreak <= 0) return undefined;
  const lineStart = text.lastIndexOf('\n', lineBreak - 1) + 1;
  const line = text.slice(lineStart, lineBreak);
  const visible = /^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\S)#)*\s)#.*$/.exec(line)?.[1] ?? line;
  const carriage = text.charAt(mark.position) === '\r' ? ' ' : '';
  const blanked = visible.replaceAll('\r', ' ').padEnd(line.length, ' ');
  const after = text.slice(lineBreak + 1 + carriage.length);
  return `${text.slice(0, lineStart)}${blanked} ${carriage}${after}`;
}
