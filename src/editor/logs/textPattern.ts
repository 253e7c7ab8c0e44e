import { RE2JS } from 're2js';
import type { TextTest } from '../../training/panel/logView.ts';

/** A pattern that the user typed: what it looks for, or why it is none. */
export type TextPattern =
  | { readonly ok: true; readonly test: TextTest | undefined }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a regular expression; an empty one looks for nothing in particular. Case counts as soon as the pattern holds
 * a capital letter. Patterns run in linear time (RE2), so that none can hold the editor up.
 */
export function readPattern(pattern: string): TextPattern {
  if (pattern === '') return { ok: true, test: undefined };
  const ignoresCase = pattern === pattern.toLowerCase();
  if (!/[\\^$.|?*+()[\]{}]/.test(pattern)) return { ok: true, test: plainTest(pattern, ignoresCase) };
  try {
    const compiled = RE2JS.compile(pattern, ignoresCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { ok: true, test: text => compiled.matcher(text).find() };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // The library quotes the pattern as it compiled it, with our own flag in front.
    return { ok: false, message: said.replace('(?i)', '') };
  }
}

function plainTest(wanted: string, ignoresCase: boolean): TextTest {
  return ignoresCase ? text => text.toLowerCase().includes(wanted) : text => text.includes(wanted);
}
