import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeLens,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  Range,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { aLanguageServer, type RunningServer } from '../support/languageServer.ts';

const uri = 'file:///work/serving.yaml';
const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  mode: fast
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          envFrom:
            - configMapRef:
                name: settings
`;

function at(fragment: string, inside = fragment, from = text) {
  const offset = from.indexOf(fragment) + fragment.indexOf(inside);
  const before = from.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

async function opened(options: Parameters<typeof aLanguageServer>[0] = {}): Promise<RunningServer> {
  const server = await aLanguageServer(options);
  await server.open(uri, text);
  return server;
}

const document = { textDocument: { uri } };
const reference = at('name: settings', 'settings');
const usage = {
  line: text.split('\n').findLastIndex(line => line.includes('name: settings')),
  character: 24,
};

suite('the language server reads a file', () => {
  test('outlines its objects', async () => {
    await using server = await opened();
    const rows = (await server.client.sendRequest(
      'textDocument/documentSymbol',
      document,
    )) as DocumentSymbol[];
    assert.equal(rows.length, 2);
    assert.match(rows[1]?.name ?? '', /web/);
    assert.ok(rows[1]?.children?.some(row => row.name === 'spec'));
  });

  test('folds its documents and blocks', async () => {
    await using server = await opened();
    const found = (await server.client.sendRequest('textDocument/foldingRange', document)) as FoldingRange[];
    assert.deepEqual(
      found.find(range => range.startLine === 0),
      { startLine: 0, endLine: 5 },
    );
    assert.ok(found.some(range => range.startLine === at('  template:').line));
  });

  test('selects more and more', async () => {
    await using server = await opened();
    const [found] = (await server.client.sendRequest('textDocument/selectionRange', {
      ...document,
      positions: [at('image: nginx', 'nginx')],
    })) as SelectionRange[];
    let lines = 0;
    for (let range = found; range?.parent; range = range.parent) {
      const parent = range.parent.range;
      assert.ok(parent.start.line <= range.range.start.line && parent.end.line >= range.range.end.line);
      lines++;
    }
    assert.ok(lines > 5);
  });

  test('links models to their pages, and kustomizations to their files', async () => {
    await using server = await aLanguageServer();
    const model = 'file:///work/model.yaml';
    await server.open(
      model,
      `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: llm }
spec:
  predictor:
    model:
      modelFormat: { name: huggingface }
      storageUri: hf://org/model
`,
    );
    const kustomization = 'file:///work/kustomization.yaml';
    await server.open(
      kustomization,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - base/web.yaml\n',
    );
    const linksOf = async (of: string) =>
      (
        (await server.client.sendRequest('textDocument/documentLink', {
          textDocument: { uri: of },
        })) as DocumentLink[]
      ).map(link => link.target);
    assert.deepEqual(await linksOf(model), ['https://huggingface.co/org/model']);
    assert.deepEqual(await linksOf(kustomization), ['file:///work/base/web.yaml']);
  });

  test('leaves outline and folding to another provider, and names to itself', async () => {
    await using server = await opened({ settings: { rules: {}, provider: 'other', codeLens: true } });
    assert.deepEqual(await server.client.sendRequest('textDocument/documentSymbol', document), []);
    assert.equal(await server.client.sendRequest('textDocument/foldingRange', document), null);
    const found = (await server.client.sendRequest('textDocument/definition', {
      ...document,
      position: usage,
    })) as Location[];
    assert.equal(found.length, 1);
  });
});

suite('the language server follows names', () => {
  test('from a use to the definition', async () => {
    await using server = await opened();
    const found = (await server.client.sendRequest('textDocument/definition', {
      ...document,
      position: usage,
    })) as Location[];
    assert.deepEqual(found, [
      { uri, range: { start: reference, end: { ...reference, character: reference.character + 8 } } },
    ]);
  });

  test('to all places of a name', async () => {
    await using server = await opened();
    const found = (await server.client.sendRequest('textDocument/references', {
      ...document,
      position: usage,
      context: { includeDeclaration: true },
    })) as Location[];
    assert.deepEqual(new Set(found.map(place => place.range.start.line)), new Set([3, usage.line]));
  });

  test('renames at all places, and says why a name cannot be', async () => {
    await using server = await opened();
    const range = (await server.client.sendRequest('textDocument/prepareRename', {
      ...document,
      position: usage,
    })) as Range;
    assert.equal(range.end.character - range.start.character, 'settings'.length);
    const rename = (newName: string) =>
      server.client.sendRequest('textDocument/rename', { ...document, position: usage, newName });
    const { changes } = (await rename('options')) as WorkspaceEdit;
    assert.deepEqual(
      changes?.[uri]?.map(edit => edit.newText),
      ['options', 'options'],
    );
    await assert.rejects(rename('Not A Name'), /cannot be a name here/);
  });

  test('into files that are not open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'timonel-names-'));
    const other = pathToFileURL(join(folder, 'settings.yaml')).href;
    writeFileSync(
      join(folder, 'settings.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shared\n',
    );
    const own = pathToFileURL(join(folder, 'pod.yaml')).href;
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
    - name: main
      image: busybox:1.36
      envFrom:
        - configMapRef: { name: shared }
`;
    await using server = await aLanguageServer({}, [pathToFileURL(folder).href]);
    await server.open(own, pod);
    // The workspace is read beside the first verdict, and the file is judged again in its light.
    await server.next(own);
    const found = (await server.client.sendRequest('textDocument/definition', {
      textDocument: { uri: own },
      position: at('configMapRef: { name: shared', 'shared', pod),
    })) as Location[];
    assert.deepEqual(
      found.map(place => [place.uri, place.range.start.line]),
      [[other, 3]],
    );
  });
});

suite('lenses', () => {
  const lensCommands = {
    deploy: { command: 'deploy', title: 'Deploy' },
    diff: { command: 'deploy', title: 'Diff' },
    followLogs: { command: 'logs', title: 'Follow Logs' },
  };
  const lenses = async (server: RunningServer) =>
    (await server.client.sendRequest('textDocument/codeLens', document)) as CodeLens[];

  test('stand over each document, for the commands that there are', async () => {
    await using server = await opened({ lensCommands });
    const found = await lenses(server);
    assert.deepEqual(
      found.map(lens => [lens.range.start.line, lens.command?.title]),
      [
        [0, 'Deploy'],
        [0, 'Diff'],
        [7, 'Deploy'],
        [7, 'Diff'],
        [7, 'Follow Logs'],
      ],
    );
    assert.deepEqual(found[3]?.command?.arguments, [{ uri, document: 1, isDiff: true }]);
    assert.deepEqual(found[4]?.command?.arguments, [{ manifest: { kind: 'Deployment', name: 'web' } }]);
  });

  test('are not there for commands that are not', async () => {
    await using server = await opened();
    assert.deepEqual(await lenses(server), []);
  });

  test('can be turned off', async () => {
    await using server = await opened({
      lensCommands,
      settings: { rules: {}, provider: 'timonel', codeLens: false },
    });
    assert.deepEqual(await lenses(server), []);
  });

  test('do not stand over what goes to no cluster, or has no name yet', async () => {
    await using server = await aLanguageServer({ lensCommands });
    await server.open(
      uri,
      'apiVersion: v1\nkind: Pod\n---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
    );
    assert.deepEqual(await lenses(server), []);
  });
});
