import type { WireObject } from '../cluster/resource.ts';
import { listOf, recordOf, textAt } from '../cluster/wireReader.ts';
import { type FieldPath, fieldText } from './fieldPath.ts';
import type { TextRange } from './textRange.ts';
import type { ParsedYaml } from './yamlDocuments.ts';

/** One object of a manifest, with the place where it is written. */
export interface ManifestDocument {
  /** The file as it was given; for rendered objects, the kustomization that they come from. */
  readonly file: string;
  /** The document in the file, from 0. */
  readonly index: number;
  /** The item inside of a `List`: `items[2]`. Empty for an object of its own. */
  readonly item: string;
  /** Made by kustomize: its lines are not those of a file, and problems go to the top of the kustomization. */
  readonly isRendered: boolean;
  /** The object. Its `apiVersion`, `kind` and `metadata.name` may still be missing. */
  readonly object: WireObject;
  /** Where a field of the object stands in the file. */
  rangeOf(path: FieldPath, part?: 'key'): TextRange;
}

/** Makes the objects of one parsed document: itself, or the items of a `List` of any kind. */
export function documentsOf(
  file: string,
  yaml: ParsedYaml,
  isRendered: boolean,
): readonly ManifestDocument[] {
  const documentAt = (object: WireObject, prefix: FieldPath): ManifestDocument => ({
    file,
    index: yaml.index,
    item: fieldText(prefix),
    isRendered,
    object,
    rangeOf: (path, part) =>
      isRendered ? firstCharacter : yaml.rangeOf([...prefix, ...path], path.length === 0 ? undefined : part),
  });
  const flatten = (object: WireObject, prefix: FieldPath): readonly ManifestDocument[] =>
    isList(object)
      ? listOf(object['items']).flatMap((item, n) =>
          flatten(withListKind(recordOf(item), object), [...prefix, 'items', n]),
        )
      : [documentAt(object, prefix)];
  return flatten(recordOf(yaml.value), []);
}

const firstCharacter: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function isList(object: WireObject): boolean {
  return (textAt(object, 'kind') ?? '').endsWith('List') && Array.isArray(object['items']);
}

/** The items of a typed list (`ConfigMapList`) may leave out what the list says already. */
function withListKind(item: WireObject, list: WireObject): WireObject {
  const listKind = textAt(list, 'kind') ?? '';
  if (listKind === 'List' || 'kind' in item) return item;
  return { apiVersion: list['apiVersion'], kind: listKind.slice(0, -'List'.length), ...item };
}
