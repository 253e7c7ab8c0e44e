import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../problem.ts';
import { mayBeManifest } from '../sniff.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { parseManifestText } from '../syntax/parseText.ts';

/** A file that the editor has open: its text, and what was read from it last. */
export class OpenFile {
  readonly uri: string;
  #text: TextDocument;
  #documents: readonly ManifestDocument[] = [];
  #readVersion: number | undefined;
  #problems: readonly Problem[] = [];

  constructor(text: TextDocument) {
    this.uri = text.uri;
    this.#text = text;
  }

  get text(): TextDocument {
    return this.#text;
  }

  /** The problems that were told last. Their nodes belong to the documents of that reading. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  set problems(problems: readonly Problem[]) {
    this.#problems = problems;
  }

  update(text: TextDocument): void {
    this.#text = text;
  }

  /** The documents of the current text; none where the file is no manifest. Read at most once for each version. */
  documents(): readonly ManifestDocument[] {
    if (this.#readVersion === this.#text.version) return this.#documents;
    const text = this.#text.getText();
    this.#documents = mayBeManifest(text, this.uri)
      ? parseManifestText(text, { fileName: this.uri, previous: this.#documents })
      : [];
    this.#readVersion = this.#text.version;
    return this.#documents;
  }
}
