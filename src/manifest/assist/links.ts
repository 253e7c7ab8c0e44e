import type { OffsetRange } from '../problemRange.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { endOf, type ScalarNode, type SyntaxNode, startOf } from '../syntax/node.ts';

/** A stretch of text that leads somewhere. */
export interface Link extends OffsetRange {
  /** An `https` address, or a path relative to the file's folder. */
  readonly target: string;
  readonly kind: 'page' | 'file';
}

/** Fields that hold an address of a model or data set. */
const addresses = new Set(['storageUri', 'modelUri', 'uri']);
/** Fields of kustomizations that hold paths, alone or in lists. */
const paths = new Set([
  'resources',
  'bases',
  'components',
  'patches',
  'patchesStrategicMerge',
  'configurations',
  'crds',
  'path',
  'valuesFile',
]);

const most = 2_000;

/** The links of a file: models on the Hugging Face hub and on the web, and the files that a kustomization draws in. */
export function links(documents: readonly ManifestDocument[]): readonly Link[] {
  const found: Link[] = [];
  for (const { objects } of documents)
    for (const { node, group } of objects)
      collect(node, { found, isKustomization: group === 'kustomize.config.k8s.io', field: '' });
  return found;
}

interface Search {
  readonly found: Link[];
  readonly isKustomization: boolean;
  readonly field: string;
}

function collect(node: SyntaxNode, search: Search): void {
  if (search.found.length >= most) return;
  if (node.kind === 'scalar') {
    const link = linkOf(node, search);
    if (link !== undefined) search.found.push(link);
  } else if (node.kind === 'sequence') {
    for (const item of node.items) collect(item, search);
  } else {
    for (const { name, value, isMerged } of node.entries)
      if (!isMerged) collect(value, { ...search, field: name });
  }
}

function linkOf(scalar: ScalarNode, { field, isKustomization }: Search): Link | undefined {
  if (typeof scalar.value !== 'string') return undefined;
  const range = { start: startOf(scalar), end: endOf(scalar) };
  if (addresses.has(field)) {
    const target = pageOf(scalar.value);
    return target === undefined ? undefined : { ...range, target, kind: 'page' };
  }
  const isPath =
    isKustomization && paths.has(field) && /^[\w./@+-]+$/.test(scalar.value) && !scalar.value.startsWith('/');
  return isPath ? { ...range, target: scalar.value, kind: 'file' } : undefined;
}

/** The page of a model: `hf://organisation/model:revision`, or an https address as it stands. */
function pageOf(address: string): string | undefined {
  if (/^https:\/\/[^\s"'<>\\`{}]+$/.test(address)) return address;
  const match = /^hf:\/\/([\w.-]+\/[\w.-]+)(?::([\w./-]+))?$/.exec(address);
  if (match === null) return undefined;
  const [, model = '', revision] = match;
  return `https://huggingface.co/${model}${revision === undefined ? '' : `/tree/${revision}`}`;
}
