import assert from 'node:assert/strict';
import { screen } from '../harness/screen.ts';

screen('an empty file is offered snippets while one types', { files: { 'new.yaml': '' } }, async editor => {
  await editor.openFile('new.yaml');
  await editor.page.locator('.monaco-editor .view-lines').first().click();
  await editor.typeText('trainjob');
  const suggestions = editor.page.locator('.suggest-widget.visible');
  await suggestions.getByText('trainjob').first().waitFor();
  await editor.screenshot('snippet-offered');
  await editor.page.keyboard.press('Enter');
  await editor.page.locator('.view-line').filter({ hasText: 'runtimeRef' }).first().waitFor();
  assert.match(await editor.visibleText(), /kind:\s+TrainJob/);
});

const rule = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: drift
spec:
  groups:
    - name: drift
      rules:
        - alert: Drift
          expr: |
            sum by (model) (rate(drift_total{model="churn"}[5m])) > 0.3
          annotations:
            summary: "{{ $labels.model }} drifts by {{ $value | humanize }}"
`;

screen(
  'queries and expressions have colours of their own',
  { files: { 'rule.yaml': rule } },
  async editor => {
    await editor.openFile('rule.yaml');
    const coloured = (text: string) =>
      editor.page
        .locator('.view-line span[class^=mtk]')
        .filter({ hasText: new RegExp(`^${text}$`) })
        .first();
    await coloured('rate').waitFor();
    const colours = () =>
      Promise.all(
        ['alert', 'sum', 'drift_total', '5m', 'humanize'].map(text => coloured(text).getAttribute('class')),
      );
    // Colours come line by line, some while after the text.
    let seen = await colours();
    for (let attempt = 0; attempt < 60 && new Set(seen).size < 4; attempt++) {
      await editor.page.waitForTimeout(1_000);
      seen = await colours();
    }
    assert.ok(new Set(seen).size >= 4, seen.join(' '));
    await editor.screenshot('grammar-in-yaml');
  },
);
