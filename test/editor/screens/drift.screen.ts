import assert from 'node:assert/strict';
import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';

// Revealing the opened file would take the selection away from the second one.
const settings = { 'explorer.autoReveal': false };
const sample = { folder: 'samples/churn-model', settings } as const;

/** Selects both sample tables in the explorer and runs the command from their menu. */
async function showDrift(editor: Editor): Promise<void> {
  const explorer = editor.tree(/Explorer/);
  await explorer.expand('data');
  await explorer.item('current.csv').click();
  await editor.tab('current.csv').waitFor();
  await explorer.item('reference.csv').click({ modifiers: ['ControlOrMeta'] });
  await editor.page.locator('.part.sidebar .monaco-list-row.selected').nth(1).waitFor();
  await chooseShowDrift(editor, 'reference.csv');
  await editor.tab('Drift: current.csv').waitFor();
  await editor.webview().getByRole('heading', { name: '2 of 10 features drifted' }).waitFor();
}

function chooseShowDrift(editor: Editor, file: string): Promise<void> {
  return editor.tree(/Explorer/).choose(file, 'Show Drift');
}

screen('two tables chosen in the explorer show their drift', sample, async editor => {
  await showDrift(editor);
  const page = editor.webview();
  const features = page.getByRole('table', { name: 'Features, the most drifted first' });
  const names = await features.locator('button.name').allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ['monthly_charges', 'contract']);
  await page.getByText('Wasserstein distance, normed: 0.6059, at or above 0.1.').waitFor();
  await page.getByText('2,400 → 1,800').waitFor();
  await page.getByRole('img', { name: 'Distribution of monthly_charges' }).waitFor();
  await editor.screenshot('drift-dark');

  await features.getByRole('button', { name: 'contract' }).click();
  await page.getByText('Jensen–Shannon distance: 0.1654, at or above 0.1.').waitFor();
  await editor.screenshot('drift-category');
  await editor.page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'churned' }).waitFor();
  await page.getByText('The chart as a table').click();
  await page.getByRole('columnheader', { name: 'Category' }).waitFor();
  await features.getByRole('button', { name: 'Feature' }).click();
  assert.equal((await features.locator('button.name').allInnerTexts())[0], 'churned');
});

screen('the drift panel follows the theme and survives a reload of the window', sample, async editor => {
  await showDrift(editor);
  await editor.webview().getByRole('button', { name: 'contract' }).click();
  await editor.setTheme('light');
  await editor.webview().locator('body.vscode-light').waitFor();
  await editor.screenshot('drift-light');
  await editor.setTheme('hc');
  await editor.webview().locator('body.vscode-high-contrast').waitFor();
  await editor.screenshot('drift-hc');
  await editor.runCommand('Developer: Reload Window');
  await editor.tab('Drift: current.csv').waitFor();
  await editor.webview().getByRole('heading', { name: 'contract' }).waitFor();
});

screen(
  'a table that cannot be read is explained, with the way out',
  { ...sample, files: { 'data/broken.csv': 'age,name\n31,Ann\n42\n' } },
  async editor => {
    const explorer = editor.tree(/Explorer/);
    await explorer.expand('data');
    await chooseShowDrift(editor, 'broken.csv');
    await editor.quickInput.pick('reference.csv');
    const page = editor.webview();
    await page.getByText('broken.csv: row 3 has 1 field; the header has 2').waitFor();
    await page.getByRole('button', { name: 'Choose Tables…' }).waitFor();
    await editor.screenshot('drift-broken');
  },
);
