import type { RowTooltip } from '../../tree/treeRow.ts';

const maxCellLength = 600;

/** A tooltip as Markdown: the heading in bold and a table. Every value is escaped, so that it can only ever be text. */
export function tooltipMarkdown(tooltip: RowTooltip): string {
  const heading = `**${escapeMarkdown(tooltip.title)}**`;
  if (tooltip.rows.length === 0) return heading;
  const lines = tooltip.rows.map(([name, value]) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(value)} |`);
  return [heading, '', '| | |', '|:--|:--|', ...lines].join('\n');
}

/**
 * Writes each ASCII sign that Markdown, HTML or an automatic link could read as a character reference.
 * Control characters, line ends included, become spaces.
 */
export function escapeMarkdown(text: string): string {
  const cut = text.length > maxCellLength ? `${text.slice(0, maxCellLength)}…` : text;
  return cut.replaceAll(/\p{Cc}+/gu, ' ').replaceAll(/[!-/:-@[-`{-~]/g, sign => `&#${sign.codePointAt(0)};`);
}
