import assert from 'node:assert/strict';
import { screen } from '../harness/screen.ts';

const themes = ['dark', 'light', 'hc'] as const;

for (const theme of themes) {
  screen(`the tree shows the demo cluster (${theme})`, { cluster: 'demo', theme }, async editor => {
    await editor.openContainer('Timonel');
    const cluster = editor.tree('Cluster');
    await cluster.expand('timonel-demo', 'Nodes', 'gpu-a100-0');
    await cluster.expand('timonel-demo', 'Models');
    await editor.screenshot(`tree-${theme}`);
    assert.ok((await cluster.rows()).length > 10);
  });
}
