/** Whether a text has a document with `apiVersion` and `kind` at its top level. */
export function looksLikeManifest(text: string): boolean {
  return /^apiVersion:\s*\S/m.test(text) && /^kind:\s*\S/m.test(text);
}
