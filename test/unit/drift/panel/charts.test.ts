import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CategoricalDistribution, NumericDistribution } from '../../../../src/drift/feature.ts';
import { categoryChart } from '../../../../src/drift/panel/categoryChart.ts';
import { numericChart } from '../../../../src/drift/panel/numericChart.ts';
import { fill } from '../../../../src/drift/panel/panelWords.ts';
import { niceTicks, percent, shortNumber } from '../../../../src/drift/panel/ticks.ts';

suite('niceTicks', () => {
  test('gives round numbers between the bounds', () => {
    assert.deepEqual(niceTicks(0, 10, 5), [0, 2, 4, 6, 8, 10]);
    assert.deepEqual(niceTicks(0, 1, 4), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(niceTicks(13, 87, 4), [20, 40, 60, 80]);
    assert.deepEqual(niceTicks(-0.3, 0.3, 3), [-0.2, 0, 0.2]);
  });

  test('leaves no rounding behind', () => {
    assert.deepEqual(niceTicks(0, 0.5, 5), [0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });

  test('copes with tiny and with huge ranges', () => {
    assert.deepEqual(niceTicks(1e9, 1e9 + 4, 4), [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4]);
    assert.deepEqual(niceTicks(0, 3e-7, 3), [0, 1e-7, 2e-7, 3e-7]);
  });

  test('gives the one number of a range without width', () => {
    assert.deepEqual(niceTicks(5, 5, 4), [5]);
  });
});

suite('shortNumber and percent', () => {
  test('keep about four digits', () => {
    assert.equal(shortNumber(0.123456), '0.1235');
    assert.equal(shortNumber(12345.6), '12,346');
    assert.equal(shortNumber(0), '0');
    assert.equal(shortNumber(-2.5), '-2.5');
  });

  test('write very small and very large numbers with an exponent', () => {
    assert.equal(shortNumber(0.00001234), '1.2e-5');
    assert.equal(shortNumber(123456789), '1.2e8');
  });

  test('follow the language', () => {
    assert.equal(shortNumber(0.5, 'es'), '0,5');
    assert.equal(percent(0.5, 'en'), '50%');
  });

  test('show a decimal where shares are small', () => {
    assert.deepEqual(
      [0, 0.0123, 0.05, 0.123, 1].map(share => percent(share)),
      ['0%', '1.2%', '5%', '12%', '100%'],
    );
  });
});

suite('numericChart', () => {
  const distribution: NumericDistribution = {
    kind: 'numeric',
    edges: [0, 5, 10],
    reference: [0.25, 0.75],
    current: [0.5, 0.5],
    isOpen: [false, false],
  };
  const chart = numericChart(distribution, { width: 256, height: 136 });

  test('leaves room for the labels', () => {
    assert.deepEqual(chart.plot, { x: 44, y: 10, width: 200, height: 100 });
  });

  test('draws each sample as steps from the axis and back to it', () => {
    // The highest share is 0.75, and so is the top of the axis.
    assert.equal(chart.reference, 'M44 110V76.67H144V10H244V110Z');
    assert.equal(chart.current, 'M44 110V43.33H144V43.33H244V110Z');
  });

  test('tells where each bin lies', () => {
    assert.deepEqual(chart.bins, [
      { x: 44, y: 10, width: 100, height: 100 },
      { x: 144, y: 10, width: 100, height: 100 },
    ]);
  });

  test('puts ticks where their values lie', () => {
    assert.deepEqual(chart.xTicks[0], { at: 44, value: 0 });
    assert.deepEqual(chart.xTicks.at(-1), { at: 244, value: 10 });
    assert.deepEqual(chart.yTicks[0], { at: 110, value: 0 });
  });

  test('never has a negative size', () => {
    const { plot } = numericChart(distribution, { width: 10, height: 5 });
    assert.equal(plot.width, 0);
    assert.equal(plot.height, 0);
  });

  test('draws empty samples along the axis', () => {
    const empty = numericChart(
      { ...distribution, reference: [0, 0], current: [0, 0] },
      { width: 256, height: 136 },
    );
    assert.equal(empty.reference, 'M44 110V110H144V110H244V110Z');
  });
});

suite('categoryChart', () => {
  const distribution: CategoricalDistribution = {
    kind: 'categorical',
    categories: ['yes', 'no'],
    reference: [0.5, 0.5],
    current: [1, 0],
    others: 0,
  };

  test('gives each category two bars, the longest over the whole room', () => {
    const { rows, axis, height } = categoryChart(distribution, 400);
    assert.equal(height, 80);
    assert.equal(rows.length, 2);
    const [yes, no] = rows;
    assert.equal(yes?.current.width, 400 - axis - 52);
    assert.equal(yes?.reference.width, (400 - axis - 52) / 2);
    assert.equal(no?.current.width, 0);
    assert.ok(yes && yes.reference.y + yes.reference.height < yes.current.y);
    assert.ok(yes && no && yes.current.y + yes.current.height < no.reference.y);
  });

  test('gives labels no more than a third of the room', () => {
    const long = { ...distribution, categories: ['x'.repeat(200), 'no'] };
    assert.equal(categoryChart(long, 400).axis, 400 * 0.34);
  });

  test('copes with no room at all', () => {
    assert.ok(categoryChart(distribution, 20).rows.every(row => row.current.width >= 0));
  });
});

suite('fill', () => {
  test('puts arguments into their places', () => {
    assert.equal(fill('{1} before {0}', 'a', 2), '2 before a');
  });

  test('leaves places without an argument, and arguments that look like places', () => {
    assert.equal(fill('{0} and {1}', '{1}'), '{1} and {1}');
  });
});
