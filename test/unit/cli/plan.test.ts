import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { run } from '../../../src/cli/plan.ts';
import type { PlanJson } from '../../../src/deploy/planText.ts';
import { root } from '../../support/sources.ts';
import { Terminal } from '../../support/terminal.ts';

const sample = join(root, 'samples/churn-model');

suite('timonel plan', () => {
  test('prints the steps of the sample project', async () => {
    const terminal = new Terminal();
    strictEqual(await run([`${sample}/`], terminal), 0);
    deepStrictEqual(
      terminal.printed
        .split('\n')
        .slice(0, 7)
        .map(line => line.split(/\s{2,}/).at(-2)),
      [
        'Namespace churn',
        'ConfigMap churn/churn-model-config',
        'Service churn/churn-serving',
        'Deployment churn/churn-serving',
        'Job churn/churn-training',
        'HorizontalPodAutoscaler churn/churn-serving',
        'InferenceService churn/churn-risk',
      ],
    );
  });

  test('prints JSON', async () => {
    const terminal = new Terminal({
      files: { 'k8s/a.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n' },
    });
    strictEqual(await run(['k8s/a.yaml', '--format', 'json', '-n', 'ml'], terminal), 0);
    const plan = JSON.parse(terminal.printed) as PlanJson;
    deepStrictEqual(
      plan.steps.map(({ kind, namespace, name, file }) => [kind, namespace, name, file]),
      [['Secret', 'ml', 'a', 'a.yaml']],
    );
  });

  test('ends with 1 for a plan with problems, and places them', async () => {
    const terminal = new Terminal({ files: { 'a.yaml': 'kind: Pod\nmetadata: {name: a}\n' } });
    strictEqual(await run(['a.yaml'], terminal), 1);
    match(terminal.printed, /a\.yaml:1:1: `apiVersion` is missing/);
  });

  test('ends with 2 when it cannot run, and says why', async () => {
    for (const [args, words] of [
      [[], /name one folder/],
      [['a', 'b'], /name one folder/],
      [['a', '--format', 'xml'], /no such format: xml/],
      [['a', '--frmat', 'json'], /frmat/],
      [[join(root, 'nowhere')], /nowhere/],
    ] as const) {
      const terminal = new Terminal();
      strictEqual(await run(args, terminal), 2);
      match(terminal.complaints, words);
      strictEqual(terminal.printed, '');
    }
  });

  test('explains itself', async () => {
    const terminal = new Terminal();
    strictEqual(await run(['--help'], terminal), 0);
    match(terminal.printed, /usage: timonel plan DIR/);
  });
});
