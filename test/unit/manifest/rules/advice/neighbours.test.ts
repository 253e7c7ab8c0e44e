import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clusterFacts, known } from '../../../../support/surroundings.ts';
import { deployment, job } from './cases.ts';
import { mendedBy, wordsOfRule } from './judging.ts';

const queue = (name: string, namespace: string) => known(`kueue.x-k8s.io/LocalQueue ${name}`, { namespace });
const around = (...objects: readonly ReturnType<typeof known>[]) => ({ cluster: clusterFacts({ objects }) });

suite('advice on queues', () => {
  const rule = 'advice/no-queue';
  test('speaks where the namespace has a queue', () => {
    deepStrictEqual(wordsOfRule(rule, job(), around(queue('ml', 'default'))), [
      'hint: Its namespace has the queue ml, but this Job is not put into one.',
    ]);
    deepStrictEqual(wordsOfRule(rule, job(), around(queue('ml', 'other'))), []);
    deepStrictEqual(wordsOfRule(rule, job()), []);
  });
  test('leaves jobs to a default queue', () =>
    deepStrictEqual(
      wordsOfRule(rule, job(), around(queue('ml', 'default'), queue('default', 'default'))),
      [],
    ));
  test('puts the job into the queue', () => {
    const world = around(queue('ml', 'default'));
    const mended = mendedBy(rule, job(), world);
    strictEqual(
      mended,
      job().replace('  name: train\n', '  name: train\n  labels:\n    kueue.x-k8s.io/queue-name: ml\n'),
    );
    deepStrictEqual(wordsOfRule(rule, mended, world), []);
  });
  test('leaves what is no job alone', () =>
    deepStrictEqual(wordsOfRule(rule, deployment(), around(queue('ml', 'default'))), []));
});

suite('advice on disruption budgets', () => {
  const rule = 'advice/no-disruption-budget';
  const service = known('/Service serve', { selects: { app: 'serve' } });
  const complete = [{ kind: 'policy/PodDisruptionBudget', namespaces: 'all' as const }];
  const cluster = (...budgets: readonly ReturnType<typeof known>[]) => ({
    cluster: clusterFacts({ objects: [service, ...budgets], complete }),
  });
  const text = deployment([], ['replicas: 3']);
  test('speaks of replicas that serve without one', () => {
    deepStrictEqual(wordsOfRule(rule, text, cluster()), [
      'hint: A drain may take all 3 replicas at once; a disruption budget keeps some.',
    ]);
    deepStrictEqual(wordsOfRule(rule, deployment([], ['replicas: 1']), cluster()), []);
    deepStrictEqual(wordsOfRule(rule, text), []);
  });
  test('is silent where one is known, or known too little of', () => {
    const budget = 'policy/PodDisruptionBudget serve';
    deepStrictEqual(wordsOfRule(rule, text, cluster(known(budget, { selects: { app: 'serve' } }))), []);
    deepStrictEqual(wordsOfRule(rule, text, cluster(known(budget))), []);
    strictEqual(wordsOfRule(rule, text, cluster(known(budget, { selects: { app: 'other' } }))).length, 1);
  });
  test('adds one as a document of its own', () => {
    const mended = mendedBy(rule, text, cluster());
    strictEqual(
      mended,
      `${text}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: serve\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: serve\n`,
    );
    deepStrictEqual(wordsOfRule(rule, mended, cluster()), []);
  });
});
