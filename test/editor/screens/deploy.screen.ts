import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';

const sample = { cluster: 'demo', folder: 'samples/churn-model' } as const;

async function openPlan(editor: Editor): Promise<void> {
  await editor.runCommand('Timonel: Deploy Project');
  await editor.quickInput.pick('timonel-demo');
  await editor.quickInput.rows.filter({ hasText: 'Show All Differences' }).waitFor();
}

screen(
  'the open project is deployed until its model is ready',
  sample,
  async (editor, { folder, kubeconfig }) => {
    await openPlan(editor);
    assert.match(await textOf(editor.quickInput.widget), /InferenceService churn\/churn-risk/);
    await editor.screenshot('deploy-plan');
    await editor.quickInput.pick('Deployment churn/churn-serving');
    await editor.tab(/Deployment churn\/churn-serving/).waitFor();
    await editor.page.locator('.part.editor .view-line').getByText('tensorflow-serving').first().waitFor();
    await editor.screenshot('deploy-diff');
    await editor.quickInput.pick('Apply 7 changes');
    await editor.notification(/churn-model on timonel-demo/).waitFor();
    await editor.screenshot('deploy-rollout');
    await editor.notification(/churn-model is ready on timonel-demo/).waitFor();
    await editor.screenshot('deploy-ready');
    const model = await ask(
      kubeconfig,
      'GET',
      `${churn('serving.kserve.io/v1beta1')}/inferenceservices/churn-risk`,
    );
    assert.match(JSON.stringify(model), /"manager":"timonel"/);

    await editor.runCommand('Timonel: Deploy Project');
    assert.match(await textOf(editor.quickInput.rows.first()), /as last time/);
    await editor.quickInput.pick('timonel-demo');
    await editor.notification(/nothing had to be applied/).waitFor();

    serveAnotherVersion(folder);
    await editor.runCommand('Notifications: Clear All Notifications');
    await editor.runCommand('Timonel: Deploy Project');
    await editor.quickInput.pick('timonel-demo');
    await editor.quickInput.rows.filter({ hasText: 'Apply 1 change' }).waitFor();
    await editor.quickInput.pick('Deployment churn/churn-serving');
    await editor.page.locator('.part.editor .view-line').getByText('serving:2.20.0').first().waitFor();
    await editor.screenshot('deploy-update');
    await editor.quickInput.pick('Apply 1 change');
    await editor.notification(/churn-model on timonel-demo/).waitFor();
    await editor.notification(/churn-model is ready on timonel-demo/).waitFor();
  },
);

for (const theme of ['light', 'hc'] as const) {
  screen(`the plan and its differences (${theme})`, { ...sample, theme }, async editor => {
    await openPlan(editor);
    await editor.screenshot(`deploy-plan-${theme}`);
    await editor.quickInput.pick('Show All Differences');
    await editor.tab(/Deploy churn-model/).waitFor();
    await editor.page.locator('.part.editor .view-line').getByText('churn').first().waitFor();
    await editor.screenshot(`deploy-all-${theme}`);
  });
}

screen('a conflict names the owner and leaves the choice', sample, async (editor, { kubeconfig }) => {
  await takeFields(kubeconfig);
  await openPlan(editor);
  const step = editor.quickInput.rows.filter({ hasText: 'Deployment churn/churn-serving' });
  assert.match(await textOf(step), /conflict: data-team owns spec\.template\.spec\.containers\[0\]\.image/);
  await editor.screenshot('deploy-conflict-plan');
  await editor.quickInput.pick(/^Apply/);
  await editor.dialog().waitFor();
  assert.match(await textOf(editor.dialog()), /owned by data-team/);
  await editor.screenshot('deploy-conflict');
  await editor.dialog().getByRole('button', { name: 'Keep Theirs' }).click();
  await editor.notification(/churn-model is ready/).waitFor();
  const kept = await ask(kubeconfig, 'GET', `${churn('apps/v1')}/deployments/churn-serving`);
  assert.match(JSON.stringify(kept), /tensorflow\/serving:2\.18\.0/);
});

screen('a bad manifest is marked on its lines', { cluster: 'demo', files: badProject() }, async editor => {
  await openFileAndDeploy(editor);
  await editor.quickInput.rows.filter({ hasText: 'Show Problems' }).waitFor();
  await editor.screenshot('deploy-refused');
  await editor.quickInput.pick('Show Problems');
  const problems = editor.page.locator('.markers-panel');
  await problems
    .getByText(/replicaz/)
    .first()
    .waitFor();
  await editor.screenshot('deploy-problems');
});

screen(
  'a protected context asks first',
  { ...sample, settings: { 'timonel.protectedContexts': ['*-demo'] } },
  async (editor, { kubeconfig }) => {
    await openPlan(editor);
    await editor.quickInput.pick(/^Apply/);
    await editor.dialog().waitFor();
    assert.match(await textOf(editor.dialog()), /timonel-demo is a protected context/);
    await editor.screenshot('deploy-protected');
    await editor.dialog().getByRole('button', { name: 'Cancel' }).click();
    const namespace = await ask(kubeconfig, 'GET', '/api/v1/namespaces/churn');
    assert.equal(namespace['code'], 404);
  },
);

const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

screen('an untrusted workspace deploys nothing', { ...sample, settings: restricted }, async editor => {
  await editor.runCommand('Timonel: Deploy Project');
  await editor
    .notification(/not trusted/)
    .getByRole('button', { name: 'Manage Workspace Trust' })
    .waitFor();
  assert.equal(await editor.quickInput.rows.count(), 0);
});

/** Changes the image that the sample's Deployment serves its model with. */
function serveAnotherVersion(folder: string): void {
  const path = join(folder, 'k8s', 'serving.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('tensorflow/serving:2.19.0', 'tensorflow/serving:2.20.0'),
  );
}

async function textOf(part: Locator): Promise<string> {
  return (await part.textContent()) ?? '';
}

async function openFileAndDeploy(editor: Editor): Promise<void> {
  await editor.openFile('web.yaml');
  await editor.runCommand('Timonel: Deploy Project');
  await editor.quickInput.pick('timonel-demo');
}

function badProject(): Readonly<Record<string, string>> {
  const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: models
spec:
  replicaz: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
`;
  return { 'web.yaml': manifest };
}

const churn = (apiVersion: string) => `/apis/${apiVersion}/namespaces/churn`;

/** Makes another manager the owner of the served image, as somebody with an apply of their own would. */
async function takeFields(kubeconfig: string): Promise<void> {
  const labels = { 'app.kubernetes.io/name': 'churn-serving', 'app.kubernetes.io/part-of': 'churn' };
  const containers = [{ name: 'tensorflow-serving', image: 'tensorflow/serving:2.18.0' }];
  await ask(kubeconfig, 'PATCH', '/api/v1/namespaces/churn', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'churn' },
  });
  await ask(kubeconfig, 'PATCH', `${churn('apps/v1')}/deployments/churn-serving`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'churn-serving', namespace: 'churn' },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'churn-serving' } },
      template: { metadata: { labels }, spec: { containers } },
    },
  });
}

/** Asks the demo cluster directly; what is patched is applied by the manager `data-team`. */
async function ask(
  kubeconfig: string,
  method: 'GET' | 'PATCH',
  path: string,
  object?: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as {
    readonly clusters: readonly [{ readonly cluster: { readonly server: string } }];
    readonly users: readonly [{ readonly user: { readonly token: string } }];
  };
  const manager = method === 'PATCH' ? '?fieldManager=data-team' : '';
  const answer = await fetch(`${config.clusters[0].cluster.server}${path}${manager}`, {
    method,
    headers: {
      authorization: `Bearer ${config.users[0].user.token}`,
      'content-type': 'application/apply-patch+yaml',
    },
    ...(object === undefined ? {} : { body: JSON.stringify(object) }),
  });
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}
