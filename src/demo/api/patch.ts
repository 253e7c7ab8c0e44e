import { copyOf, isJsonObject, isSameJson, type JsonObject } from './kubeObject.ts';
import { ApiError, refusals } from './status.ts';

/** Applies a JSON merge patch (RFC 7386); nothing that came in is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** Applies a JSON patch (RFC 6902). Refuses with 422 what does not fit the object, as the server does. */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw refusals.badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  return patch.reduce(
    (document: unknown, operation: Operation) => perform(document, operation),
    copyOf(target),
  );
}

function perform(document: unknown, { op, path, from, value }: Operation): unknown {
  switch (op) {
    case 'add':
      return edit(document, path, (holder, key) => insert(holder, key, value));
    case 'replace':
      return edit(document, path, (holder, key) => {
        requireKey(holder, key, path);
        insertOver(holder, key, value);
      });
    case 'remove':
      return edit(document, path, (holder, key) => remove(holder, key, path));
    case 'copy':
      return perform(document, { op: 'add', path, value: copyOf(valueAt(document, from ?? '')) });
    case 'move': {
      const moved = valueAt(document, from ?? '');
      return perform(perform(document, { op: 'remove', path: from ?? '' }), {
        op: 'add',
        path,
        value: moved,
      });
    }
    case 'test':
      if (isSameJson(valueAt(document, path), value)) return document;
      throw unprocessable(`testing value ${path} failed`);
    default:
      throw unprocessable(`Unexpected kind: ${op}`);
  }
}

function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(document: unknown, path: string): unknown {
  return stepsOf(path).reduce((value: unknown, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isJsonObject(value) ? value[step] : undefined;
  }, document);
}

function edit(
  document: unknown,
  path: string,
  change: (holder: JsonObject | unknown[], key: string) => void,
): unknown {
  const key = stepsOf(path).at(-1);
  if (key === undefined) throw unprocessable(`the path ${JSON.stringify(path)} names no field`);
  const holder = valueAt(document, path.slice(0, path.lastIndexOf('/')));
  if (!Array.isArray(holder) && !isJsonObject(holder)) {
    throw unprocessable(`add operation does not apply: doc is missing path: "${path}": missing value`);
  }
  change(holder, key);
  return document;
}

function insert(holder: JsonObject | unknown[], key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.splice(key === '-' ? holder.length : Number(key), 0, value);
  else holder[key] = value;
}

function insertOver(holder: JsonObject | unknown[], key: string, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

function remove(holder: JsonObject | unknown[], key: string, path: string): void {
  requireKey(holder, key, path);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function requireKey(holder: JsonObject | unknown[], key: string, path: string): void {
  const isThere = Array.isArray(holder) ? Number(key) < holder.length : key in holder;
  if (!isThere) throw unprocessable(`operation does not apply: doc is missing key: ${path}: missing value`);
}

function unprocessable(words: string): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `the server rejected our request due to an error in our request: ${words}`,
  );
}
