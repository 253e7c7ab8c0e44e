import type { ManifestObject } from '../object.ts';
import type { KnownObject } from '../surroundings.ts';
import { itemsAt, nodeAt, scalarAt, stringAt } from '../syntax/lookup.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** What a kustomization adds to what the files say. */
export interface KustomizationFacts {
  /** ConfigMaps and Secrets that it generates, by the name that manifests use; kustomize itself appends the hash. */
  readonly generated: readonly KnownObject[];
  /** True where it draws in what no file of the workspace shows: charts, remote bases, generators of other tools. */
  readonly isOpen: boolean;
}

/** Whether an object is a kustomization or a component of one. */
export function isKustomization(object: ManifestObject): boolean {
  return object.group === 'kustomize.config.k8s.io';
}

/** Reads a kustomization, so that names it makes are known and silence is kept about what it hides. */
export function kustomizationFacts(object: ManifestObject, uri: string): KustomizationFacts {
  const { node } = object;
  const namespace = stringAt(node, 'namespace');
  const made = (field: string, kind: string) =>
    itemsAt(node, field).flatMap(item => generated(item, kind, { object, uri, namespace }));
  return {
    generated: [...made('configMapGenerator', 'ConfigMap'), ...made('secretGenerator', 'Secret')],
    isOpen:
      ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers'].some(
        field => itemsAt(node, field).length > 0,
      ) || ['resources', 'bases', 'components'].some(field => itemsAt(node, field).some(isRemote)),
  };
}

interface Origin {
  readonly object: ManifestObject;
  readonly uri: string;
  readonly namespace: string | undefined;
}

function generated(item: SyntaxNode, kind: string, origin: Origin): readonly KnownObject[] {
  const name = stringAt(item, 'name');
  if (name === undefined) return [];
  const keys = keysOf(item);
  return [
    {
      origin: 'workspace',
      group: '',
      kind,
      name,
      namespace: stringAt(item, 'namespace') ?? origin.namespace,
      ...(keys === undefined ? {} : { keys }),
      manifest: { uri: origin.uri, object: origin.object },
    },
  ];
}

/** The keys that literals and files give; undefined where a file of variables adds more, or a merge brings the base's. */
function keysOf(item: SyntaxNode): readonly string[] | undefined {
  const behavior = stringAt(item, 'behavior');
  if (itemsAt(item, 'envs').length > 0 || nodeAt(item, 'env') !== undefined) return undefined;
  if (behavior === 'merge' || behavior === 'replace') return undefined;
  const literals = itemsAt(item, 'literals')
    .map(textOf)
    .map(text => text.split('=', 1)[0] ?? '');
  const files = itemsAt(item, 'files').map(textOf).map(keyOfFile);
  return [...literals, ...files].filter(key => key !== '');
}

/** `key=path/of/file`, or a path whose last part is the key. */
function keyOfFile(text: string): string {
  const equals = text.indexOf('=');
  return equals < 0 ? text.slice(text.lastIndexOf('/') + 1) : text.slice(0, equals);
}

function isRemote(item: SyntaxNode): boolean {
  return /^(?:https?:|git@|ssh:|git:|oci:)|^github\.com\/|\?ref=/.test(textOf(item));
}

function textOf(item: SyntaxNode): string {
  return scalarAt(item)?.text ?? '';
}
