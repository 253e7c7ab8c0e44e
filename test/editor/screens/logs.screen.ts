import type { Editor } from '../harness/editor.ts';
import { screen } from '../harness/screen.ts';

async function followTraining(editor: Editor) {
  await editor.openContainer('Timonel');
  const cluster = editor.tree('Cluster');
  await cluster.expand('timonel-demo', 'Training');
  const panel = editor.tab(/^churn-train/);
  const changing = editor.notification('That row was just changing');
  // The demo moves: a menu can come upon a row in the moment that it is painted anew, and the user chooses again.
  for (let tries = 0; tries < 5 && !(await panel.isVisible()); tries++) {
    await cluster.choose(/^churn-train/, 'Follow Logs');
    await panel.or(changing).first().waitFor();
  }
  const page = editor.webview();
  await page.getByRole('log').getByText(/loss/).first().waitFor();
  return page;
}

for (const theme of ['dark', 'light', 'hc'] as const) {
  screen(`a training log is followed with its curve (${theme})`, { cluster: 'demo', theme }, async editor => {
    const page = await followTraining(editor);
    await page.locator('.uplot canvas').waitFor();
    await page
      .getByRole('status')
      .getByText(/Following/)
      .waitFor();
    await editor.screenshot(`run-${theme}`);
  });
}

screen('a log is filtered, searched, and comes back after a reload', { cluster: 'demo' }, async editor => {
  const page = await followTraining(editor);
  const filter = page.getByRole('textbox', { name: 'Filter' });
  await filter.fill('(unclosed');
  await page.getByText(/missing closing|error parsing/i).waitFor();
  await filter.fill('val_loss');
  await page
    .getByRole('log')
    .getByText(/val_loss/)
    .first()
    .waitFor();
  await page
    .getByRole('log')
    .getByText(/^Epoch/)
    .first()
    .waitFor({ state: 'detached' });
  await page
    .getByRole('log')
    .getByText(/val_loss/)
    .first()
    .waitFor();
  await filter.fill('no line says this');
  await page.getByText('No line matches the filter').waitFor();
  await filter.fill('');
  await page.getByRole('textbox', { name: 'Search' }).fill('loss');
  await page.getByRole('button', { name: 'Next match' }).click();
  await editor.screenshot('run-search');
  await page.locator('details.chart > summary').click();
  await page.locator('details.chart:not([open])').waitFor();
  await editor.runCommand('Developer: Reload Window');
  await editor.webview().getByRole('log').getByText(/loss/).first().waitFor();
  await editor.webview().locator('details.chart:not([open])').waitFor();
});
