import { notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scheduleProblem } from '../../../../../src/manifest/rules/core/cronSchedule.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';

suite('scheduleProblem', () => {
  const good = [
    '* * * * *',
    '0 3 * * *',
    '*/15 * * * *',
    '0-30/5 8-18 * * mon-fri',
    '0 0 1,15 jan,JUL ?',
    '5/10 * * * *',
    '  0   0 * * 0 ',
    '0 0 */2 * *',
    ', * * * *',
    '@hourly',
    '@every 1h30m',
    '@every 1.5h',
    'TZ=UTC 0 0 * * *',
    'CRON_TZ=Europe/Madrid @daily',
  ];
  for (const schedule of good)
    test(`takes ${schedule}`, () => strictEqual(scheduleProblem(schedule), undefined));

  const bad: Readonly<Record<string, string>> = {
    '* * * *': 'here are 4',
    '0 0 0 * * *': 'here are 6',
    '60 * * * *': '0 to 59',
    '* 24 * * *': '0 to 23',
    '* * 0 * *': '1 to 31',
    '* * * 13 *': '1 to 12',
    '* * * * 7': '0 to 6',
    '* * * foo *': '"foo" is no month',
    '* * * * mon-fry': '"mon-fry" is no day of the week',
    '10-5 * * * *': 'ends before it begins',
    '*/0 * * * *': 'is no step',
    '*/x * * * *': 'is no step',
    '1/2/3 * * * *': 'too many parts',
    '1-2-3 * * * *': 'too many parts',
    '-1 * * * *': 'is no minute',
    '0 0 L * *': '"L" is no day of the month',
    '@noon': 'is no macro',
    '@every day': 'is no duration',
    '@every': 'is no macro',
  };
  for (const [schedule, words] of Object.entries(bad))
    test(`refuses ${schedule}`, () => {
      const problem = scheduleProblem(schedule);
      notStrictEqual(problem, undefined);
      if (problem !== undefined) ok(wordsOf(problem).includes(words), wordsOf(problem));
    });
});

suite('scheduleProblem with seconds', () => {
  test('reads seconds first, and lets the day of the week be left out', () => {
    strictEqual(scheduleProblem('0 */5 * * * *', { hasSeconds: true }), undefined);
    strictEqual(scheduleProblem('0 */5 * * *', { hasSeconds: true }), undefined);
    const outside = scheduleProblem('61 */5 * * * *', { hasSeconds: true });
    strictEqual(outside && wordsOf(outside), '"61" is outside of 0 to 59, which the second can be.');
    strictEqual(scheduleProblem('* * * *', { hasSeconds: true })?.values[0], '4');
  });
});
