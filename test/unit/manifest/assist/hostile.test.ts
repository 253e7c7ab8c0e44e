import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { complete } from '../../../../src/manifest/assist/complete.ts';
import { foldings } from '../../../../src/manifest/assist/foldings.ts';
import { hover } from '../../../../src/manifest/assist/hover.ts';
import { links } from '../../../../src/manifest/assist/links.ts';
import { definition, references } from '../../../../src/manifest/assist/names.ts';
import { outline } from '../../../../src/manifest/assist/outline.ts';
import { rename } from '../../../../src/manifest/assist/rename.ts';
import { selectionRanges } from '../../../../src/manifest/assist/selectionRanges.ts';
import { seededRandom } from '../../../support/seededRandom.ts';
import { marked, theCatalog } from './marked.ts';

/** Asks for everything at the mark; what comes of it must keep to the text. */
function askAll(source: string): void {
  const { text, documents, offset, names } = marked(source);
  const { surroundings } = names;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  for (const { edit } of complete({ text, documents, offset, catalog: theCatalog(), surroundings })) {
    assert.ok(
      edit.start >= lineStart && edit.start <= offset && edit.end >= offset,
      `edit from ${edit.start} to ${edit.end} at ${offset}`,
    );
    assert.ok(!text.slice(edit.start, edit.end).includes('\n'));
  }
  hover({ documents, offset, catalog: theCatalog(), surroundings, now: 0 });
  for (const { start, end } of [
    ...foldings(text, documents),
    ...links(documents),
    ...selectionRanges(documents, offset),
  ])
    assert.ok(start <= end && end <= text.length);
  outline(documents);
  definition(names);
  references(names, true);
  rename(names, 'other');
}

const header = 'apiVersion: v1\nkind: Pod\nspec:\n';

suite('writing help bears', () => {
  const cases: Readonly<Record<string, string>> = {
    'an empty text': '<|>',
    'deep flow lists': `${header}  a: ${'['.repeat(5_000)}<|>`,
    'deep flow maps': `${header}  a: ${'{a: '.repeat(2_000)}<|>${'}'.repeat(2_000)}`,
    'deep blocks': `${header}${Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth + 2)}a:\n`).join('')}<|>`,
    'a line of a million characters': `${header}  a: "${'x'.repeat(1_000_000)}<|>"`,
    'a flow line of a million characters': `${header}  a: {${'b: 1, '.repeat(170_000)}<|>}`,
    'lone surrogates': `${header}  a: "\ud800<|>"\n  \udc00: 1\n`,
    'control characters': `${header}  a\u0000b: \u0007<|>\n`,
    tabs: `${header}\tcontainers:\n\t- <|>\n`,
    'cycles of aliases': `${header}  a: &x\n    b: *x\n    <|>\n  <<: *x\n`,
    'carriage returns': `${header.replaceAll('\n', '\r\n')}  restartPolicy: <|>\r\n`,
    'names of the prototype': `${header}  __proto__:\n    constructor: {toString: <|>}\n`,
    'dashes alone': `${header}  containers:\n  - - - - <|>\n`,
    'many comments': `${header}${'  # x\n'.repeat(20_000)}  <|>\n`,
  };
  for (const [what, text] of Object.entries(cases)) test(what, () => askAll(text));

  test('text that is cut, joined and doubled at random', () => {
    const random = seededRandom(20_260_303);
    const whole = `${header}  containers:\n  - name: main\n    image: &i x # why\n    ports: [{name: http, containerPort: 80}]\n    env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: "k"}}}]\n    args: |\n      one: two\n  - {name: b, image: *i}\n---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  entrypoint: m\n  templates:\n  - name: m\n    inputs: {parameters: [{name: p}]}\n    container: {args: ["{{inputs.parameters.p}}"]}\n`;
    for (let round = 0; round < 600; round++) {
      const from = Math.floor(random() * whole.length);
      const to = from + Math.floor(random() * 12);
      const other = Math.floor(random() * whole.length);
      const text = whole.slice(0, from) + whole.slice(other, other + (round % 3) * 4) + whole.slice(to);
      const cursor = Math.floor(random() * text.length);
      askAll(`${text.slice(0, cursor)}<|>${text.slice(cursor)}`);
    }
  });
});
