import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { problemOfQuery, queryProblem } from '../../../../src/manifest/rules/promql.ts';
import { queryFunctions } from '../../../../src/manifest/rules/promqlFunctions.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import { scalarAt } from '../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../support/manifests.ts';

const right = [
  'up',
  'up == 0',
  '10 % 3',
  '1 > bool 0',
  'sum by (a) (rate(foo{x=~"a.*"}[5m] offset 1m)) / 2 > bool 1',
  'histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le))',
  'max_over_time(rate(x[5m])[1h:1m])',
  'rate(a[5m:1m])',
  'a{b="c"} and on(x) group_left(y) d',
  'x >= 1 or vector(0)',
  'topk(3, foo)',
  'count_values("v", a)',
  'absent(up{job="x"} == 1)',
  'label_join(a, "b", "c", "d", "e")',
  'label_replace(a, "b", "$1", "c", "(.*)")',
  'round(x)',
  'hour()',
  'time() - x',
  'scalar(x) + 1',
  'foo @ end()',
  'rate(a[1h] offset -1d) > 0 or b',
  'a - b offset 5m',
  '{__name__="a"}',
  'foo{"x y"="z"}',
  '-a * b',
  'x > 1 # a comment',
  'sum(rate(x{s="{{args.s}}"}[{{args.w}}])) > {{args.t}}',
  'rate(x[$__rate_interval])',
  '{{args.query}}',
];

const wrong: readonly (readonly [query: string, words: RegExp])[] = [
  ['', /is empty/],
  ['vector(1))', /character 10, before “\)”/],
  ['foo bar', /before “bar”/],
  ['rate(x[5m]', /breaks off/],
  ['sum(x) by', /breaks off/],
  ['foo{a="b}', /string that begins at character 7/],
  ['ratee(x[5m])', /no function ratee/],
  ['sum(rate(x))', /rate looks back over a range/],
  ['x[5m]', /gives a range/],
  ['"text"', /gives a string/],
  ['-x[5m]', /Operators take no ranges/],
  ['a - b[5m]', /Operators take no ranges/],
  ['rate(x[5m]) + y[5m]', /Operators take no ranges/],
  ['a + "b"', /Operators take no strings/],
  ['rate(sum(x)[5m])', /write a subquery/],
  ['1 > 0', /word bool/],
  ['a and 1', /take no plain numbers/],
  ['1 or 2', /take no plain numbers/],
  ['a + bool b', /behind comparisons only/],
  ['{}', /without a metric name/],
  ['{a=~".*"}', /without a metric name/],
  ['topk(foo)', /topk takes 2 arguments/],
  ['sum by (a) (x, y)', /sum takes 1 arguments/],
  ['vector(x)', /vector wants here: scalar/],
  ['time()[5m:]', /subquery looks back over an instant vector/],
  ['clamp(x, 1)', /clamp takes 3 arguments/],
  ['label_join(a, "b")', /takes 3–… arguments/],
  ['rate(x{s="{{args.s}}"}', /breaks off/],
];

suite('queries', () => {
  for (const query of right) test(`takes ${query}`, () => assert.equal(wordsOfProblem(query), undefined));
  for (const [query, words] of wrong)
    test(`refuses ${query}`, () => assert.match(wordsOfProblem(query) ?? '', words));

  test('passes over what nobody wrote', () => {
    assert.equal(queryProblem(`sum(${'a+'.repeat(20_000)}`), undefined);
  });

  test('bears deep nesting', () => {
    assert.equal(queryProblem(`${'('.repeat(5000)}up${')'.repeat(5000)}`), undefined);
  });

  test('judges a scalar once', () => {
    const scalar = scalarAt(aManifest('apiVersion: v1\nkind: A\nq: rate(x)').node, 'q');
    assert.ok(scalar);
    assert.equal(problemOfQuery(scalar), problemOfQuery(scalar));
    assert.match(wordsOfProblem(scalar.text) ?? '', /range/);
  });

  test('knows the functions of Prometheus', () => {
    assert.deepEqual(queryFunctions.get('quantile_over_time'), {
      takes: ['scalar', 'range vector'],
      atLeast: 2,
      isVariadic: false,
      gives: 'instant vector',
    });
    assert.equal(queryFunctions.get('scalar')?.gives, 'scalar');
    assert.equal(queryFunctions.get('label_join')?.isVariadic, true);
  });
});

function wordsOfProblem(query: string): string | undefined {
  const problem = queryProblem(query);
  return problem === undefined ? undefined : wordsOf(problem);
}
