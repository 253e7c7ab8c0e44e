import type { TextEdit } from '../fix/fix.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import type { SnippetShelf } from './objectSnippets.ts';

/** What a completion stands for, as far as the editor shows it by an icon. */
export type CompletionKind =
  | 'field'
  | 'value'
  | 'enumValue'
  | 'kind'
  | 'reference'
  | 'label'
  | 'expression'
  | 'snippet';

/** One thing that could be written at the cursor. All offsets are UTF-16 code units from the file's start. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label: a type, a group, where it was found. */
  readonly detail?: string;
  /** Markdown; everything in it that comes from data is escaped. */
  readonly documentation?: string;
  /**
   * Takes the place of what is typed. Further lines carry their whole indentation, so an editor must not adjust it
   * (`InsertTextMode.asIs`).
   */
  readonly edit: TextEdit;
  /** True where the edit's text is a snippet with `$1` and `${1:text}`. */
  readonly isSnippet: boolean;
  /** Order among the completions of one answer. */
  readonly sortText: string;
  /** The text that typing is compared with; the label where left out. */
  readonly filterText?: string;
  /** Edits elsewhere in the file that belong to it, as the `apiVersion` of a chosen kind. */
  readonly alongside?: readonly TextEdit[];
  readonly isDeprecated?: boolean;
  /** True where the next completion should be offered at once, as after `imagePullPolicy: `. */
  readonly asksOn?: boolean;
}

/** Everything that completion looks at. */
export interface CompletionRequest {
  readonly text: string;
  /** Of the same text, or of the latest one that was parsed. */
  readonly documents: readonly ManifestDocument[];
  readonly offset: number;
  readonly catalog: SchemaCatalog;
  readonly surroundings: Surroundings;
  /** Ready-made objects; none where left out. */
  readonly snippets?: SnippetShelf | undefined;
}
