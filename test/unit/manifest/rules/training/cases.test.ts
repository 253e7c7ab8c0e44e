import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { trainingRuleSets } from '../../../../../src/manifest/rules/training/table.ts';
import { rulesOf, testCases } from '../pipelines/judging.ts';
import { experimentCases } from './experimentCases.ts';
import { mpiCases, operatorCases, trainerCases } from './jobCases.ts';
import { jobSetCases, kueueCases, leaderWorkerSetCases } from './queueCases.ts';
import { clusterCases, rayJobCases, rayServiceCases } from './rayCases.ts';
import { kaitoCases, notebookCases, volcanoCases } from './volcanoCases.ts';

const tables = {
  'jobs of the training operator': operatorCases,
  'MPI jobs': mpiCases,
  'jobs and runtimes of Trainer': trainerCases,
  'experiments of Katib': experimentCases,
  'Ray clusters': clusterCases,
  'Ray jobs': rayJobCases,
  'Ray services': rayServiceCases,
  'queues of Kueue': kueueCases,
  'sets of jobs': jobSetCases,
  'leaders and workers': leaderWorkerSetCases,
  'jobs and queues of Volcano': volcanoCases,
  'workspaces of KAITO': kaitoCases,
  notebooks: notebookCases,
};

for (const [name, cases] of Object.entries(tables)) suite(name, () => testCases(cases));

suite('the rules of training', () => {
  test('are all broken by some case', () => {
    const broken = new Set(Object.values(tables).flatMap(cases => [...rulesOf(cases)]));
    const all = trainingRuleSets.flatMap(set => set.facts.map(fact => fact.id));
    assert.deepEqual(
      all.filter(id => !broken.has(id)),
      [],
    );
  });
});
