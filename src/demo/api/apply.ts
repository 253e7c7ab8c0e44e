import type { JsonObject, KubeObject } from './kubeObject.ts';
import type { Objects, WriteContext } from './objects.ts';
import { mergePatch } from './patch.ts';
import type { ServedKind } from './servedKind.ts';

export interface ApplyContext extends WriteContext {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly force: boolean;
}

export function applyObject(
  objects: Objects,
  kind: ServedKind,
  body: JsonObject,
  context: ApplyContext,
): { readonly object: KubeObject; readonly isNew: boolean } {
  const current = objects.find(kind, context.namespace, context.name);
  if (!current) return { object: objects.create(kind, context.namespace, body, context), isNew: true };
  return {
    object: objects.update(kind, current, mergePatch(current, body) as KubeObject, context),
    isNew: false,
  };
}
