import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';

const broken = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: Churn_Risk
spec:
  predictor:
    minReplicas: 3
    maxReplicas: 1
    model:
      modelFormat:
        name: sklearn
      storageUrl: s3://models/churn
      resources:
        limits:
          nvidia.com/gpu: 1.5
        requests:
          memory: 4Gb
`;

const files = { 'churn.yaml': broken };

/** Opens the file and waits until it was judged and has its lenses. */
async function openJudged(editor: Editor): Promise<void> {
  await editor.openFile('churn.yaml');
  await editor.page.locator('.squiggly-error').first().waitFor();
  await editor.page.locator('.codelens-decoration').getByText('Follow Logs').waitFor();
}

/** Sets the cursor at a line and column, from 1. */
async function goTo(editor: Editor, line: number, column: number): Promise<void> {
  await editor.quickInput.openPalette();
  await editor.quickInput.answer(`:${line}:${column}`);
  await editor.quickInput.widget.waitFor({ state: 'hidden' });
}

/** A line of the editor by a part of its text. */
function line(editor: Editor, text: string): Locator {
  return editor.page.locator('.view-line').filter({ hasText: text }).first();
}

/** Opens the ways out of the problem under the cursor. The editor opens none while it still asks for them: then once more. */
async function openFixes(editor: Editor, title: string): Promise<void> {
  const wanted = editor.page.locator('.action-widget').getByText(title);
  for (let attempt = 0; attempt < 10; attempt++) {
    await editor.page.keyboard.press('Control+.');
    const isOpen = await wanted.waitFor({ timeout: 6_000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
    await editor.page.keyboard.press('Escape');
  }
  await wanted.waitFor();
}

/** Mends what can be mended at once. The editor drops the answer when the text or its problems change meanwhile: then once more. */
async function fixAll(editor: Editor): Promise<void> {
  const mended = editor.page.locator('.view-line').filter({ hasText: /memory:\s4G$/ });
  for (let attempt = 0; attempt < 8; attempt++) {
    await editor.runCommand('Fix All');
    const isDone = await mended.waitFor({ timeout: 6_000 }).then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
  await mended.waitFor();
}

/** Chooses a way out of the problem under the cursor. */
async function chooseFix(editor: Editor, title: string): Promise<void> {
  await openFixes(editor, title);
  await editor.page.keyboard.press('Enter');
}

for (const theme of ['dark', 'light', 'hc'] as const) {
  screen(
    `the problems of a broken InferenceService stand on its lines (${theme})`,
    { files, theme },
    async editor => {
      await openJudged(editor);
      await editor.runCommand('Problems: Focus on Problems View');
      await editor.page.locator('.markers-panel').getByText('storageUrl').first().waitFor();
      await editor.screenshot(`manifest-problems-${theme}`);
    },
  );
}

screen('every problem of it has a way out', { files }, async editor => {
  await openJudged(editor);
  await goTo(editor, 12, 8);
  await openFixes(editor, 'Rename to storageUri');
  await editor.screenshot('manifest-quick-fix');
  await editor.page.keyboard.press('Enter');
  await line(editor, 'storageUri:').waitFor();
  await fixAll(editor);
  // What has more than one way out, and what others may know by its name, is left to the user.
  await goTo(editor, 4, 10);
  await chooseFix(editor, 'Change to churn-risk');
  await line(editor, 'churn-risk').waitFor();
  await goTo(editor, 8, 18);
  await chooseFix(editor, 'Change to 3');
  await line(editor, 'maxReplicas: 3').waitFor();
  await goTo(editor, 15, 28);
  await chooseFix(editor, 'Write 2');
  await editor.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await editor.screenshot('manifest-fixed');
  assert.match(await editor.visibleText(), /memory: 4G\b/);
});

screen('fields are completed', { files }, async editor => {
  await openJudged(editor);
  await goTo(editor, 8, 19);
  await editor.page.keyboard.press('Enter');
  await editor.typeText('scale');
  await editor.page.keyboard.press('Control+Space');
  const suggestions = editor.page.locator('.suggest-widget.visible');
  await suggestions.getByText('scaleMetric').first().waitFor();
  // The widget keeps its details closed until they are asked for; the key that asks for them closes open ones.
  const details = editor.page.locator('.suggest-details');
  for (let attempt = 0; attempt < 10 && !(await details.isVisible()); attempt++) {
    await editor.page.keyboard.press('Control+Space');
    await details.waitFor({ timeout: 5_000 }).catch(() => undefined);
  }
  await details.waitFor();
  await editor.screenshot('manifest-completion');
  await editor.page.keyboard.press('Enter');
  await line(editor, 'scaleTarget:').waitFor();
});

screen('fields are explained', { files }, async editor => {
  await openJudged(editor);
  await goTo(editor, 10, 10);
  await editor.runCommand('Show or Focus Hover');
  const hover = editor.page.locator('.monaco-hover').filter({ hasText: 'modelFormat' });
  await hover.first().waitFor();
  // It fades in.
  await editor.page.waitForFunction(
    `![...document.querySelectorAll('.monaco-hover')].some(hover =>
      hover.getAnimations({ subtree: true }).some(({ playState }) => playState === 'running'))`,
  );
  await editor.screenshot('manifest-hover');
});

screen('a snippet writes a whole manifest', { files: { 'model.yaml': '\n' } }, async editor => {
  await editor.openFile('model.yaml');
  await editor.typeText('inferenceservice');
  await editor.page.keyboard.press('Control+Space');
  await editor.page.locator('.suggest-widget.visible').getByText('inferenceservice').first().waitFor();
  await editor.page.keyboard.press('Enter');
  await line(editor, 'modelFormat').waitFor();
  await editor.page.locator('.codelens-decoration').getByText('Deploy').waitFor();
  await editor.screenshot('manifest-snippet');
});
