import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseTest, givesPValue, hasDrifted, thresholdOf } from '../../../src/drift/driftTest.ts';
import { judge } from '../../../src/drift/verdict.ts';

suite('chooseTest', () => {
  const rows = [
    ['numeric', 1000, 6, 'ks'],
    ['numeric', 1001, 6, 'wasserstein'],
    ['numeric', 1000, 5, 'chisquare'],
    ['numeric', 1000, 2, 'z'],
    ['numeric', 1001, 5, 'jensenshannon'],
    ['categorical', 1000, 30, 'chisquare'],
    ['categorical', 1000, 2, 'z'],
    ['categorical', 1000, 1, 'z'],
    ['categorical', 1001, 2, 'jensenshannon'],
    ['categorical', 1001, 30, 'jensenshannon'],
  ] as const;

  for (const [kind, referenceSize, distinct, expected] of rows) {
    test(`takes ${expected} for ${distinct} ${kind} values in a reference of ${referenceSize}`, () => {
      assert.equal(chooseTest({ kind, referenceSize, distinct }), expected);
    });
  }
});

suite('hasDrifted', () => {
  test('takes small p-values for drift', () => {
    assert.equal(hasDrifted('chisquare', 0.049), true);
    assert.equal(hasDrifted('chisquare', 0.05), false);
    assert.equal(hasDrifted('z', 0.05), false);
    assert.equal(hasDrifted('ks', 0.05), true);
    assert.equal(hasDrifted('ks', 0.051), false);
  });

  test('takes large distances for drift', () => {
    assert.equal(hasDrifted('wasserstein', 0.1), true);
    assert.equal(hasDrifted('jensenshannon', 0.0999), false);
  });

  test('has 0.05 for p-values and 0.1 for distances', () => {
    assert.deepEqual((['ks', 'z', 'chisquare'] as const).map(thresholdOf), [0.05, 0.05, 0.05]);
    assert.deepEqual((['wasserstein', 'jensenshannon'] as const).map(thresholdOf), [0.1, 0.1]);
    assert.equal(givesPValue('ks'), true);
    assert.equal(givesPValue('wasserstein'), false);
  });
});

suite('judge', () => {
  const subject = { name: 'x', kind: 'categorical', n: [3, 4], missing: [0, 1] } as const;

  test('gives the verdict its documented order', () => {
    const verdict = judge(subject, 'jensenshannon', {
      statistics: { totalVariation: 0.2, jensenShannon: 0.3, psi: 0.1 },
    });
    assert.equal(
      JSON.stringify(verdict),
      '{"name":"x","kind":"categorical","test":"jensenshannon","score":0.3,"pValue":null,"threshold":0.1,' +
        '"drifted":true,"n":[3,4],"missing":[0,1],"statistics":{"psi":0.1,"jensenShannon":0.3,"totalVariation":0.2}}',
    );
  });

  test('leaves out what is not finite', () => {
    const statistics = { chiSquare: Number.POSITIVE_INFINITY, chiSquarePValue: 0 };
    const verdict = judge(subject, 'chisquare', { statistics });
    assert.deepEqual(verdict.statistics, { chiSquarePValue: 0 });
    assert.equal(verdict.pValue, 0);
    assert.equal(verdict.drifted, true);
  });

  test('takes the p-value of the z test from beside the statistics', () => {
    assert.equal(judge(subject, 'z', { statistics: {}, zPValue: 0.2 }).score, 0.2);
  });
});
