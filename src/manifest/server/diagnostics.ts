import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem, Severity } from '../problem.ts';
import { headOf, problemRange } from '../problemRange.ts';
import { wordsOf } from '../say.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** How problems are told to the editor. */
export interface DiagnosticWords {
  readonly translations: ReadonlyMap<string, string>;
  /** Address of the page and line that explain a rule; undefined where there is none. */
  readonly linkTo: (rule: string) => string | undefined;
}

/** A problem as the protocol has it. */
export function toDiagnostic(problem: Problem, text: TextDocument, words: DiagnosticWords): Diagnostic {
  const { start, end } = problemRange(problem);
  const href = words.linkTo(problem.rule);
  const diagnostic: Diagnostic = {
    range: { start: text.positionAt(start), end: text.positionAt(end) },
    severity: severities[problem.severity],
    code: problem.rule,
    source: 'timonel',
    message: wordsOf(problem.message, words.translations),
  };
  if (href !== undefined) diagnostic.codeDescription = { href };
  if (problem.tags)
    diagnostic.tags = problem.tags.map(tag =>
      tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary,
    );
  if (problem.related)
    diagnostic.relatedInformation = problem.related.map(({ at, message }) => {
      const place = at.kind === 'scalar' ? problemRange({ ...problem, at }) : headOf(at);
      const range = { start: text.positionAt(place.start), end: text.positionAt(place.end) };
      return { location: { uri: text.uri, range }, message: wordsOf(message, words.translations) };
    });
  return diagnostic;
}
