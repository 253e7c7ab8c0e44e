import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import type { Fix } from '../fix/fix.ts';
import type { Problem } from '../problem.ts';
import { problemRange } from '../problemRange.ts';
import { say, wordsOf } from '../say.ts';
import { type DiagnosticWords, toDiagnostic } from './diagnostics.ts';
import type { OpenFile } from './openFile.ts';

/** The kind of *fix all*, which `editor.codeActionsOnSave` may name. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.timonel`;

/** The ways out of the problems in a range, and *fix all* where it is asked for. */
export function codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  words: DiagnosticWords,
): CodeAction[] {
  const wants = (kind: string) =>
    !context.only || context.only.some(only => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const from = file.text.offsetAt(range.start);
    const to = file.text.offsetAt(range.end);
    for (const problem of file.problems) {
      const { start, end } = problemRange(problem);
      if (start <= to && end >= from) actions.push(...quickFixes(problem, file, words));
    }
  }
  if (context.only !== undefined && wants(fixAllKind)) actions.push(...fixAll(file, words));
  return actions;
}

function quickFixes(problem: Problem, file: OpenFile, words: DiagnosticWords): CodeAction[] {
  const fixes = problem.fixes?.() ?? [];
  const diagnostics: Diagnostic[] = [toDiagnostic(problem, file.text, words)];
  const actions = fixes.map(
    (fix, index): CodeAction => ({
      title: wordsOf(fix.title, words.translations),
      kind: CodeActionKind.QuickFix,
      diagnostics,
      isPreferred: index === 0 && fix.isSafe !== false,
      edit: { changes: { [file.uri]: textEdits(fix, file) } },
    }),
  );
  return [...actions, ignoreAction(problem, file, diagnostics, words)];
}

/** Ends the problem's line with a comment that silences its rule. */
function ignoreAction(
  problem: Problem,
  file: OpenFile,
  diagnostics: Diagnostic[],
  words: DiagnosticWords,
): CodeAction {
  const { line } = file.text.positionAt(problemRange(problem).start);
  const text = file.text.getText();
  const start = file.text.offsetAt({ line, character: 0 });
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const at = { line, character: 0 };
  const newText = `${indent}# timonel: ignore ${problem.rule}\n`;
  return {
    title: wordsOf(say`Ignore ${problem.rule} here`, words.translations),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: { changes: { [file.uri]: [{ range: { start: at, end: at }, newText }] } },
  };
}

/** The preferred, safe fix of every problem that has one; where two touch the same text the first wins, the rest is for the next round. */
function fixAll(file: OpenFile, words: DiagnosticWords): CodeAction[] {
  const fixes = file.problems
    .filter(problem => problem.severity !== 'hint')
    .flatMap(problem => problem.fixes?.().slice(0, 1) ?? [])
    .filter(fix => fix.isSafe !== false);
  const taken: { readonly start: number; readonly end: number }[] = [];
  const edits = fixes.flatMap(fix => {
    if (fix.edits.some(edit => taken.some(other => edit.start < other.end + 1 && other.start < edit.end + 1)))
      return [];
    taken.push(...fix.edits);
    return textEdits(fix, file);
  });
  if (edits.length === 0) return [];
  const title = wordsOf(say`Fix all`, words.translations);
  return [{ title, kind: fixAllKind, edit: { changes: { [file.uri]: edits } } }];
}

function textEdits(fix: Fix, file: OpenFile): TextEdit[] {
  return fix.edits.map(({ start, end, newText }) => ({
    range: { start: file.text.positionAt(start), end: file.text.positionAt(end) },
    newText,
  }));
}
