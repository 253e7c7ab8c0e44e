import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** A job can be handed to few controllers: to its own, or to the one that dispatches it to other clusters. */
export function foreignManager(node: SyntaxNode, managers: readonly string[]): Message | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || managers.includes(node.value))
    return undefined;
  return say`Nobody called "${node.value}" would manage it; write ${managers.join(' or ')}, or leave managedBy out.`;
}
