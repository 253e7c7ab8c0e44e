import type { TreeRow } from '../../src/tree/treeRow.ts';
import type { TreeSource } from '../../src/tree/treeSource.ts';

/** The marks of tones in a printed tree. */
const marks = { good: '+', busy: '~', warning: '!', bad: 'x', muted: '-', plain: '·' } as const;

/**
 * Prints the tree as text: one line a row, `mark label | description`, indented by level.
 *
 * @param below the id of the row to begin below; the groups without one
 * @param depth how many levels
 */
export function treeText(tree: TreeSource, below?: string, depth = 9): string {
  const lines: string[] = [];
  const print = (row: TreeRow | undefined, level: number) => {
    for (const child of tree.children(row)) {
      lines.push(`${'  '.repeat(level)}${rowText(child)}`);
      if (child.isExpandable && level + 1 < depth) print(child, level + 1);
    }
  };
  print(below === undefined ? undefined : tree.row(below), 0);
  return `${lines.join('\n')}\n`;
}

/** One row as text. */
export function rowText(row: TreeRow): string {
  const action = row.action === undefined ? '' : ` (${row.action})`;
  const description = row.description === undefined ? '' : ` | ${row.description}`;
  return `${marks[row.tone ?? 'plain']} ${row.label}${description}${action}`;
}

/** Takes the common indentation and the outer line breaks off a golden text. */
export function golden(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const common = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.search(/\S/)));
  return lines.map(line => line.slice(common)).join('\n');
}
