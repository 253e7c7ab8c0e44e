import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { clusterFactsMethod, type LiveObjectRequest, liveObjectMethod } from '../../src/manifest/protocol.ts';
import { aLanguageServer } from '../support/languageServer.ts';

const uri = 'file:///work/map.yaml';
const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  rate: "0.1"
`;
const live = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'team-a', resourceVersion: '7' },
  immutable: true,
  data: { rate: '0.01' },
};
const facts = { namespace: 'team-a', objects: [], complete: [], nodes: [], quotas: [] };

suite('the live object', () => {
  test('is asked for once a cluster is connected, and compared with', async () => {
    await using server = await aLanguageServer();
    const asked: LiveObjectRequest[] = [];
    server.client.onRequest(liveObjectMethod, (request: LiveObjectRequest) => {
      asked.push(request);
      return live;
    });
    const alone = await server.open(uri, text);
    assert.deepEqual(
      alone.filter(({ severity }) => severity === 1),
      [],
    );
    assert.deepEqual(asked, []);
    await server.client.sendNotification(clusterFactsMethod, facts);
    await server.next(uri);
    const found = await server.next(uri);
    assert.deepEqual(asked, [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: 'team-a' }]);
    const refused = found.find(({ code }) => code === 'update/immutable-field');
    assert.deepEqual(refused?.range.start, { line: 5, character: 8 });
  });
});
