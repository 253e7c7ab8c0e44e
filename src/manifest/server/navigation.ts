import {
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Location,
  type Position,
  type Range,
  type SelectionRange,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { foldings } from '../assist/foldings.ts';
import { links } from '../assist/links.ts';
import { definition, type NamesRequest, type Location as Place, references } from '../assist/names.ts';
import { type OutlineRow, outline } from '../assist/outline.ts';
import { rename, renameRange } from '../assist/rename.ts';
import { selectionRanges } from '../assist/selectionRanges.ts';
import type { OffsetRange } from '../problemRange.ts';
import type { ObjectIndex } from '../references/objectIndex.ts';
import type { Message } from '../say.ts';
import type { Surroundings } from '../surroundings.ts';
import { toEdit } from './assist.ts';
import type { OpenFile } from './openFile.ts';

/** What names are looked up in. */
export interface KnownNames {
  readonly surroundings: Surroundings;
  readonly index: ObjectIndex;
  /** The text of a file, open or on disk; undefined where it cannot be read. */
  readonly textOf: (uri: string) => TextDocument | undefined;
}

const symbolKinds: Readonly<Record<OutlineRow['kind'], SymbolKind>> = {
  object: SymbolKind.Module,
  map: SymbolKind.Object,
  list: SymbolKind.Array,
  item: SymbolKind.Struct,
  scalar: SymbolKind.String,
};

/** The outline of a file, as the protocol has it. */
export function symbolsOf(file: OpenFile): DocumentSymbol[] {
  const toSymbol = (row: OutlineRow): DocumentSymbol => ({
    // The protocol takes no empty names.
    name: row.name === '' ? '–' : row.name,
    detail: row.detail,
    kind: symbolKinds[row.kind],
    range: rangeIn(file.text, row.range),
    selectionRange: rangeIn(file.text, row.selection),
    children: row.children.map(toSymbol),
  });
  return outline(file.documents()).map(toSymbol);
}

export function foldingsOf(file: OpenFile): FoldingRange[] {
  const { text } = file;
  return foldings(text.getText(), file.documents()).map(({ start, end, kind }) => {
    const lines = { startLine: text.positionAt(start).line, endLine: text.positionAt(end).line };
    return kind === 'comment' ? { ...lines, kind: FoldingRangeKind.Comment } : lines;
  });
}

/** What is selected step by step from each position outwards. */
export function selectionsAt(file: OpenFile, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => {
    const ranges = selectionRanges(file.documents(), file.text.offsetAt(position));
    const outermost = undefined as SelectionRange | undefined;
    const chain = ranges.toReversed().reduce<SelectionRange | undefined>((parent, range) => {
      const own = { range: rangeIn(file.text, range) };
      return parent ? { ...own, parent } : own;
    }, outermost);
    return chain ?? { range: { start: position, end: position } };
  });
}

export function linksOf(file: OpenFile): DocumentLink[] {
  return links(file.documents()).flatMap(({ start, end, target, kind }) => {
    const resolved = kind === 'page' ? target : fileBeside(file.uri, target);
    return resolved === undefined ? [] : [{ range: rangeIn(file.text, { start, end }), target: resolved }];
  });
}

function fileBeside(uri: string, path: string): string | undefined {
  try {
    return new URL(path, uri).href;
  } catch {
    return undefined;
  }
}

export function definitionsAt(file: OpenFile, position: Position, known: KnownNames): Location[] {
  return located(definition(namesAt(file, position, known)), known);
}

export function referencesAt(
  file: OpenFile,
  position: Position,
  known: KnownNames,
  withDefinition: boolean,
): Location[] {
  return located(references(namesAt(file, position, known), withDefinition), known);
}

/** What a rename would take the place of; null where there is nothing to rename. */
export function renameRangeAt(file: OpenFile, position: Position, known: KnownNames): Range | null {
  const found = renameRange(namesAt(file, position, known));
  return found === undefined ? null : rangeIn(file.text, found);
}

/** The edits of a rename, or why the name cannot be. */
export function renameAt(
  file: OpenFile,
  position: Position,
  name: string,
  known: KnownNames,
): WorkspaceEdit | Message {
  const renaming = rename(namesAt(file, position, known), name);
  if ('template' in renaming) return renaming;
  const changes = renaming.edits.flatMap(({ uri, edits }) => {
    const text = known.textOf(uri);
    return text === undefined ? [] : [[uri, edits.map(edit => toEdit(edit, text))] as const];
  });
  return { changes: Object.fromEntries(changes) };
}

function namesAt(file: OpenFile, position: Position, { surroundings, index }: KnownNames): NamesRequest {
  return {
    uri: file.uri,
    documents: file.documents(),
    offset: file.text.offsetAt(position),
    surroundings,
    objects: () => index.objects(),
  };
}

function located(places: readonly Place[], { textOf }: KnownNames): Location[] {
  const texts = new Map<string, TextDocument | undefined>();
  return places.flatMap(({ uri, start, end }) => {
    if (!texts.has(uri)) texts.set(uri, textOf(uri));
    const text = texts.get(uri);
    return text === undefined ? [] : [{ uri, range: rangeIn(text, { start, end }) }];
  });
}

/** A text that is not open. */
export function closedText(uri: string, text: string): TextDocument {
  return TextDocument.create(uri, 'yaml', 0, text);
}

function rangeIn(text: TextDocument, { start, end }: OffsetRange): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}
