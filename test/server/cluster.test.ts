import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import {
  type ClusterKinds,
  type ClusterNeeds,
  clusterKindsMethod,
  clusterNeedsMethod,
  type OpenApiRequest,
  openApiMethod,
} from '../../src/manifest/protocol.ts';
import { aLanguageServer, type RunningServer } from '../support/languageServer.ts';

const uri = 'file:///work/sail.yaml';
const sail = `apiVersion: example.com/v1
kind: Sail
metadata:
  name: jib
spec:
  area: big
`;
const kind = { group: 'example.com', version: 'v1', kind: 'Sail', plural: 'sails', isNamespaced: true };

const kindsOf = (context: string, hash = 'A1'): ClusterKinds => ({
  context,
  kinds: [kind],
  schemaHashes: { 'apis/example.com/v1': hash },
});

function openApi(type: string): string {
  return JSON.stringify({
    components: {
      schemas: {
        'com.example.v1.Sail': {
          type: 'object',
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { type: 'object' },
            spec: { type: 'object', properties: { area: { type } } },
          },
          'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Sail' }],
        },
      },
    },
  });
}

/** Answers for a cluster, and keeps what it was asked. */
function clusterSaying(server: RunningServer, answer: () => string | null): OpenApiRequest[] {
  const asked: OpenApiRequest[] = [];
  server.client.onRequest(openApiMethod, (request: OpenApiRequest) => {
    asked.push(request);
    return answer();
  });
  return asked;
}

/** The diagnostics from the first on that satisfy. */
async function until(server: RunningServer, isIt: (found: readonly Diagnostic[]) => boolean) {
  for (;;) {
    const found = await server.next(uri);
    if (isIt(found)) return found;
  }
}

const codes = (found: readonly Diagnostic[]) => found.map(problem => problem.code);

suite('the language server beside a cluster', () => {
  test('judges by the schemas of the cluster, which it asks for once a manifest needs them', async () => {
    await using server = await aLanguageServer();
    const asked = clusterSaying(server, () => openApi('integer'));
    const before = await server.open(uri, sail);
    assert.ok(!codes(before).includes('schema/wrong-type'));
    const judged = until(server, found => codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, kindsOf('prod'));
    const found = await judged;
    assert.equal(found.find(problem => problem.code === 'schema/wrong-type')?.range.start.line, 5);
    assert.deepEqual(asked, [{ context: 'prod', groupVersion: 'apis/example.com/v1' }]);
  });

  test('asks anew when the schemas have another hash, and only then', async () => {
    await using server = await aLanguageServer();
    let type = 'integer';
    const asked = clusterSaying(server, () => openApi(type));
    await server.open(uri, sail);
    const wrong = until(server, found => codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, kindsOf('prod'));
    await wrong;
    const same = until(server, found => codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, kindsOf('prod'));
    await same;
    assert.equal(asked.length, 1);
    type = 'string';
    const right = until(server, found => !codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, kindsOf('prod', 'A2'));
    await right;
    assert.equal(asked.length, 2);
  });

  test('forgets a cluster that was left', async () => {
    await using server = await aLanguageServer();
    clusterSaying(server, () => openApi('integer'));
    await server.open(uri, sail);
    const wrong = until(server, found => codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, kindsOf('prod'));
    await wrong;
    const left = until(server, found => !codes(found).includes('schema/wrong-type'));
    await server.client.sendNotification(clusterKindsMethod, null);
    await left;
  });

  test('does without schemas that the cluster cannot give', async () => {
    await using server = await aLanguageServer();
    const asked = clusterSaying(server, () => null);
    await server.open(uri, sail);
    const told = server.next(uri);
    await server.client.sendNotification(clusterKindsMethod, kindsOf('old'));
    await told;
    const again = await server.edit(uri, sail.length, sail.length, '  depth: 3\n');
    assert.deepEqual(
      again.filter(problem => problem.severity === 1),
      [],
    );
    assert.ok(asked.length <= 1);
  });

  test('tells which kinds the manifests lean on', async () => {
    await using server = await aLanguageServer();
    const told = new Promise<ClusterNeeds>(resolve => {
      server.client.onNotification(clusterNeedsMethod, resolve);
    });
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
    - name: main
      image: busybox:1.36
      envFrom:
        - configMapRef: { name: settings }
`;
    await server.open('file:///work/pod.yaml', pod);
    await server.client.sendRequest('textDocument/definition', {
      textDocument: { uri: 'file:///work/pod.yaml' },
      position: { line: 8, character: 32 },
    });
    assert.ok((await told).kinds.includes('/ConfigMap'));
  });
});
