import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type Hover,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver';
import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../assist/complete.ts';
import type { Completion, CompletionKind } from '../assist/completion.ts';
import { hover } from '../assist/hover.ts';
import type { SnippetShelf } from '../assist/objectSnippets.ts';
import type { TextEdit } from '../fix/fix.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import type { OpenFile } from './openFile.ts';

/** What help is given from. */
export interface Known {
  readonly catalog: SchemaCatalog;
  readonly surroundings: Surroundings;
  readonly snippets?: SnippetShelf | undefined;
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  enumValue: CompletionItemKind.EnumMember,
  kind: CompletionItemKind.Class,
  reference: CompletionItemKind.Reference,
  label: CompletionItemKind.Property,
  expression: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** What could be written at a position, as the protocol has it. */
export function completionsAt(file: OpenFile, position: Position, known: Known): CompletionList {
  const { text } = file;
  const found = complete({
    ...known,
    text: text.getText(),
    documents: file.documents(),
    offset: text.offsetAt(position),
  });
  return { isIncomplete: false, items: found.map(completion => toItem(completion, text)) };
}

function toItem(completion: Completion, text: TextDocument): CompletionItem {
  const item: CompletionItem = {
    label: completion.label,
    kind: kinds[completion.kind],
    sortText: completion.sortText,
    filterText: completion.filterText ?? completion.label,
    insertTextFormat: completion.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    textEdit: toEdit(completion.edit, text),
  };
  if (completion.detail !== undefined) item.labelDetails = { description: completion.detail };
  if (completion.documentation !== undefined)
    item.documentation = { kind: MarkupKind.Markdown, value: completion.documentation };
  if (completion.alongside) item.additionalTextEdits = completion.alongside.map(edit => toEdit(edit, text));
  if (completion.isDeprecated) item.tags = [CompletionItemTag.Deprecated];
  if (completion.asksOn) item.command = { title: '', command: 'editor.action.triggerSuggest' };
  return item;
}

/** What is known of the text at a position; null where nothing is. */
export function hoverAt(file: OpenFile, position: Position, known: Known): Hover | null {
  const { text } = file;
  const offset = text.offsetAt(position);
  const found = hover({ ...known, documents: file.documents(), offset, now: Date.now() });
  if (found === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: { start: text.positionAt(found.start), end: text.positionAt(found.end) },
  };
}

/** An edit of offsets as one of positions. */
export function toEdit({ start, end, newText }: TextEdit, text: TextDocument): ProtocolEdit {
  return { range: { start: text.positionAt(start), end: text.positionAt(end) }, newText };
}
