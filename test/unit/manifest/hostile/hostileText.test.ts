import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { complete } from '../../../../src/manifest/assist/complete.ts';
import { Judge } from '../../../../src/manifest/judge.ts';
import type { Problem } from '../../../../src/manifest/problem.ts';
import { problemRange } from '../../../../src/manifest/problemRange.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../../support/schemas.ts';
import { aWorld } from '../../../support/surroundings.ts';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const catalog = builtInCatalog();
const judge = new Judge(allRules());

/** Texts that nobody writes by accident, and what has to be said of them, if anything. */
const texts: Readonly<Record<string, readonly [string, RegExp?]>> = {
  'aliases that multiply': [
    `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]\n`).join('')}${head}`,
    /multiply/,
  ],
  'an alias inside of its anchor': [`a: &a\n  <<: *a\n${head}`, /inside of its own anchor/],
  'ten thousand open lists': [`${head}data: ${'['.repeat(10_000)}`, /deep/],
  'ten thousand nested maps': [`${head}data: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n`, /deep/],
  'three thousand levels of indentation': [
    `${head}${Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')}`,
    /1\.5 MiB/,
  ],
  'ten thousand dashes': [`${head}data:\n  ${'- '.repeat(10_000)}x\n`, /./],
  'lone surrogates': [`${head}data:\n  a: "\ud800"\n  \udc00b: x\n`],
  'control characters': [`${head}data:\n  a: "\u0001\u0007"\n  b: \u0000\n`, /U\+0001/],
  'a line of colons': [`${head}data:\n  a: ${'a: '.repeat(20_000)}\n`, /./],
  'a quote that never ends': [`${head}data:\n  a: "${'\\"'.repeat(200_000)}\n`, /./],
  'half a million blanks': [`${head}data:\n  a: x${' '.repeat(500_000)}#\n`],
  'tabs for indentation': [`${head}${'\t'.repeat(50_000)}x: 1\n`, /tab|indent/],
  'twenty thousand unknown fields': [
    `${head}${Array.from({ length: 20_000 }, (_, index) => `k${index}: x\n`).join('')}`,
    /k0/,
  ],
  'fifty thousand equal keys': [`${head}data:\n${'  k: x\n'.repeat(50_000)}`, /more problems/],
  'twenty thousand broken lines': [`${head}data:\n${'  a: b: c\n'.repeat(20_000)}`, /./],
  'an object of many megabytes': [
    `${head}data:\n${`  ${'k'.repeat(20)}: ${'v'.repeat(70)}\n`.repeat(60_000)}`,
    /1\.5 MiB/,
  ],
  'two hundred thousand separators': ['---\n'.repeat(200_000)],
};

suite('hostile text', () => {
  for (const [name, [text, words]] of Object.entries(texts))
    test(`${name}: an answer within bounds, and never a crash`, () => {
      const documents = parseManifestText(text);
      const problems = documents.flatMap(document => judge.document(document, catalog));
      if (words)
        assert.ok(
          problems.some(problem => words.test(sentence(problem))),
          told(problems),
        );
      assert.ok(problems.length <= documents.length * 1_001);
      for (const problem of problems) {
        const { start, end } = problemRange(problem);
        assert.ok(start >= 0 && start <= end && end <= text.length, sentence(problem));
      }
      const { surroundings } = aWorld(head);
      assert.ok(Array.isArray(complete({ text, documents, offset: text.length, catalog, surroundings })));
    });

  test('a small edit of a huge file judges nothing but its document', () => {
    const many = Array.from({ length: 300 }, (_, index) => `${head}data:\n  n: "${index}"\n`).join('---\n');
    const before = parseManifestText(many);
    const after = parseManifestText(many.replace('n: "150"', 'n: "x"'), { previous: before });
    const kept = after.filter(document => before.some(({ root }) => root === document.root));
    assert.equal(kept.length, 299);
  });
});

function sentence({ message }: Problem): string {
  return message.template.replace(/\{(\d+)\}/g, (_, index) => message.values[Number(index)] ?? '');
}

function told(problems: readonly Problem[]): string {
  return problems.slice(0, 5).map(sentence).join('\n');
}
