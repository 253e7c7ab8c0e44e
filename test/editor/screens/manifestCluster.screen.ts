import assert from 'node:assert/strict';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';

const trainer = `apiVersion: batch/v1
kind: Job
metadata:
  name: train-churn
  namespace: training
spec:
  backoffLimit: 2
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      tolerations:
        - key: nvidia.com/gpu
          operator: Exists
      containers:
        - name: trainer
          image: pytorch/pytorch:2.9.0
          command: [python, train.py]
          envFrom:
            - configMapRef:
                name: churn-setings
          resources:
            limits:
              nvidia.com/gpu: 32
`;

const refused = `apiVersion: v1
kind: ConfigMap
metadata:
  name: features
  namespace: training
data:
  window: 7d
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: features
  namespace: nowhere
spec:
  selector:
    matchLabels: { app: features }
  template:
    metadata:
      labels: { app: features }
    spec:
      containers:
        - name: web
          image: nginx:1.29
`;

/** Has the current context connected by the dry run's own question. */
async function checkOnServer(editor: Editor): Promise<void> {
  await editor.runCommand('Timonel: Check on the Server (Dry Run)');
  await editor.dialog().getByRole('button', { name: 'Connect' }).click();
}

for (const theme of ['dark', 'light', 'hc'] as const) {
  screen(
    `a connected cluster says what it has no room for and what is not there (${theme})`,
    { cluster: 'demo', files: { 'train.yaml': trainer }, theme },
    async editor => {
      await editor.openFile('train.yaml');
      await editor.page.locator('.codelens-decoration').getByText('Follow Logs').waitFor();
      await checkOnServer(editor);
      await editor.notification(/timonel-demo takes Job training\/train-churn/).waitFor();
      await editor.runCommand('Problems: Focus on Problems View');
      const problems = editor.page.locator('.markers-panel');
      await problems
        .getByText(/nvidia\.com\/gpu/)
        .first()
        .waitFor();
      await problems
        .getByText(/churn-setings/)
        .first()
        .waitFor();
      await editor.runCommand('Notifications: Clear All Notifications');
      await editor.screenshot(`manifest-cluster-${theme}`);
    },
  );
}

screen(
  'the answers of a dry run stand on the lines',
  { cluster: 'demo', files: { 'features.yaml': refused } },
  async editor => {
    await editor.openFile('features.yaml');
    await editor.page.locator('.codelens-decoration').getByText('Follow Logs').waitFor();
    await checkOnServer(editor);
    await editor.notification(/takes 1 of 2 objects of features\.yaml/).waitFor();
    await editor.answer(/takes 1 of 2 objects/, 'Show Problems');
    const problems = editor.page.locator('.markers-panel');
    await problems
      .getByText(/namespaces "nowhere" not found/)
      .first()
      .waitFor();
    await editor.screenshot('manifest-dry-run');
  },
);

screen(
  'a document is compared with the cluster by its lens',
  { cluster: 'demo', files: { 'features.yaml': refused } },
  async editor => {
    await editor.openFile('features.yaml');
    await editor.page.locator('.codelens-decoration').getByText('Diff').first().click();
    await editor.quickInput.pick('timonel-demo');
    await editor.tab(/ConfigMap training\/features/).waitFor();
    await editor.screenshot('manifest-diff');
    const text = await editor.visibleText();
    assert.match(text, /window: 7d/);
  },
);
