import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { escapeMarkdown, tooltipMarkdown } from '../../../src/editor/tree/tooltipMarkdown.ts';

suite('tooltipMarkdown', () => {
  test('makes a table under a heading', () => {
    const text = tooltipMarkdown({ title: 'Pod', rows: [['Node', 'gpu1']] });
    assert.equal(text, '**Pod**\n\n| | |\n|:--|:--|\n| Node | gpu1 |');
  });

  test('leaves out a table without rows', () => {
    assert.equal(tooltipMarkdown({ title: 'Pod', rows: [] }), '**Pod**');
  });
});

suite('escapeMarkdown', () => {
  const hostile = [
    '[click](command:workbench.action.terminal.new)',
    '<img src=x onerror=alert(1)>',
    '`code` **bold** | cell',
    'https://evil.example/?a=b www.evil.example',
    '$(trash) &lt; :smile:',
    '\u001b[31mred\u0007\n\n# heading',
  ];
  for (const text of hostile) {
    test(`takes the power from ${JSON.stringify(text)}`, () => {
      assert.doesNotMatch(escapeMarkdown(text).replaceAll(/&#\d+;/g, ''), /[^\p{L}\p{N} ]/u);
    });
  }

  test('keeps letters of every script', () => {
    assert.equal(escapeMarkdown('modèle 模型'), 'modèle 模型');
  });

  test('cuts endless texts', () => {
    assert.ok(escapeMarkdown('x'.repeat(100_000)).length < 1000);
  });
});
