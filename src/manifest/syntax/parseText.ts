import { compose } from './compose.ts';
import { composeCut, type Part } from './composeCut.ts';
import { copied } from './copied.ts';
import { cut, worthCutting } from './cut.ts';
import type { ManifestDocument } from './document.ts';
import { commonEnds, EarlierParts } from './earlierParts.ts';
import { scanLines } from './lineScan.ts';
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
  const { previous = [], fileName } = options;
  const known = new Map<string, ManifestDocument[]>();
  for (const document of previous) append(known, document.piece.text, document);
  const split = splitText(text);
  const kept = split.map(part => known.get(part.text)?.shift());
  const taken = new Set(kept);
  const changed = previous.filter(document => !taken.has(document));
  return split.map((part, index) => {
    const same = kept[index];
    if (same) return moved(same, index, part.offset);
    const { offset } = part;
    // A document outlives many versions of a file of several.
    const own = split.length > 1 && previous.length > 0 ? copied(part.text) : part.text;
    return parsed({ offset, text: own }, index, fileName, changed.shift());
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
  before: ManifestDocument | undefined,
): ManifestDocument {
  const piece: Piece = { text: part.text, offset: part.offset };
  const { root, parts, lines } = read(piece, before);
  const objects = objectsOf(root, fileName);
  return {
    index,
    piece,
    root,
    problems: parts.flatMap(yamlProblems),
    objects,
    parts: lines ? parts : [],
    lines,
  };
}

type Reading = Pick<ManifestDocument, 'root' | 'parts' | 'lines'>;

/** The size of an object that etcd takes (1.5 MiB): more is refused, whatever it says. In UTF-16 code units. */
const biggest = 1_572_864;

function read(piece: Piece, before: ManifestDocument | undefined): Reading {
  if (isBlank(piece.text)) return { root: undefined, parts: [], lines: undefined };
  if (piece.text.length > biggest) return tooLarge(piece);
  return readInPieces(piece, before) ?? readWhole(piece);
}

function tooLarge(piece: Piece): Reading {
  const from = piece.text.search(/\S/);
  const flaw = { code: 'TOO_LARGE', message: '', from, to: from + 1 };
  return { root: undefined, parts: [{ piece, root: undefined, flaws: [flaw] }], lines: undefined };
}

function readWhole(piece: Piece): Reading {
  const whole: Part = { piece, ...compose(piece) };
  return { root: whole.root, parts: [whole], lines: undefined };
}

function readInPieces(piece: Piece, before: ManifestDocument | undefined): Reading | undefined {
  if (piece.text.length < worthCutting) return undefined;
  const ends = before?.lines && commonEnds(before.piece.text, piece.text);
  const lines = scanLines(piece.text, before?.lines && ends && { lines: before.lines, ...ends });
  const block = lines && cut(lines);
  if (!block) return undefined;
  const earlier = before && ends && new EarlierParts(before.piece, before.parts, ends);
  return { ...composeCut(piece, block, earlier), lines };
}

/** Blanks, comments and directives alone. */
function isBlank(text: string): boolean {
  return text.length < 4_000 && /^(?:[ \t]*(?:[#%][^\n]*)?(?:\r?\n|$))*$/.test(text);
}
