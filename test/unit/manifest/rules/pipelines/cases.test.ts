import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pipelineRuleSets } from '../../../../../src/manifest/rules/pipelines/table.ts';
import { callCases, variableCases } from './argoCallCases.ts';
import { dagCases } from './argoDagCases.ts';
import { portCases, templateCases } from './argoTemplateCases.ts';
import { cronCases, limitCases, workflowCases } from './argoWorkflowCases.ts';
import { rulesOf, testCases } from './judging.ts';
import { pipelineCases, scheduleCases } from './kubeflowCases.ts';
import { sparkCases } from './sparkCases.ts';

const tables = {
  'what a template runs': templateCases,
  'what a template takes and gives': portCases,
  'steps and tasks': callCases,
  'variables of a workflow': variableCases,
  'the graph of tasks': dagCases,
  'locks, memories and retries': limitCases,
  'a workflow as a whole': workflowCases,
  'a workflow that recurs': cronCases,
  'a compiled pipeline': pipelineCases,
  'a recurring run': scheduleCases,
  'a Spark application': sparkCases,
};

for (const [name, cases] of Object.entries(tables)) suite(name, () => testCases(cases));

suite('the rules of pipelines', () => {
  test('are all broken by some case', () => {
    const broken = new Set(Object.values(tables).flatMap(cases => [...rulesOf(cases)]));
    const all = pipelineRuleSets.flatMap(set => set.facts.map(fact => fact.id));
    assert.deepEqual(
      all.filter(id => !broken.has(id)),
      [],
    );
  });
});
