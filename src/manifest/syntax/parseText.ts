import { compose } from './compose.ts';
import { composeCut, type Part, type PartPool } from './composeCut.ts';
import { cut } from './cut.ts';
import type { ManifestDocument } from './document.ts';
import type { Piece } from './node.ts';
import { objectsOf } from './objects.ts';
import { type DocumentText, splitText } from './splitText.ts';
import { yamlProblems } from './yamlProblems.ts';

export interface ParseOptions {
  /** Name or path of the file, by which kustomizations and `timonel.yaml` are known. */
  readonly fileName?: string;
  /**
   * The documents of the text before an edit. What has not changed is taken over (and moved to its new place, so that the
   * earlier documents must not be used any more): documents as they are, and of a big document its pieces.
   */
  readonly previous?: readonly ManifestDocument[];
}

/** Parses a whole file. Nothing is thrown: broken YAML comes as problems of its document, with what could be read of it. */
export function parseManifestText(text: string, options: ParseOptions = {}): readonly ManifestDocument[] {
  const known = new Map<string, ManifestDocument[]>();
  for (const document of options.previous ?? []) append(known, document.piece.text, document);
  const split = splitText(text);
  const kept = split.map(part => known.get(part.text)?.shift());
  const pool: PartPool = new Map();
  for (const rest of known.values())
    for (const document of rest) for (const part of document.parts) append(pool, part.piece.text, part);
  return split.map((part, index) => {
    const same = kept[index];
    return same ? moved(same, index, part.offset) : parsed(part, index, options.fileName, pool);
  });
}

function append<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const values = into.get(key);
  if (values) values.push(value);
  else into.set(key, [value]);
}

function moved(document: ManifestDocument, index: number, offset: number): ManifestDocument {
  const distance = offset - document.piece.offset;
  if (distance !== 0) {
    document.piece.offset = offset;
    for (const { piece } of document.parts) piece.offset += distance;
  }
  return document.index === index ? document : { ...document, index };
}

function parsed(
  part: DocumentText,
  index: number,
  fileName: string | undefined,
  pool: PartPool,
): ManifestDocument {
  const piece: Piece = { text: part.text, offset: part.offset };
  const { root, parts } = read(piece, pool);
  const isCut = parts.length > 1;
  const objects = objectsOf(root, fileName);
  return { index, piece, root, problems: parts.flatMap(yamlProblems), objects, parts: isCut ? parts : [] };
}

function read(
  piece: Piece,
  pool: PartPool,
): { readonly root: ManifestDocument['root']; readonly parts: readonly Part[] } {
  if (isBlank(piece.text)) return { root: undefined, parts: [] };
  const block = cut(piece.text);
  if (block) return composeCut(piece, block, pool);
  const whole: Part = { piece, ...compose(piece) };
  return { root: whole.root, parts: [whole] };
}

/** Blanks, comments and directives alone. */
function isBlank(text: string): boolean {
  return text.length < 4_000 && /^(?:[ \t]*(?:[#%][^\n]*)?(?:\r?\n|$))*$/.test(text);
}
