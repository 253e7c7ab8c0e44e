import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  isNode,
  parseSource,
  readSource,
  type SyntaxNode,
  sourceFiles,
  walk,
} from '../../support/sources.ts';

const bundle = JSON.parse(readSource('l10n/bundle.l10n.es.json')) as Readonly<Record<string, string>>;

const localized = sourceFiles('src/editor', 'src/tree')
  .concat('src/extension.ts', 'src/cluster/failureWords.ts')
  .flatMap(localizedIn);

/** The sentences of the manifest room with a source that says each: the language server gets the bundle as translations. */
const said = new Map(
  sourceFiles('src/manifest')
    .filter(file => /\b(?:say|phrase)`/.test(readSource(file)))
    .flatMap(file => templatesIn(file).map(template => [template, file] as const)),
);

suite('Spanish', () => {
  test('every string of the editor has Spanish words', () =>
    assert.deepEqual(
      localized.filter(text => !Object.hasOwn(bundle, text)),
      [],
    ));

  test('every sentence about a manifest has Spanish words', () =>
    assert.deepEqual([...said].filter(([template]) => !Object.hasOwn(bundle, template)).map(told), []));

  test('nothing is left over', () => {
    const known = new Set([...localized, ...said.keys()]);
    assert.deepEqual(
      Object.keys(bundle).filter(text => !known.has(text)),
      [],
    );
  });

  test('every translation has the places of its original', () =>
    assert.deepEqual(
      Object.entries(bundle).filter(([english, spanish]) => placesIn(english) !== placesIn(spanish)),
      [],
    ));

  test('the bundle is in order, so that changes of many hands meet seldom', () =>
    assert.deepEqual(Object.keys(bundle), Object.keys(bundle).toSorted()));
});

function told([template, file]: readonly [string, string]): string {
  return `${file}: ${template}`;
}

/** The placeholders of a text, each once. */
function placesIn(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join('');
}

/** The English texts that a file hands to `l10n.t`. */
function localizedIn(file: string): string[] {
  const pattern = /(?:\btranslate|\bt)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\$]|\\.)*)`)/g;
  return [...readSource(file).matchAll(pattern)].map(match =>
    (match[1] ?? match[2] ?? match[3] ?? '').replaceAll(/\\(['"`])/g, '$1'),
  );
}

/** The templates of `say`, as it makes them, without those that hold values alone; and the words of `phrase`. */
function templatesIn(file: string): string[] {
  const found: string[] = [];
  walk(parseSource(file), node => {
    const { tag, quasi } = node;
    if (node.type !== 'TaggedTemplateExpression' || !isNode(tag)) return;
    if (tag['name'] !== 'say' && tag['name'] !== 'phrase') return;
    const parts = (quasi as { readonly quasis: readonly SyntaxNode[] }).quasis.map(cookedOf);
    if (parts.some(part => /\p{L}/u.test(part)))
      found.push(
        tag['name'] === 'phrase'
          ? `… ${parts.join('')}`
          : parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
      );
  });
  return found;
}

function cookedOf(part: SyntaxNode): string {
  return (part['value'] as { readonly cooked: string }).cooked;
}
