import type { ObjectRef } from '../../cluster/resource.ts';

/** What the tree view hands around: a context's row, or a row inside a context. The same line is the same object. */
export interface TreeElement {
  readonly contextName: string;
  /** Absent for the context's own row. */
  readonly rowId?: string;
}

/** An object of a connected context, as commands get it. */
export interface ObjectTarget {
  readonly contextName: string;
  readonly ref: ObjectRef;
  /** Chosen where the row was a container's. */
  readonly container?: string;
}

export function isTreeElement(value: unknown): value is TreeElement {
  return (
    typeof value === 'object' && value !== null && typeof (value as TreeElement).contextName === 'string'
  );
}
