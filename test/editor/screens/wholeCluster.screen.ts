import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ApiClient } from '../../control-plane/apiClient.ts';
import { goIsMissing } from '../../control-plane/build.ts';
import { startControlPlane } from '../../control-plane/start.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { projectRoot } from '../harness/edition.ts';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';
import { kserveRecording, playKserve } from '../realCluster/playKserve.ts';

const journey = 'a person deploys, watches, follows and compares on a real control plane';
const context = 'timonel-test';
const withoutGo = spawnSync('go', ['version']).status === 0 ? false : goIsMissing;
const skip = withoutGo || withoutCorpus('crds') || withoutCorpus(kserveRecording);

if (skip) test(journey, { skip }, () => undefined);
else await declareJourney();

async function declareJourney(): Promise<void> {
  const plane = await startControlPlane({
    nodes: 3,
    gpusPerNode: 8,
    crds: join(projectRoot, '../shared/corpus/crds'),
    crdGroups: ['serving.kserve.io'],
    onProgress: line => console.error(line),
  });
  after(() => plane.stop());
  const client = await ApiClient.of(plane.kubeconfig);
  const options = {
    cluster: { kubeconfig: plane.kubeconfig },
    folder: 'samples/churn-model',
    // Revealing the opened file would take the selection away from the second one.
    settings: { 'explorer.autoReveal': false },
  };
  screen(journey, options, async editor => {
    await seeNodes(editor);
    const kserve = playKserve(client, { namespace: 'churn', name: 'churn-risk' });
    await Promise.all([deploySample(editor), kserve]);
    await seeModel(editor);
    await followTraining(editor);
    await compareTables(editor);
  });
}

async function seeNodes(editor: Editor): Promise<void> {
  await editor.openContainer('Timonel');
  const cluster = editor.tree('Cluster');
  await cluster.expand(context, 'Nodes');
  // Of three nodes, the last but one is cut by MIG and the last one is shared.
  await cluster.item(/node-001.*0\/8/).waitFor();
  await cluster.item(/node-002.*1g\.10gb/).waitFor();
  await editor.screenshot('real-nodes');
}

async function deploySample(editor: Editor): Promise<void> {
  await editor.runCommand('Timonel: Deploy Project');
  await editor.quickInput.pick(context);
  await editor.quickInput.rows.filter({ hasText: 'Show All Differences' }).waitFor();
  await editor.screenshot('real-plan');
  await editor.quickInput.pick('Apply 7 changes');
  await editor.notification(`churn-model on ${context}`).waitFor();
  await editor.notification(`churn-model is ready on ${context}`).waitFor();
  await editor.screenshot('real-ready');
}

async function seeModel(editor: Editor): Promise<void> {
  const cluster = editor.tree('Cluster');
  await cluster.expand('Models');
  await cluster.item(/churn-risk.*Ready.*1\/1 ready.*KServe/).waitFor();
  await cluster.item(/churn-serving.*Ready/).waitFor();
  await editor.screenshot('real-model');
}

async function followTraining(editor: Editor): Promise<void> {
  const cluster = editor.tree('Cluster');
  await cluster.expand('Training');
  await cluster.choose(/^churn-training/, 'Follow Logs');
  const page = editor.webview();
  await page.getByRole('log').getByText(/loss/).first().waitFor();
  await page.locator('.uplot canvas').waitFor();
  await editor.screenshot('real-run');
}

async function compareTables(editor: Editor): Promise<void> {
  await editor.openContainer('Explorer');
  const explorer = editor.tree(/Explorer/);
  await explorer.expand('data');
  await explorer.item('current.csv').click();
  await editor.tab('current.csv').waitFor();
  await explorer.item('reference.csv').click({ modifiers: ['ControlOrMeta'] });
  await editor.page.locator('.part.sidebar .monaco-list-row.selected').nth(1).waitFor();
  await explorer.choose('reference.csv', 'Show Drift');
  await editor.tab('Drift: current.csv').waitFor();
  const page = editor.webview();
  await page.getByRole('heading', { name: '2 of 10 features drifted' }).waitFor();
  const names = await page.getByRole('table').locator('button.name').allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ['monthly_charges', 'contract']);
  await editor.screenshot('real-drift');
}
