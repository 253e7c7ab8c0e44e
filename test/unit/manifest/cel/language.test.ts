import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CompileError, compile } from '../../../../src/manifest/cel/compile.ts';
import { Budget, BudgetSpent, CelError, CelList } from '../../../../src/manifest/cel/value.ts';
import { evaluated, giveTheSame } from '../../../support/cel.ts';

const laws: Readonly<Record<string, string>> = {
  'numbers are equal by value': `
    1 == 1.0 => true
    1u == 1 => true
    1 in [1.0] => true
    1 < 1.5 => true
    {1: 'a'}[1u] => 'a'
    0.0 / 0.0 == 0.0 / 0.0 => false
    -7 / 2 => -3
    -7 % 2 => -1
    -9223372036854775808 < 0 => true`,
  'an error counts only where it decides': `
    1 / 0 > 1 || true => true
    true || 1 / 0 > 1 => true
    1 / 0 > 1 && false => false
    [0, 1].exists(x, 1 / x == 1) => true
    [0, 1].all(x, 1 / x == 2) => false
    false ? 1 / 0 : 2 => 2`,
  'loops over one variable': `
    [1, 2].all(x, x > 0) => true
    [].all(x, false) => true
    [1, 2].exists(x, x == 2) => true
    [1, 2, 2].exists_one(x, x == 1) => true
    [1, 2, 2].existsOne(x, x == 2) => false
    [1, 2, 3].filter(x, x > 1) => [2, 3]
    [1, 2].map(x, x * 2) => [2, 4]
    [1, 2, 3].map(x, x > 1, x * 2) => [4, 6]
    {'a': 1}.all(k, k == 'a') => true
    [[1], [2]].map(x, x.map(y, y + 1)) => [[2], [3]]`,
  'loops over two variables': `
    [1, 2].all(i, v, v == i + 1) => true
    {'a': 1}.exists(k, v, k == 'a' && v == 1) => true
    ['a', 'b'].existsOne(i, v, i == 1) => true
    ['a', 'b'].transformList(i, v, i > 0, v) => ['b']
    ['a', 'b'].transformList(i, v, i) => [0, 1]
    {'a': 1, 'b': 2}.transformMap(k, v, k == 'a', v + 1) => {'a': 2}
    {'a': 1}.transformMapEntry(k, v, {v: k}) => {1: 'a'}`,
  'optionals give absence a value': `
    {'a': 1}.?a.value() => 1
    {'a': 1}.?b.orValue(7) => 7
    {'a': {'b': 1}}.?a.b.orValue(0) => 1
    {'a': {}}.?a.?b.c.hasValue() => false
    {'a': 1}[?'a'].hasValue() => true
    [1][?3].hasValue() => false
    optional.none().or(optional.of(2)).value() => 2
    optional.of(2).optMap(x, x + 1).value() => 3
    optional.none().optMap(x, x).hasValue() => false
    optional.of(2).optFlatMap(x, optional.none()).hasValue() => false
    optional.ofNonZeroValue('').hasValue() => false
    optional.of(1) == optional.of(1) => true`,
  'has() tells absence from presence': `
    has({'a': null}.a) => true
    has({}.a) => false
    has({'a': {}}.a.b) => false`,
  'maps and lists are equal in depth': `
    {'a': [1]} == {'a': [1.0]} => true
    {'a': 1} == {'a': 1, 'b': 2} => false
    [1, 2] == [2, 1] => false
    [1] + [2] => [1, 2]
    'a' in {'a': null} => true
    b'a' + b'b' == b'ab' => true`,
  'literals are read as CEL writes them': `
    r'\\d' == '\\\\d' => true
    """a'b""" == 'a\\'b' => true
    0x1F => 31
    '\\u00e9' == 'é' => true`,
};

for (const [law, lines] of Object.entries(laws))
  suite(`CEL: ${law}`, () => {
    for (const line of lines.trim().split('\n')) {
      const [expression = '', result = ''] = line.trim().split(' => ');
      test(expression, () => assert.ok(giveTheSame(expression, result), `is not ${result}`));
    }
  });

suite('sets and keyed lists', () => {
  const set = (...items: string[]) => new CelList(items, []);
  test('are equal in any order', () => {
    assert.equal(evaluated('self == oldSelf', set('a', 'b'), set('b', 'a')), true);
    assert.equal(evaluated('self == oldSelf', set('a', 'b'), set('b', 'c')), false);
  });
  test('unite with +', () => {
    assert.equal(evaluated("self + ['b', 'c'] == ['c', 'b', 'a']", set('a', 'b')), true);
  });
  test('merge by key with +, the later item in the place of the earlier', () => {
    const items = evaluated("[{'k': 1, 'v': 'x'}, {'k': 2, 'v': 'y'}]");
    assert.ok(items instanceof CelList);
    const keyed = new CelList(items.items, ['k']);
    assert.equal(evaluated("(self + [{'k': 1, 'v': 'z'}])[0].v", keyed), 'z');
    assert.equal(evaluated("size(self + [{'k': 3, 'v': 'z'}])", keyed), 3n);
    assert.equal(evaluated("self == [{'k': 2, 'v': 'y'}, {'k': 1, 'v': 'x'}]", keyed), true);
  });
});

suite('compile', () => {
  for (const [what, expression] of [
    ['bad syntax', 'self ==='],
    ['an unknown name', 'other == 1'],
    ['an unknown function', 'self.explode()'],
    ['a presence test of no field', 'has(self)'],
    ['a reserved word', 'self.namespace == 1 && namespace == 1'],
    ['nesting beyond reason', `${'('.repeat(2000)}1${')'.repeat(2000)}`],
  ] as const)
    test(`refuses ${what}`, () => assert.throws(() => compile(expression, ['self']), CompileError));

  test('lets a loop variable hide another name', () => {
    assert.equal(evaluated('[1].all(self, self == 1)', 'text'), true);
  });
});

suite('the budget', () => {
  const numbers = new CelList(Array.from({ length: 1000 }, (_, index) => BigInt(index)));
  const run = (expression: string) =>
    compile(expression, ['self'])({
      name: 'self',
      value: numbers,
      outer: undefined,
      budget: new Budget(200_000),
    });

  test('is enough for one loop', () => assert.equal(run('self.all(x, x >= 0)'), true));
  test('ends loops in loops', () => {
    assert.throws(() => run('self.all(x, self.all(y, self.all(z, x + y + z >= 0)))'), BudgetSpent);
  });
  test('is not swallowed by the operators that swallow errors', () => {
    assert.throws(() => run('self.all(x, self.all(y, self.all(z, z >= 0))) || true'), BudgetSpent);
  });
  test('ends the doubling of texts and lists', () => {
    const doubling = Array.from({ length: 40 }, () => '.map(s, s + s)').join('');
    assert.throws(() => run(`['0123456789abcdef']${doubling}`), BudgetSpent);
    assert.throws(() => run('lists.range(1000000000)'), BudgetSpent);
  });
  test('never meets a pattern that backtracks', () => {
    assert.equal(run(`'${'a'.repeat(5000)}!'.matches('^(a+)+$')`), false);
  });
});

suite('wrong values', () => {
  for (const expression of [
    '1 ? 2 : 3',
    "!'a'",
    "-'a'",
    "'a' && true",
    '[1].all(x, x)',
    '(1).size()',
    "'a'.b",
    'self.b',
  ])
    test(`${expression} fails`, () => assert.throws(() => evaluated(expression, 'text'), CelError));
});
