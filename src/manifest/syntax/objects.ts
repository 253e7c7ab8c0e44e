import type { ManifestObject } from '../object.ts';
import { itemsAt, mapAt, nodeAt, stringAt } from './lookup.ts';
import type { MapNode, SyntaxNode } from './node.ts';
import { isPlaceholder } from './placeholder.ts';

/**
 * The objects of a document: itself, or the items of a `List` of any kind. Files that are no API objects but are treated
 * like some have a kind of their own: compiled pipelines (`PipelineSpec`), kustomizations without a header, `timonel.yaml`.
 */
export function objectsOf(root: SyntaxNode | undefined, fileName = ''): readonly ManifestObject[] {
  if (root?.kind !== 'map') return [];
  const kind = stringAt(root, 'kind');
  const apiVersion = stringAt(root, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) return headless(root, fileName);
  if (
    kind.endsWith('List') &&
    nodeAt(root, 'items')?.kind === 'sequence' &&
    mapAt(root, 'spec') === undefined
  )
    return itemsAt(root, 'items').flatMap(item => itemsObjects(item, apiVersion, kind));
  return [anObject(root, apiVersion, kind)];
}

/** The items of a typed list (`ConfigMapList`) may leave out what the list says already. */
function itemsObjects(item: SyntaxNode, apiVersion: string, listKind: string): readonly ManifestObject[] {
  if (item.kind !== 'map') return [];
  if (stringAt(item, 'kind') !== undefined || listKind === 'List') return objectsOf(item);
  return [anObject(item, apiVersion, listKind.slice(0, -'List'.length))];
}

function anObject(node: MapNode, apiVersion: string, kind: string): ManifestObject {
  const slash = apiVersion.lastIndexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  return { group, version, kind, node, name: nameAt(node, 'name'), namespace: nameAt(node, 'namespace') };
}

function nameAt(node: MapNode, field: string): string | undefined {
  const scalar = nodeAt(node, 'metadata', field);
  if (scalar?.kind !== 'scalar' || typeof scalar.value !== 'string' || isPlaceholder(scalar))
    return undefined;
  return scalar.value === '' ? undefined : scalar.value;
}

function headless(node: MapNode, fileName: string): readonly ManifestObject[] {
  const isFile = (pattern: RegExp) => pattern.test(fileName);
  if (isFile(/(?:^|[/\\])kustomization\.ya?ml$|(?:^|[/\\])Kustomization$/))
    return [anObject(node, 'kustomize.config.k8s.io/v1beta1', 'Kustomization')];
  if (isFile(/(?:^|[/\\])timonel\.ya?ml$/)) return [anObject(node, 'timonel/v1', 'Project')];
  const isPipeline = mapAt(node, 'pipelineInfo') !== undefined && mapAt(node, 'root') !== undefined;
  return isPipeline ? [anObject(node, 'v2', 'PipelineSpec')] : [];
}
