import type { SyntaxNode } from './syntax/node.ts';

/**
 * Remembers what was computed of a node for as long as the node lives. Nodes are never changed but made anew when their
 * text changes, so the answer stays right; it must depend on the node and what is below it alone.
 */
export function keptByNode<Node extends SyntaxNode, Answer>(
  compute: (node: Node) => Answer,
): (node: Node) => Answer {
  const kept = new WeakMap<Node, { readonly answer: Answer }>();
  return node => {
    const known = kept.get(node);
    if (known !== undefined) return known.answer;
    const answer = compute(node);
    kept.set(node, { answer });
    return answer;
  };
}
