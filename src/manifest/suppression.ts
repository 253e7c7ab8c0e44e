import type { Problem } from './problem.ts';
import type { ManifestDocument } from './syntax/document.ts';
import { startOf } from './syntax/node.ts';

const comment = /^(?<before>[^#\n]*)#\s*timonel:\s*ignore(?<rules>[ \t]+[^\n#]*)?/gm;

/** Rules that a comment silences on one line; null for all of them. */
type Silenced = ReadonlySet<string> | null;

/**
 * Leaves out what the document's comments ask to ignore: `# timonel: ignore` on a line of its own silences the document,
 * `# timonel: ignore rule/id other/id` the named rules on its line, or on the next line when it stands alone. An area
 * (`advice`) stands for all of its rules.
 */
export function withoutSuppressed(
  document: ManifestDocument,
  problems: readonly Problem[],
): readonly Problem[] {
  const { text, offset } = document.piece;
  if (problems.length === 0 || !text.includes('timonel:')) return problems;
  const lines = new Map<number, Silenced>();
  for (const match of text.matchAll(comment)) {
    const rules = match.groups?.['rules']?.trim() ?? '';
    const isAlone = (match.groups?.['before'] ?? '').trim() === '';
    if (isAlone && rules === '') return [];
    const lineStart = match.index;
    const target = isAlone ? text.indexOf('\n', lineStart) + 1 : lineStart;
    lines.set(target, rules === '' ? null : new Set(rules.split(/[\s,]+/)));
  }
  if (lines.size === 0) return problems;
  return problems.filter(problem => {
    const at = startOf(problem.at) - offset;
    const silenced = lines.get(text.lastIndexOf('\n', at - 1) + 1);
    return silenced === undefined || !(silenced === null || isNamed(silenced, problem.rule));
  });
}

function isNamed(silenced: ReadonlySet<string>, rule: string): boolean {
  return silenced.has(rule) || silenced.has(rule.slice(0, rule.indexOf('/')));
}
