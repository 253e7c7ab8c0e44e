import type { ScalarNode, SyntaxNode } from '../../syntax/node.ts';

/** All texts below a node, keys left out, each once where aliases share it; in no particular order. */
export function scalarsBelow(node: SyntaxNode): readonly ScalarNode[] {
  const scalars: ScalarNode[] = [];
  const seen = new Set<SyntaxNode>();
  const ahead: SyntaxNode[] = [node];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === 'scalar') scalars.push(at);
    else if (at.kind === 'sequence') for (const item of at.items) ahead.push(item);
    else for (const { value } of at.entries) ahead.push(value);
  }
  return scalars;
}
