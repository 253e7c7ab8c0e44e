/**
 * A text from outside, made fit for an error message: what looks like a credential is hidden, control characters go,
 * and what is too long is cut.
 */
export function safeText(text: string, limit = 1_000): string {
  const clean = text
    .slice(0, limit * 4)
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 (hidden)')
    .replaceAll(/\beyJ[\w-]{4,}\.[\w-]*\.?[\w-]*/g, '(hidden)')
    .replaceAll(/\b([\w-]*(?:token|secret|password))(["']?\s*[:=]\s*["']?)[^\s"',}]{6,}/gi, '$1$2(hidden)')
    .replaceAll(/:\/\/[^\s/@]+@/g, '://(hidden)@')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose.
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}
