import { annotationOf } from '../../cluster/metadata.ts';
import type { WireObject } from '../../cluster/resource.ts';

/** Paths of a model's tables, relative to a workspace folder. */
export interface TablePaths {
  readonly reference: string;
  readonly current: string;
}

/** Annotations by which a model names its tables in the project that it was deployed from. */
export const tableAnnotations = {
  reference: 'timonel/drift-reference',
  current: 'timonel/drift-current',
} as const;

/** The tables that a model names; nothing when one is missing or would lead out of the workspace. */
export function tablesOf(model: WireObject): TablePaths | undefined {
  const reference = annotationOf(model, tableAnnotations.reference);
  const current = annotationOf(model, tableAnnotations.current);
  if (reference === undefined || current === undefined) return undefined;
  return isInside(reference) && isInside(current) ? { reference, current } : undefined;
}

/** Whether a path of the cluster's stays below the folder that it is joined to. */
export function isInside(path: string): boolean {
  const isAbsolute = /^([\\/]|[a-z][a-z0-9+.-]*:)/i.test(path);
  return (
    !isAbsolute && path.split(/[\\/]/).every(part => part !== '..' && part !== '' && !part.includes('\0'))
  );
}
