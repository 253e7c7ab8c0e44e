/** A circle of names, beginning and ending with the same one, and the edge that closes it. */
export interface Cycle<Edge> {
  readonly names: readonly string[];
  readonly at: Edge;
}

/** The first circle in a graph that is given by the outgoing edges of each name; edges to unknown names lead nowhere. */
export function cycleThrough<Edge>(
  graph: ReadonlyMap<string, readonly Edge[]>,
  targetOf: (edge: Edge) => string,
): Cycle<Edge> | undefined {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const path: { readonly name: string; next: number }[] = [{ name: start, next: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (top === undefined) break;
      const edge = done.has(top.name) ? undefined : graph.get(top.name)?.[top.next++];
      if (edge === undefined) {
        done.add(top.name);
        path.pop();
        continue;
      }
      const target = targetOf(edge);
      const from = path.findIndex(step => step.name === target);
      if (from !== -1) return { names: [...path.slice(from).map(step => step.name), target], at: edge };
      if (graph.has(target)) path.push({ name: target, next: 0 });
    }
  }
  return undefined;
}
