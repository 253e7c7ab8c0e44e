import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aLanguageServer } from '../support/languageServer.ts';

const uri = 'file:///work/pod.yaml';
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: trainer
spec:
  restartPolicy: Sometimes
  containers:
  - name: main
    image: busybox:1.36
    imagePullPolicy: Always
    comand: [sleep]
`;

suite('the language server', () => {
  test('tells the problems of an opened manifest where they are', async () => {
    await using server = await aLanguageServer();
    const found = await server.open(uri, pod);
    const misspelt = found.find(problem => problem.code === 'schema/unknown-field');
    assert.deepEqual(misspelt?.range, {
      start: { line: 10, character: 4 },
      end: { line: 10, character: 10 },
    });
    assert.match(String(misspelt?.message), /comand/);
  });

  test('tells them anew after an edit', async () => {
    await using server = await aLanguageServer();
    await server.open(uri, pod);
    const at = pod.indexOf('comand');
    const found = await server.edit(uri, at, at + 6, 'command');
    assert.deepEqual(
      found.filter(problem => problem.code === 'schema/unknown-field'),
      [],
    );
  });

  test('mends a misspelt field by a quick fix', async () => {
    await using server = await aLanguageServer();
    const found = await server.open(uri, pod);
    const diagnostic = found.find(problem => problem.code === 'schema/unknown-field');
    assert.ok(diagnostic);
    const actions = (await server.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    })) as { title: string; edit: { changes: Record<string, { newText: string }[]> } }[];
    assert.equal(actions[0]?.edit.changes[uri]?.[0]?.newText, 'command');
  });

  test('mends the text as it is when asked right after an edit', async () => {
    await using server = await aLanguageServer();
    await server.open(uri, pod);
    const judged = server.edit(uri, 0, 0, '# a line above\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const actions = (await server.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: whole,
      context: { diagnostics: [], only: ['source.fixAll'] },
    })) as { edit: { changes: Record<string, { newText: string; range: { start: { line: number } } }[]> } }[];
    const edits = actions.flatMap(action => action.edit.changes[uri] ?? []);
    assert.equal(edits.find(edit => edit.newText === 'command')?.range.start.line, 11);
    await judged;
  });

  test('leaves a file alone that is no manifest', async () => {
    await using server = await aLanguageServer();
    assert.deepEqual(await server.open(uri, 'a: 1\na: 2\n- x\n'), []);
  });
});
