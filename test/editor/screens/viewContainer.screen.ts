import { equal, match } from 'node:assert/strict';
import { screen } from '../harness/screen.ts';

screen('the view container shows the way in where no cluster is known', {}, async editor => {
  await editor.openContainer('Timonel');
  const sidebar = editor.page.locator('.part.sidebar');
  await sidebar.getByRole('button', { name: 'Start Demo Cluster' }).waitFor();
  match((await sidebar.textContent()) ?? '', /No Kubernetes context was found/);
  equal(await editor.notification().count(), 0);
});
