import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { configMapKind, secretKind } from '../../../src/cluster/config.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { claimKind, volumeKind } from '../../../src/cluster/storage.ts';
import { aTree } from '../../support/aTree.ts';
import { fixture } from '../../support/fixture.ts';
import { golden, treeText } from '../../support/treeText.ts';

suite('ClusterTree, services, config and storage', () => {
  test('show ports, keys and bindings', () => {
    const { feeds, tree } = aTree();
    feeds.live(serviceKind, serviceKind.toFacts(fixture('cluster/service.json')));
    feeds.live(configMapKind, configMapKind.toFacts(fixture('cluster/configMap.json')));
    feeds.live(secretKind, secretKind.toFacts(fixture('cluster/secret.json')));
    feeds.live(claimKind, claimKind.toFacts(fixture('cluster/claim.json')));
    feeds.live(volumeKind, volumeKind.toFacts(fixture('cluster/volume.json')));
    const texts = ['services', 'config', 'storage'].map(group => treeText(tree, group));
    assert.equal(
      texts.join(''),
      golden(`
        · triton | LoadBalancer · 80→http:30080/TCP, 8001/TCP · 203.0.113.9 · triton.example.com · ml
        · settings | ConfigMap · 3 keys · ml
          - a.yaml
          - b.yaml
          - c.bin
        · hf | Secret · 2 keys · ml
          - token
          - user
        + datasets | Bound · 128 Gi · → pv-1 · ml
        x pv-1 | Failed · recycler: disk gone · 128 Gi · ← ml/datasets
      `),
    );
  });
});
