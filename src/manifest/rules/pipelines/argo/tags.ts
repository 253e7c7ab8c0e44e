import { keptByNode } from '../../../keptByNode.ts';
import type { ScalarNode, SyntaxNode } from '../../../syntax/node.ts';

/** A variable that Argo fills in: what stands between `{{` and `}}`, without blanks around it. */
export interface Tag {
  readonly name: string;
  /** The name at its points: `tasks`, `train`, `outputs`, `result`. */
  readonly parts: readonly string[];
  readonly at: ScalarNode;
}

/**
 * The variables anywhere in a node, keys and block texts included. Expressions (`{{=…}}`) are left out: they are evaluated
 * when the step runs, and may handle what is missing by themselves.
 */
export const tagsOf: (node: SyntaxNode) => readonly Tag[] = keptByNode(node => {
  const tags: Tag[] = [];
  // Aliases share what is below them, so what was seen once is not walked again; deep nesting must not grow the stack.
  const seen = new Set<SyntaxNode>();
  const ahead: SyntaxNode[] = [node];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === 'scalar') tags.push(...tagsIn(at));
    else if (at.kind === 'sequence') for (const item of at.items) ahead.push(item);
    else for (const { key, value } of at.entries) ahead.push(key, value);
  }
  return tags.reverse();
});

/** The variables in one text. */
export function tagsIn(scalar: ScalarNode): readonly Tag[] {
  const { text } = scalar;
  if (!text.includes('{{')) return [];
  const tags: Tag[] = [];
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const close = text.indexOf('}}', open + 2);
    if (close === -1) break;
    // A variable within the name of another: only the inner one can be told before the run.
    const inner = text.lastIndexOf('{{', close - 2);
    const name = text.slice(Math.max(open, inner) + 2, close).trim();
    if (!name.startsWith('=')) tags.push({ name, parts: name.split('.'), at: scalar });
    open = text.indexOf('{{', close + 2);
  }
  return tags;
}

/** Whether a value is settled only at run time, by a variable or an expression. */
export function isFilledIn(text: string): boolean {
  return text.includes('{{');
}
