import type { Fix } from './fix/fix.ts';
import type { Message } from './say.ts';
import type { SyntaxNode } from './syntax/node.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One objection to a manifest. */
export interface Problem {
  /** `area/name` in kebab case, as `schema/unknown-field`: the name in settings, in ignore comments and in docs/rules.md. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  /**
   * The node that is wrong: the value for a wrong value, the *key* node for an unknown or misplaced field, and the map that
   * lacks it for a missing field (with `missing`).
   */
  readonly at: SyntaxNode;
  /** Name of the field that `at` lacks. It belongs to the problem's path, and the range is the head of `at`. */
  readonly missing?: string;
  /** Other places that belong to the matter, as the first of two clashing ports. */
  readonly related?: readonly { readonly at: SyntaxNode; readonly message: Message }[];
  /** Ways to mend it, made when they are asked for. The first is the preferred one. */
  readonly fixes?: () => readonly Fix[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
}
