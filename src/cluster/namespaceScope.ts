/** What the user chose to look at in a context: every namespace, or some. */
export type NamespaceScope =
  | { readonly kind: 'all' }
  /** Never empty; sorted and without doubles. */
  | { readonly kind: 'chosen'; readonly namespaces: readonly string[] };

export const allNamespaces: NamespaceScope = { kind: 'all' };

/** The scope of these namespaces; none chosen means all. */
export function scopeOf(namespaces: readonly string[]): NamespaceScope {
  const chosen = [...new Set(namespaces.filter(name => name !== ''))].sort();
  return chosen.length === 0 ? allNamespaces : { kind: 'chosen', namespaces: chosen };
}

/** Whether both scopes show the same namespaces. */
export function isSameScope(a: NamespaceScope, b: NamespaceScope): boolean {
  if (a.kind === 'all' || b.kind === 'all') return a.kind === b.kind;
  return (
    a.namespaces.length === b.namespaces.length &&
    a.namespaces.every((name, index) => name === b.namespaces[index])
  );
}
