import type { RowTooltip, TreeRow } from './treeRow.ts';

/** Do both rows look the same to the user and to menus? */
export function looksSame(a: TreeRow, b: TreeRow): boolean {
  if (a === b) return true;
  return (
    a.id === b.id &&
    a.label === b.label &&
    a.description === b.description &&
    a.icon === b.icon &&
    a.tone === b.tone &&
    a.isExpandable === b.isExpandable &&
    a.action === b.action &&
    sameList(a.tokens, b.tokens) &&
    sameTooltip(a.tooltip, b.tooltip)
  );
}

/** Are these the same lines in the same order, whatever they look like? */
export function sameIds(a: readonly TreeRow[], b: readonly TreeRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
}

function sameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((token, index) => token === b[index]);
}

function sameTooltip(a: RowTooltip | undefined, b: RowTooltip | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.title !== b.title || a.rows.length !== b.rows.length)
    return false;
  return a.rows.every(([name, value], index) => name === b.rows[index]?.[0] && value === b.rows[index]?.[1]);
}
