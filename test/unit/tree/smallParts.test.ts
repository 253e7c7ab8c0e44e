import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gpuWord, totalGpuUse } from '../../../src/tree/gpuUse.ts';
import { moment, span, timeOfDay } from '../../../src/tree/moment.ts';
import { byName, byNamespace, compareNames } from '../../../src/tree/nameOrder.ts';
import { parentId, parseSegment, segment } from '../../../src/tree/rowPath.ts';
import { counted, grouped, joined, oneLine, tooltipOf } from '../../../src/tree/rowText.ts';
import { seededRandom } from '../../support/seededRandom.ts';

suite('compareNames', () => {
  test('counts digits as numbers', () => {
    const names = ['node-10', 'node-2', 'node-1a', 'node-1', 'a', '', 'node-02', 'node-9'];
    assert.deepEqual(names.sort(compareNames), [
      '',
      'a',
      'node-1',
      'node-1a',
      'node-02',
      'node-2',
      'node-9',
      'node-10',
    ]);
  });
  test('is a total order', () => {
    const random = seededRandom(3);
    const letter = () => 'ab01'.charAt(Math.floor(random() * 4));
    const name = () => Array.from({ length: Math.floor(random() * 5) }, letter).join('');
    for (let round = 0; round < 5000; round++) {
      const [a, b, c] = [name(), name(), name()];
      assert.equal(compareNames(a, b) === 0, a === b);
      assert.equal(Math.sign(compareNames(a, b)), 0 - Math.sign(compareNames(b, a)));
      if (compareNames(a, b) < 0 && compareNames(b, c) < 0)
        assert.ok(compareNames(a, c) < 0, `${a} ${b} ${c}`);
    }
  });
  test('orders objects by name or by namespace first', () => {
    const a = { uid: '1', namespace: 'z', name: 'a' };
    const b = { uid: '2', namespace: 'y', name: 'b' };
    assert.ok(byName(a, b) < 0);
    assert.ok(byNamespace(a, b) > 0);
    assert.ok(byName(a, { ...a, uid: '3' }) < 0);
  });
});

suite('rowPath', () => {
  test('carries any key there and back', () => {
    for (const key of ['web', 'a/b', 'a:b%', 'ñ 汉', '']) {
      assert.deepEqual(parseSegment(segment('pod', key)), { type: 'pod', key });
      assert.ok(!segment('pod', key).includes('/'));
    }
  });
  test('has no type for what is none of its segments', () => {
    assert.deepEqual(parseSegment('nodes'), { type: '', key: 'nodes' });
    assert.deepEqual(parseSegment('pod:%E0%A4%A'), { type: '', key: 'pod:%E0%A4%A' });
    assert.deepEqual(parseSegment(undefined), { type: '', key: '' });
  });
  test('knows the id above', () => {
    assert.equal(parentId('nodes/node:a'), 'nodes');
    assert.equal(parentId('nodes'), undefined);
  });
});

suite('rowText', () => {
  test('joins what there is', () => {
    assert.equal(joined('a', undefined, false, '', 'b'), 'a · b');
    assert.equal(joined(undefined), undefined);
  });
  test('counts', () => {
    assert.deepEqual(
      [counted(1, 'pod'), counted(0, 'pod'), counted(12_345, 'pod')],
      ['1 pod', '0 pods', '12,345 pods'],
    );
    assert.equal(grouped(1_000_000), '1,000,000');
  });
  test('keeps to one line, and to its length', () => {
    assert.equal(oneLine(' a\n\tb\u202e '), 'a b');
    assert.equal(oneLine('x'.repeat(200), 10), `${'x'.repeat(9)}…`);
  });
  test('leaves empty rows out of tooltips', () => {
    assert.deepEqual(
      tooltipOf('t', [
        ['a', 0],
        ['b', ''],
        ['c', undefined],
      ]).rows,
      [['a', '0']],
    );
  });
});

suite('moment', () => {
  test('writes local time', () => {
    const ms = new Date(2026, 0, 2, 3, 4, 5).getTime();
    assert.equal(timeOfDay(ms), '03:04:05');
    assert.equal(moment(ms), '2026-01-02 03:04:05');
    assert.deepEqual([moment(undefined), moment(0)], [undefined, undefined]);
  });
  test('writes spans in at most two units', () => {
    const [second, minute, hour] = [1000, 60_000, 3_600_000];
    assert.deepEqual(
      [
        0,
        119 * second,
        2 * minute,
        150 * second,
        45 * minute,
        90 * minute,
        11.5 * hour,
        50 * hour,
        240 * hour,
      ].map(span),
      ['0s', '119s', '2m', '2m30s', '45m', '1h30m', '11h', '2d2h', '10d'],
    );
  });
});

suite('gpuUse', () => {
  test('words resource names', () => {
    const names = [
      'nvidia.com/gpu',
      'nvidia.com/gpu.shared',
      'nvidia.com/mig-1g.5gb',
      'amd.com/cpx_nps4',
      'habana.ai/gaudi',
    ];
    assert.deepEqual(names.map(gpuWord), ['GPU', 'GPU shared', 'MIG 1g.5gb', 'cpx_nps4', 'gaudi']);
  });
  test('adds up what has the same name', () => {
    const use = (label: string, taken: number) => ({ label, taken, allocatable: 8 });
    assert.deepEqual(totalGpuUse([use('T4', 1), use('A100', 2), use('T4', 3)]), [
      { label: 'A100', taken: 2, allocatable: 8 },
      { label: 'T4', taken: 4, allocatable: 16 },
    ]);
  });
});
