import assert from 'node:assert/strict';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';
import type { Tree } from '../harness/tree.ts';

async function openModels(editor: Editor): Promise<Tree> {
  await editor.openContainer('Timonel');
  const cluster = editor.tree('Cluster');
  await cluster.expand('timonel-demo', 'Models', 'churn');
  await cluster
    .item(/^churn-\w+-\w+/)
    .first()
    .waitFor();
  return cluster;
}

/** The name of the first pod of the model that the tree shows. */
async function firstPod(cluster: Tree): Promise<string> {
  const row = (await cluster.rows()).find(text => /^churn-\w+-\w+/.test(text));
  return /^churn-\w+-[a-z0-9]{5}/.exec(row ?? '')?.[0] ?? '';
}

for (const theme of ['dark', 'light', 'hc'] as const) {
  screen(`a pod is shown as YAML and described (${theme})`, { cluster: 'demo', theme }, async editor => {
    const cluster = await openModels(editor);
    const pod = await firstPod(cluster);
    await cluster.choose(pod, 'View YAML');
    await editor.tab(`${pod}.yaml`).waitFor();
    const text = editor.page.locator('.monaco-editor .view-lines').first();
    await text.getByText('apiVersion').first().waitFor();
    assert.doesNotMatch(await editor.visibleText(), /managedFields/);
    await editor.screenshot(`object-yaml-${theme}`);
    await cluster.choose(pod, 'Describe');
    await editor.tab(`${pod}.describe.txt`).waitFor();
    await editor.page.locator('.monaco-editor .view-lines').getByText('Namespace').first().waitFor();
    await editor.screenshot(`object-describe-${theme}`);
  });
}

screen(
  'a pod is deleted after a question, and another takes its place',
  { cluster: 'demo' },
  async editor => {
    const cluster = await openModels(editor);
    const pod = await firstPod(cluster);
    await cluster.choose(pod, 'Delete…');
    const dialog = editor.dialog();
    await dialog.getByText(pod).first().waitFor();
    await editor.screenshot('object-delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await cluster.item(pod).waitFor({ state: 'detached' });
    await cluster
      .item(/^churn-\w+-\w+/)
      .first()
      .waitFor();
  },
);

screen('without a context the view offers the demo cluster', { cluster: 'none' }, async editor => {
  await editor.openContainer('Timonel');
  const start = editor.page.getByRole('button', { name: 'Start Demo Cluster' });
  await start.waitFor();
  await editor.screenshot('welcome');
  await start.click();
  const cluster = editor.tree('Cluster');
  await cluster.expand('timonel-demo', 'Nodes');
  await cluster.item('gpu-a100-0').waitFor();
  await editor.runCommand('Timonel: Stop Demo Cluster');
  await cluster.item('timonel-demo').waitFor({ state: 'detached' });
});

screen('a context is limited to chosen namespaces', { cluster: 'demo' }, async editor => {
  await editor.openContainer('Timonel');
  const cluster = editor.tree('Cluster');
  await cluster.expand('timonel-demo', 'Workloads');
  await cluster.item('kube-system').waitFor();
  await cluster.press('timonel-demo', 'Choose Namespaces…');
  await editor.quickInput.pickAll(['models']);
  await cluster.item('kube-system').waitFor({ state: 'detached' });
  await editor.screenshot('namespaces');
});
