import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../problem.ts';
import { bearsOnSniffing, mayBeManifest } from '../sniff.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { commonEnds, type Ends } from '../syntax/earlierParts.ts';
import { parseManifestText } from '../syntax/parseText.ts';

/** A file that the editor has open: its text, and what was read from it last. */
export class OpenFile {
  readonly uri: string;
  #text: TextDocument;
  #documents: readonly ManifestDocument[] = [];
  #readVersion: number | undefined;
  #readText = '';
  #isManifest = false;
  #problems: readonly Problem[] = [];
  #judgedVersion: number | undefined;

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
    this.#judgedVersion = this.#text.version;
  }

  /** False after an edit until the problems are those of the text again: before that they must not be mended. */
  get isJudged(): boolean {
    return this.#judgedVersion === this.#text.version;
  }

  update(text: TextDocument): void {
    this.#text = text;
  }

  /** The documents of the current text; none where the file is no manifest. Read at most once for each version. */
  documents(): readonly ManifestDocument[] {
    if (this.#readVersion === this.#text.version) return this.#documents;
    const text = this.#text.getText();
    this.#isManifest = this.#sniff(text);
    this.#documents = this.#isManifest
      ? parseManifestText(text, { fileName: this.uri, previous: this.#documents })
      : [];
    this.#readVersion = this.#text.version;
    this.#readText = text;
    return this.#documents;
  }

  /** Of a big file the edited lines are looked at alone, where they can make no difference. */
  #sniff(text: string): boolean {
    const before = this.#readText;
    if (!this.#isManifest || text.length < bigText) return mayBeManifest(text, this.uri);
    const ends = commonEnds(before, text);
    const isSame = [before, text].every(one => !bearsOnSniffing(linesBetween(one, ends)));
    return isSame || mayBeManifest(text, this.uri);
  }
}

/** Shorter texts are sniffed whole. In UTF-16 code units. */
const bigText = 50_000;

/** The whole lines of a text that do not belong to its unchanged ends. */
function linesBetween(text: string, { prefix, suffix }: Ends): string {
  const from = text.lastIndexOf('\n', prefix - 1) + 1;
  const to = text.indexOf('\n', text.length - suffix);
  return text.slice(from, to === -1 ? text.length : to);
}
