import assert from 'node:assert/strict';
import { complete } from '../../../../src/manifest/assist/complete.ts';
import type { Completion } from '../../../../src/manifest/assist/completion.ts';
import type { NamesRequest } from '../../../../src/manifest/assist/names.ts';
import { ObjectIndex } from '../../../../src/manifest/references/objectIndex.ts';
import type { FileCatalog } from '../../../../src/manifest/schema/fileCatalog.ts';
import type { Surroundings } from '../../../../src/manifest/surroundings.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

let catalog: FileCatalog | undefined;

/** The catalogue that comes with Timonel, read once a test file. */
export function theCatalog(): FileCatalog {
  catalog ??= builtInCatalog();
  return catalog;
}

/** Files of a workspace by name, the cursor marked with `<|>` in one of them. */
export type Files = Readonly<Record<string, string>>;

/** Everything that a test of writing help needs to know about texts with one cursor mark. */
export function marked(files: Files | string) {
  const all: Files = typeof files === 'string' ? { 'a.yaml': files } : files;
  const [uri = '', source = ''] = Object.entries(all).find(([, text]) => text.includes('<|>')) ?? [];
  const offset = source.indexOf('<|>');
  const text = source.replace('<|>', '');
  const index = new ObjectIndex();
  const parsed = new Map(
    Object.entries(all).map(([fileName, content]) => [
      fileName,
      parseManifestText(content.replace('<|>', ''), { fileName }),
    ]),
  );
  for (const [name, documents] of parsed) index.put(name, documents);
  const documents = parsed.get(uri) ?? [];
  const names: NamesRequest = {
    uri,
    documents,
    offset,
    surroundings: surroundingsOf(index),
    objects: () => index.objects(),
  };
  return { uri, text, offset, documents, index, names, files: all };
}

export function surroundingsOf(index: ObjectIndex, more: Partial<Surroundings> = {}): Surroundings {
  return {
    named: (kind, name, namespace) => index.named(kind, name, namespace),
    all: (kind, namespace) => index.all(kind, namespace),
    certainty: (kind, namespace) => index.certainty(kind, namespace),
    nodes: undefined,
    quotas: undefined,
    ...more,
  };
}

/** The completions at the cursor mark, in the order in which an editor shows them. */
export function completions(files: Files | string, more: Partial<Surroundings> = {}): readonly Completion[] {
  const { text, documents, offset, index } = marked(files);
  const surroundings = surroundingsOf(index, more);
  const found = complete({ text, documents, offset, catalog: theCatalog(), surroundings });
  return found.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

export function labels(files: Files | string, more: Partial<Surroundings> = {}): readonly string[] {
  return completions(files, more).map(({ label }) => label);
}

/** The text after a completion was chosen, snippets with their stops as they are. */
export function chosen(files: Files | string, label: string): string {
  const { text } = marked(files);
  const completion = completions(files).find(one => one.label === label);
  if (completion === undefined) throw new Error(`not offered: ${label}`);
  const edits = [...(completion.alongside ?? []), completion.edit].toSorted((a, b) => b.start - a.start);
  return edits.reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}

/** The first completions, in the order in which they are shown. */
export function begins(text: string, ...expected: readonly string[]): void {
  assert.deepEqual(labels(text).slice(0, expected.length), expected);
}

/** Some of the completions, in any order. */
export function offers(text: string, ...expected: readonly string[]): void {
  const found = labels(text);
  assert.deepEqual(
    expected.filter(label => !found.includes(label)),
    [],
    found.join(' '),
  );
}

/** What must not be among the completions, of which there are some. */
export function withholds(text: string, ...unwanted: readonly string[]): void {
  const found = labels(text);
  assert.ok(found.length > 0);
  assert.deepEqual(
    unwanted.filter(label => found.includes(label)),
    [],
  );
}
