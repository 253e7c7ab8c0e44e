import { compose } from './compose.ts';
import type { Composed } from './composed.ts';
import type { ManifestDocument } from './document.ts';
import type { Piece } from './node.ts';
import { objectsOf } from './objects.ts';
import { splitText } from './splitText.ts';
import { yamlProblems } from './yamlProblems.ts';

export interface ParseOptions {
  /** Name or path of the file, by which kustomizations and `timonel.yaml` are known. */
  readonly fileName?: string;
}

/** Parses a whole file. Nothing is thrown: broken YAML comes as problems of its document, with what could be read of it. */
export function parseManifestText(text: string, options: ParseOptions = {}): readonly ManifestDocument[] {
  return splitText(text).map(({ text: part, offset }, index) => {
    const piece: Piece = { text: part, offset };
    const composed = isBlank(part) ? blank : compose(piece);
    const objects = objectsOf(composed.root, options.fileName);
    return { index, piece, root: composed.root, problems: yamlProblems(piece, composed), objects };
  });
}

const blank: Composed = { root: undefined, flaws: [] };

/** Blanks, comments and directives alone. */
function isBlank(text: string): boolean {
  return /^(?:[ \t]*(?:[#%][^\n]*)?(?:\r?\n|$))*$/.test(text.slice(0, 4_000)) && text.length < 4_000;
}
