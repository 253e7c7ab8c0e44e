import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { templateProblem } from '../../../../../src/manifest/rules/serving/alertTemplate.ts';
import { cycleThrough } from '../../../../../src/manifest/rules/serving/cycles.ts';
import { goDurationMs } from '../../../../../src/manifest/rules/serving/durations.ts';
import {
  annotationOf,
  given,
  givenAmong,
  repeatsAmong,
  wholeNumber,
} from '../../../../../src/manifest/rules/serving/given.ts';
import { servingRuleSets } from '../../../../../src/manifest/rules/serving/table.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { itemsAt, nodeAt } from '../../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../../support/manifests.ts';

suite('durations', () => {
  const go: readonly (readonly [string, number | undefined])[] = [
    ['0', 0],
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['.5s', 500],
    ['-2m', -120_000],
    ['+2m', 120_000],
    ['250ms', 250],
    ['1us', 0.001],
    ['', undefined],
    ['5', undefined],
    ['5 m', undefined],
    ['1d', undefined],
    ['m', undefined],
  ];
  for (const [text, ms] of go) test(`reads ${text} as Go does`, () => assert.equal(goDurationMs(text), ms));
});

suite('circles', () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(edges));
  test('finds one', () => {
    const cycle = cycleThrough(graph({ a: ['b'], b: ['c'], c: ['b'] }), edge => edge);
    assert.deepEqual(cycle, { names: ['b', 'c', 'b'], at: 'b' });
  });
  test('finds one of a single name', () => {
    assert.deepEqual(cycleThrough(graph({ a: ['a'] }), edge => edge)?.names, ['a', 'a']);
  });
  test('takes two ways to one place, and ways to nowhere', () => {
    assert.equal(
      cycleThrough(graph({ a: ['b', 'c', 'x'], b: ['d'], c: ['d'], d: [] }), edge => edge),
      undefined,
    );
  });
  test('bears long ways', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`${index}`, [`${index + 1}`]] as const);
    assert.equal(
      cycleThrough(new Map(chain), edge => edge),
      undefined,
    );
  });
});

suite('templates of alerts', () => {
  const right = [
    'no template at all',
    '{{ $labels.instance }} is at {{ $value | humanizePercentage }}',
    '{{ with query "up{job=\\"x\\"}" }}{{ . | first | value }}{{ end }}',
    '{{ if gt $value 1.0 }}a{{ else if lt $value -2.5 }}b{{ end }}',
    '{{- range $i, $e := query "a" -}}{{ $i }}{{- end -}}',
    '{{ printf "%.2f" $value }} }}',
    '{{/* a comment */}}',
    '{{ (index $x 0).Value }}',
    '{{ template "a" . }}{{ define "a" }}x{{ end }}',
  ];
  for (const text of right) test(`takes ${text}`, () => assert.equal(templateProblem(text), undefined));

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{{ print “%f“ $value }}', /holds “/],
    ['{{ $labels.x }', /not closed with }}/],
    ['{{ "a }}', /not closed with }}/],
    ['{{ if $value }}', /The if of the template is not closed/],
    ['{{ end }}', /closes nothing/],
    ['{{ else }}', /belongs to nothing/],
    ['{{ shout $value }}', /no function shout/],
    ['{{ (index $x 0 }}', /brackets/],
    ['{{ index $x) }}', /brackets/],
    ['{{ }}', /empty action/],
    ['{{ $value; }}', /holds ;/],
  ];
  for (const [text, words] of wrong)
    test(`refuses ${text}`, () => {
      const problem = templateProblem(text);
      assert.match(problem === undefined ? '' : wordsOf(problem), words);
    });
});

suite('what is given', () => {
  const { node, ...object } = aManifest(
    'apiVersion: a/v1\nkind: A\nmetadata: {annotations: {x: "1"}}\na: null\nb: 2\nlist: [p, q, p, "", p]\n',
  );
  test('drops null', () => {
    assert.equal(given(node, 'a'), undefined);
    assert.equal(given(node, 'b')?.kind, 'scalar');
    assert.deepEqual(
      givenAmong(node, ['a', 'list', 'b']).map(entry => entry.name),
      ['list', 'b'],
    );
  });
  test('reads annotations', () => {
    assert.equal(annotationOf({ ...object, node }, 'x')?.text, '1');
    assert.equal(annotationOf({ ...object, node }, 'y'), undefined);
  });
  test('reads whole numbers, in quotes too', () => {
    assert.equal(wholeNumber(nodeAt(node, 'b')), 2);
    assert.equal(wholeNumber(nodeAt(node, 'metadata', 'annotations', 'x')), 1);
    assert.equal(wholeNumber(nodeAt(node, 'list')), undefined);
    assert.equal(wholeNumber(nodeAt(node, 'list', 0)), undefined);
  });
  test('finds what is said again', () => {
    const items = itemsAt(node, 'list').map(item => (item.kind === 'scalar' ? item : undefined));
    const repeats = repeatsAmong([...items, undefined]);
    assert.deepEqual(
      repeats.map(({ again, first }) => [items.indexOf(again), items.indexOf(first)]),
      [
        [2, 0],
        [4, 0],
      ],
    );
  });
});

suite('the table of serving rules', () => {
  const facts = servingRuleSets.flatMap(set => set.facts);
  test('names every rule once', () => {
    const ids = facts.map(fact => fact.id);
    assert.equal(new Set(ids).size, ids.length);
  });
  test('says what each stands for, in sentences', () => {
    for (const fact of facts) {
      assert.match(fact.id, /^[a-z]+\/[a-z-]+$/);
      assert.match(fact.summary, /^\w.*\.$/s, fact.id);
      assert.match(fact.why, /^[A-Z].*\.$/s, fact.id);
    }
  });
});
