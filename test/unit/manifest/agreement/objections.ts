import type { ServerVerdict } from './serverVerdicts.ts';

/** One thing that the server objects to, as far as its answer tells. */
export interface Objection {
  /** Normal form of the path, see `normalPath`; undefined where the answer names none. */
  readonly path: string | undefined;
  /** True where the path comes without the indexes of lists. */
  readonly isWithoutIndexes: boolean;
  /** Rules that say the same, where no path is named. */
  readonly rules: RegExp | undefined;
}

/**
 * What the server objects to. The list is complete for validation errors, and holds the first thing alone where decoding
 * stopped there.
 */
export function objectionsOf({
  causes,
  message,
}: Pick<ServerVerdict, 'causes' | 'message'>): readonly Objection[] {
  if (causes.length > 0) return causes.map(atPath);
  const unknown = [...message.matchAll(/unknown field "([^"]*)"/g)].map(([, path = '']) => atPath(path));
  const duplicates = [...message.matchAll(/key "([^"]*)" already set in map|duplicate field "([^"]*)"/g)];
  if (unknown.length + duplicates.length > 0)
    return [...unknown, ...duplicates.map(() => byRule(/^yaml\/duplicate-key$/))];
  const [, goPath] = /Go struct field (\S+) of type/.exec(message) ?? [];
  if (goPath !== undefined) return [{ path: ofGoStructs(goPath), isWithoutIndexes: true, rules: undefined }];
  return [byRule(ruleFor(message))];
}

function ruleFor(message: string): RegExp {
  if (message.startsWith('admission webhook')) return /^kserve\//;
  if (message.includes('base64')) return /^schema\/format$/;
  if (message.includes('parsing time')) return /^schema\/format$/;
  if (message.includes('quantities must match')) return /^schema\/quantity$/;
  if (/yaml: (?:line|unmarshal|control|invalid)|error converting YAML/.test(message)) return /^yaml\//;
  return /./;
}

function atPath(path: string): Objection {
  return { path: normalPath(path), isWithoutIndexes: false, rules: undefined };
}

function byRule(rules: RegExp): Objection {
  return { path: undefined, isWithoutIndexes: false, rules };
}

/** `ServicePort.spec.ports.port`: the type, the fields, and between them names of types that are written in place. */
function ofGoStructs(path: string): string {
  return path
    .split('.')
    .filter(step => !/^[A-Z]/.test(step))
    .join('.');
}

/** Names in brackets become names behind points, since the server writes both: `labels[a/b]` and `labels.a/b`. */
export function normalPath(path: string): string {
  return path
    .replace(/\[([^\]]*)\]/g, (whole, inner: string) => (/^\d+$/.test(inner) ? whole : `.${inner}`))
    .replace(/^\./, '');
}

export function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, '');
}
