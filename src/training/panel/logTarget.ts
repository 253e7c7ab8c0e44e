/** What a run panel follows: a pod, or whatever selects pods. Plain data, kept over a reload of the window. */
export interface LogTarget {
  readonly context: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** Tells an object from another of the same name; absent where any of that name is meant. */
  readonly uid?: string;
  readonly container?: string;
}

/** Reads a target from what a panel remembered, which may be anything. */
export function readLogTarget(memory: unknown): LogTarget | undefined {
  if (typeof memory !== 'object' || memory === null) return undefined;
  const { context, namespace, kind, name, uid, container } = memory as Record<string, unknown>;
  const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 1000;
  if (!isText(context) || !isText(namespace) || !isText(kind) || !isText(name)) return undefined;
  return {
    context,
    namespace,
    kind,
    name,
    ...(isText(uid) ? { uid } : {}),
    ...(isText(container) ? { container } : {}),
  };
}

/** Whether two targets are the same thing, so that one panel serves both. */
export function isSameTarget(a: LogTarget, b: LogTarget): boolean {
  const keys = ['context', 'namespace', 'kind', 'name', 'uid', 'container'] as const;
  return keys.every(key => a[key] === b[key]);
}
