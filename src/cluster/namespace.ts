import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds } from './resource.ts';
import { textAt } from './wireReader.ts';

/** What Timonel keeps of a namespace. */
export interface NamespaceFacts extends ObjectFacts {
  /** `Active` or `Terminating`. */
  readonly phase: string;
}

export const namespaceKind: FactKind<NamespaceFacts> = {
  resource: kinds.namespaces,
  toFacts(wire) {
    return { ...readMetadata(wire), phase: textAt(wire, 'status', 'phase') ?? 'Active' };
  },
};
