import type { ReportDetails, TypeCheck } from '../rule.ts';
import type { Message } from '../say.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** Who decodes an object: Go types that are compiled into the API server, or the schema of a CRD. */
export type Flavour = 'builtIn' | 'custom';

/** Type name → the checks to run on every map of that type. */
export type TypeChecks = ReadonlyMap<string, readonly TypeCheck[]>;

/**
 * How much of a schema is judged: all of it; in a status that the server will drop, only what its decoder refuses; or in the
 * branches of `anyOf` and its like, values alone, since branches declare no fields.
 */
export type Mode = 'whole' | 'decoding' | 'values';

/** A problem that was found, before it is told. */
export interface Verdict {
  readonly rule: string;
  readonly at: SyntaxNode;
  readonly message: Message;
  readonly details: ReportDetails | undefined;
}
