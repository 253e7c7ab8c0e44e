/** What a path under `/api/v1` or `/apis/GROUP/VERSION` asks for. */
export interface RequestInfo {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What follows the subresource, with a slash in front (`…/proxy/metrics` → `/metrics`). */
  readonly rest?: string;
}

/** Reads a path, or returns undefined where it is none of a resource. */
export function parseRequestPath(path: string): RequestInfo | undefined {
  const [root, ...steps] = path.split('/').slice(1);
  if (root === 'api' && steps.length >= 2 && steps[0]) return parseSteps('', steps[0], steps.slice(1));
  if (root === 'apis' && steps.length >= 3 && steps[0] && steps[1]) {
    return parseSteps(steps[0], steps[1], steps.slice(2));
  }
  return undefined;
}

function parseSteps(group: string, version: string, steps: readonly string[]): RequestInfo | undefined {
  const [first, second, third] = steps;
  // `/namespaces/a/pods` is scoped, `/namespaces/a`, `/namespaces/a/status` and `/namespaces/a/finalize` are a namespace.
  const isScoped = first === 'namespaces' && second && third && third !== 'status' && third !== 'finalize';
  const [plural, name, subresource, ...rest] = isScoped ? steps.slice(2) : steps;
  if (!plural) return undefined;
  return {
    group,
    version,
    plural,
    ...(isScoped ? { namespace: decodeURIComponent(second) } : {}),
    ...(name ? { name: decodeURIComponent(name) } : {}),
    ...(subresource ? { subresource } : {}),
    ...(subresource === 'proxy' ? { rest: `/${rest.join('/')}` } : {}),
  };
}
