import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Connection, ErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LensCommands, ManifestSettings } from '../protocol.ts';
import type { ObjectIndex } from '../references/objectIndex.ts';
import { type Message, wordsOf } from '../say.ts';
import { completionsAt, hoverAt, type Known } from './assist.ts';
import { codeActions } from './codeActions.ts';
import type { DiagnosticWords } from './diagnostics.ts';
import { lensesOf } from './lenses.ts';
import {
  closedText,
  definitionsAt,
  foldingsOf,
  type KnownNames,
  linksOf,
  referencesAt,
  renameAt,
  renameRangeAt,
  selectionsAt,
  symbolsOf,
} from './navigation.ts';
import type { OpenFile } from './openFile.ts';

/** What help is given from. */
export interface HelpParts {
  readonly file: (uri: string) => OpenFile | undefined;
  /** Resolves once the file's problems are those of its text. */
  readonly judged: (file: OpenFile) => Promise<void>;
  readonly settings: () => ManifestSettings;
  readonly words: () => DiagnosticWords;
  readonly lensCommands: () => LensCommands;
  readonly known: () => Known;
  readonly index: ObjectIndex;
}

/** Answers what the editor asks of a position or a file. */
export function serveHelp(connection: Connection, parts: HelpParts): void {
  serveWriting(connection, parts);
  serveReading(connection, parts);
  serveNames(connection, parts);
}

function serveWriting(connection: Connection, parts: HelpParts): void {
  connection.onCodeAction(async parameters => {
    const file = parts.file(parameters.textDocument.uri);
    if (file === undefined) return [];
    // Right after an edit the known problems are those of the text before: their fixes would hit other places.
    await parts.judged(file);
    return file.isJudged ? codeActions(file, parameters, parts.words()) : [];
  });
  connection.onCompletion(({ textDocument, position }) => {
    const file = ofOurs(parts, textDocument.uri);
    return file ? completionsAt(file, position, parts.known()) : null;
  });
  connection.onHover(({ textDocument, position }) => {
    const file = ofOurs(parts, textDocument.uri);
    return file ? hoverAt(file, position, parts.known()) : null;
  });
  connection.onCodeLens(({ textDocument }) => {
    const file = parts.settings().codeLens ? parts.file(textDocument.uri) : undefined;
    return file ? lensesOf(file, parts.lensCommands()) : [];
  });
}

function serveReading(connection: Connection, parts: HelpParts): void {
  connection.onDocumentSymbol(({ textDocument }) => {
    const file = ofOurs(parts, textDocument.uri);
    return file ? symbolsOf(file) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = ofOurs(parts, textDocument.uri);
    return file && file.documents().length > 0 ? foldingsOf(file) : null;
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const file = ofOurs(parts, textDocument.uri);
    return file && file.documents().length > 0 ? selectionsAt(file, positions) : null;
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const file = parts.file(textDocument.uri);
    return file ? linksOf(file) : [];
  });
}

function serveNames(connection: Connection, parts: HelpParts): void {
  const known = (): KnownNames => ({
    surroundings: parts.known().surroundings,
    index: parts.index,
    textOf: uri => parts.file(uri)?.text ?? textOnDisk(uri),
  });
  connection.onDefinition(({ textDocument, position }) => {
    const file = parts.file(textDocument.uri);
    return file ? definitionsAt(file, position, known()) : [];
  });
  connection.onReferences(({ textDocument, position, context }) => {
    const file = parts.file(textDocument.uri);
    return file ? referencesAt(file, position, known(), context.includeDeclaration) : [];
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const file = parts.file(textDocument.uri);
    return file ? renameRangeAt(file, position, known()) : null;
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const file = parts.file(textDocument.uri);
    if (file === undefined) return null;
    return edits(renameAt(file, position, newName, known()), parts.words());
  });
}

function edits(
  renamed: WorkspaceEdit | Message,
  { translations }: DiagnosticWords,
): WorkspaceEdit | ResponseError {
  if (!('template' in renamed)) return renamed;
  return new ResponseError(ErrorCodes.InvalidRequest, wordsOf(renamed, translations));
}

/** The open file, unless another extension helps with writing it. */
function ofOurs({ settings, file }: HelpParts, uri: string): OpenFile | undefined {
  return settings().provider === 'timonel' ? file(uri) : undefined;
}

function textOnDisk(uri: string): TextDocument | undefined {
  try {
    return closedText(uri, readFileSync(fileURLToPath(uri), 'utf8'));
  } catch {
    return undefined;
  }
}
