import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver/node';
import type { SnippetSource } from '../../src/manifest/protocol.ts';
import { aLanguageServer } from '../support/languageServer.ts';
import { allSnippets, expansions } from '../support/snippets.ts';

const folder = fileURLToPath(new URL('../../snippets', import.meta.url));

/** What is offered at the end of a text. */
async function offered(text: string, snippets?: SnippetSource): Promise<readonly CompletionItem[]> {
  await using server = await aLanguageServer(snippets === undefined ? {} : { snippets });
  const uri = 'file:///work/new.yaml';
  await server.open(uri, text);
  const lines = text.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const list = await server.client.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  return list.items;
}

function labelled(items: readonly CompletionItem[], label: string): readonly CompletionItem[] {
  return items.filter(item => item.label.toLowerCase() === label);
}

suite('snippets over the protocol', () => {
  test('are offered on an empty document, every one', async () => {
    const items = await offered('', { folder, areInEditor: false });
    const snippets = items.filter(({ kind }) => kind === CompletionItemKind.Snippet);
    deepStrictEqual(
      snippets.map(({ label }) => label).sort(),
      allSnippets()
        .map(({ prefixes }) => prefixes[0] ?? '')
        .sort(),
    );
    const [workflow] = labelled(items, 'workflow');
    ok(workflow?.textEdit?.newText.startsWith('apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n'));
  });

  test('are offered for one more document of a file, and where a word is begun', async () => {
    const first = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n';
    const items = await offered(`${first}trainj`, { folder, areInEditor: false });
    const [job] = labelled(items, 'trainjob');
    ok(job?.textEdit && 'range' in job.textEdit);
    deepStrictEqual(job.textEdit.range, { start: { line: 5, character: 0 }, end: { line: 5, character: 6 } });
  });

  test('go along with the indentation of a list of objects', async () => {
    const items = await offered('apiVersion: v1\nkind: List\nitems:\n  - ', { folder, areInEditor: false });
    const [namespace] = labelled(items, 'namespace').filter(
      ({ kind }) => kind === CompletionItemKind.Snippet,
    );
    const [text = ''] = expansions(namespace?.textEdit?.newText ?? '');
    ok(text.startsWith('apiVersion: v1\n    kind: Namespace\n    metadata:\n      name: ml-team\n'), text);
  });

  test('are not offered inside of an object', async () => {
    const items = await offered('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  ', {
      folder,
      areInEditor: false,
    });
    ok(items.length > 0);
    ok(items.every(({ kind }) => kind !== CompletionItemKind.Snippet));
  });

  test('are left to an editor that reads them itself, bare headers of their kinds too', async () => {
    const items = await offered('', { folder, areInEditor: true });
    strictEqual(labelled(items, 'inferenceservice').length, 0);
    strictEqual(labelled(items, 'tm-drift-alert').length, 0);
    strictEqual(labelled(items, 'clusterrole').length, 1);
  });

  test('are missed by nobody: bare headers stand in where there is no folder', async () => {
    strictEqual(labelled(await offered(''), 'inferenceservice').length, 1);
    const nowhere = { folder: `${folder}-nowhere`, areInEditor: false };
    strictEqual(labelled(await offered('', nowhere), 'inferenceservice').length, 1);
  });
});
