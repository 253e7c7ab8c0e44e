/** The way from a group down to a row: one segment a level, the group first. Ids are these, joined. */
export type RowPath = readonly string[];

/** What a segment stands for, and the key of the thing among its like. */
export interface Segment {
  readonly type: string;
  readonly key: string;
}

/** A segment for one thing: `pod:8f1…`. Keys may hold anything; they are escaped. */
export function segment(type: string, key: string): string {
  return `${type}:${encodeURIComponent(key)}`;
}

/** Takes a segment apart again. A segment that is none of ours has an empty type. */
export function parseSegment(text: string | undefined): Segment {
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return { type: '', key: text ?? '' };
  try {
    return { type: text.slice(0, colon), key: decodeURIComponent(text.slice(colon + 1)) };
  } catch {
    return { type: '', key: text };
  }
}

export function pathOf(id: string): RowPath {
  return id.split('/');
}

export function idOf(path: RowPath): string {
  return path.join('/');
}

/** The id of the row above; `undefined` for groups. */
export function parentId(id: string): string | undefined {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? undefined : id.slice(0, slash);
}
