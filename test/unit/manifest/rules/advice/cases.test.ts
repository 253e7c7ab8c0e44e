import { deepStrictEqual, doesNotMatch, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import { type AdviceCase, deployment, job, podCases, runCases, servingCases } from './cases.ts';
import { adviceIds, adviceOf, allProblems, mendedBy, wordsOfRule } from './judging.ts';

function holds({ rule, told, words, silent, isMended }: AdviceCase): void {
  deepStrictEqual(wordsOfRule(rule, told), [words]);
  for (const text of silent) deepStrictEqual(wordsOfRule(rule, text), [], text);
  if (!isMended) return;
  const mended = mendedBy(rule, told);
  deepStrictEqual(wordsOfRule(rule, mended), [], mended);
  const errors = (text: string) => allProblems(text).filter(({ severity }) => severity === 'error').length;
  strictEqual(errors(mended), errors(told), mended);
}

for (const [what, cases] of [
  ['pods', podCases],
  ['runs', runCases],
  ['serving', servingCases],
] as const)
  suite(`advice on ${what}`, () => {
    for (const one of cases) test(one.rule, () => holds(one));
  });

suite('advice', () => {
  test('has a case for every rule', () => {
    const tried = [...podCases, ...runCases, ...servingCases].map(({ rule }) => rule);
    const beside = ['advice/no-queue', 'advice/no-disruption-budget'];
    deepStrictEqual([...tried, ...beside].toSorted(), adviceIds.toSorted());
  });
  test('is hints, and information where something is wrong already', () => {
    const loud = allProblems(job(['resources: {limits: {nvidia.com/gpu: 1}}']))
      .filter(({ rule }) => rule.startsWith('advice/'))
      .filter(({ severity }) => severity === 'error' || severity === 'warning');
    deepStrictEqual(loud, []);
  });
  test('never shows a secret', () => {
    const text = deployment(['env:', '  - name: DB_PASSWORD', '    value: hunter2']);
    const [problem] = adviceOf('advice/secret-in-environment', text);
    const fixes = problem?.fixes?.() ?? [];
    const words = [problem?.message, ...fixes.map(({ title }) => title)].map(
      message => message && wordsOf(message),
    );
    doesNotMatch(words.join(' '), /hunter2/);
    doesNotMatch(JSON.stringify(fixes.map(({ edits }) => edits)), /hunter2/);
  });
  test('tells every secret, and of other matters the first', () => {
    const text = deployment([
      'env:',
      '  - name: DB_PASSWORD',
      '    value: hunter2',
      '  - name: API_TOKEN',
      '    value: hunter3',
    ]);
    strictEqual(wordsOfRule('advice/secret-in-environment', text).length, 2);
    const two = `${deployment()}        - name: side\n          image: registry.example/side:1\n`;
    deepStrictEqual(wordsOfRule('advice/no-resources', two), [
      'hint: The container main and 1 more say neither how much cpu nor how much memory they need.',
    ]);
  });
  test('leaves containers of patches alone, which have no image', () => {
    const patch = deployment(['ports:', '  - containerPort: 8080']).replace(/ *image: .*\n/, '');
    const told = allProblems(patch).filter(({ rule }) => rule.startsWith('advice/'));
    deepStrictEqual(
      told.map(({ rule }) => rule),
      [],
    );
  });
  test('writes a readiness probe', () =>
    strictEqual(
      mendedBy('advice/no-readiness-probe', deployment(['ports:', '  - containerPort: 8080'])),
      deployment([
        'ports:',
        '  - containerPort: 8080',
        'readinessProbe:',
        '  tcpSocket:',
        '    port: 8080',
        '  periodSeconds: 10',
      ]),
    ));
});
