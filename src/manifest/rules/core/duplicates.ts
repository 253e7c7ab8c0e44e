import type { Report } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

export interface Occurrence {
  /** What must not occur twice, as compared. */
  readonly key: string;
  /** Where it is written. */
  readonly at: SyntaxNode;
}

/** Reports each occurrence whose key was there before, with a pointer to the first one. */
export function reportRepeats(
  rule: string,
  occurrences: Iterable<Occurrence>,
  word: (key: string) => Message,
  report: Report,
): void {
  const seen = new Map<string, SyntaxNode>();
  for (const { key, at } of occurrences) {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    else report(rule, at, word(key), { related: [{ at: first, message: say`It is here first.` }] });
  }
}
