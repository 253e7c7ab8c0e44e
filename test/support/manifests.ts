import type { ManifestObject } from '../../src/manifest/object.ts';
import { parseManifestText } from '../../src/manifest/syntax/parseText.ts';

/** The first object of a text; throws where there is none, since a test that judges nothing proves nothing. */
export function aManifest(text: string): ManifestObject {
  const [object] = parseManifestText(text).flatMap(document => document.objects);
  if (object === undefined) throw new Error(`no object in:\n${text}`);
  return object;
}
