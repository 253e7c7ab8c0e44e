import { deepStrictEqual, doesNotMatch, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { WireObject } from '../../../src/cluster/resource.ts';
import { diffObjects, objectYaml } from '../../../src/deploy/diff.ts';
import { sameJson } from '../../../src/deploy/sameJson.ts';
import { withoutSecretValues } from '../../../src/deploy/secrets.ts';

const manifest = (spec: WireObject): WireObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'ml' },
  spec,
});
const served = (spec: WireObject, version = '1', metadata: WireObject = {}): WireObject => ({
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: {
    name: 'web',
    namespace: 'ml',
    uid: 'u',
    resourceVersion: version,
    generation: Number(version),
    creationTimestamp: '2026-01-01T00:00:00Z',
    managedFields: [{ manager: 'timonel', operation: 'Apply', fieldsV1: { 'f:spec': {} } }],
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    ...metadata,
  },
  spec: { progressDeadlineSeconds: 600, ...spec },
  status: { replicas: Number(version) },
});
const diffOf = (asked: WireObject, live: WireObject | undefined, next: WireObject) =>
  diffObjects({ manifest: asked, next, fieldManager: 'timonel', ...(live ? { live } : {}) });

suite('diffObjects', () => {
  test('shows what changes, with what the manifest names around it, and no noise', () => {
    const diff = diffOf(
      manifest({ replicas: 2, paused: false }),
      served({ replicas: 1, paused: false }),
      served({ replicas: 2, paused: false }, '2'),
    );
    strictEqual(diff.kind, 'changed');
    strictEqual(
      diff.after,
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: ml
spec:
  paused: false
  replicas: 2
`,
    );
    strictEqual(diff.before, diff.after.replace('replicas: 2', 'replicas: 1'));
  });

  test('takes a higher resource version and a new status for no change', () => {
    const diff = diffOf(manifest({ replicas: 1 }), served({ replicas: 1 }), served({ replicas: 1 }, '7'));
    deepStrictEqual(
      [diff.kind, diff.changesOwnership, diff.before === diff.after],
      ['unchanged', false, true],
    );
  });

  test('tells when only the ownership changes', () => {
    const live = served({ replicas: 1 }, '1', {
      managedFields: [{ manager: 'kubectl', operation: 'Update' }],
    });
    const diff = diffOf(manifest({ replicas: 1 }), live, served({ replicas: 1 }));
    deepStrictEqual([diff.kind, diff.changesOwnership], ['unchanged', true]);
  });

  test('shows defaults that change along, and fields that go', () => {
    const diff = diffOf(
      manifest({ replicas: 1 }),
      served({ replicas: 1, strategy: { type: 'Recreate' } }),
      served({ replicas: 1, progressDeadlineSeconds: 30 }),
    );
    strictEqual(/strategy/.test(diff.before) && /progressDeadlineSeconds: 30/.test(diff.after), true);
    doesNotMatch(diff.after, /strategy/);
  });

  test('looks into lists of equal length and shows others whole', () => {
    const container = { name: 'a', image: 'old', imagePullPolicy: 'Always' };
    const equal = diffOf(
      manifest({ containers: [{ name: 'a', image: 'new' }] }),
      served({ containers: [container] }),
      served({ containers: [{ ...container, image: 'new' }] }),
    );
    doesNotMatch(equal.after, /imagePullPolicy/);
    const grown = diffOf(
      manifest({ containers: [{ name: 'a', image: 'old' }] }),
      served({ containers: [container] }),
      served({ containers: [container, { name: 'sidecar' }] }),
    );
    strictEqual(/imagePullPolicy/.test(grown.after), true);
  });

  test('shows a new object whole', () => {
    const diff = diffOf(manifest({ replicas: 1 }), undefined, served({ replicas: 1 }));
    deepStrictEqual([diff.kind, diff.before], ['created', '']);
    strictEqual(/progressDeadlineSeconds: 600/.test(diff.after), true);
  });
});

suite('secrets', () => {
  const secret = (data: WireObject): WireObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    data,
  });

  test('never shows a value, but that it changes', () => {
    const diff = diffOf(
      secret({ kept: 'QQ==', turned: 'Qg==', added: 'Qw==' }),
      secret({ kept: 'QQ==', turned: 'RA==', gone: 'RQ==' }),
      secret({ kept: 'QQ==', turned: 'Qg==', added: 'Qw==' }),
    );
    strictEqual(
      diff.after,
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  added: (new)\n  kept: (hidden)\n  turned: (changed)\n',
    );
    strictEqual(
      diff.before,
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  gone: (hidden)\n  kept: (hidden)\n  turned: (hidden)\n',
    );
    doesNotMatch(diff.before + diff.after, /Q==|A==|w==/);
  });

  test('hides the values of a new one, plain ones too', () => {
    const asked = { ...secret({ a: 'QQ==' }), stringData: { b: 'open' } };
    doesNotMatch(diffOf(asked, undefined, asked).after, /QQ|open/);
  });

  test('takes values out of what a server says', () => {
    const asked = { ...secret({ a: 'QQ==' }), stringData: { b: 'hunter2' } };
    strictEqual(withoutSecretValues('bad: "hunter2", QQ==', asked), 'bad: "(hidden)", (hidden)');
    strictEqual(withoutSecretValues('bad: 3', { kind: 'ConfigMap', data: { a: '3' } }), 'bad: 3');
  });
});

suite('objectYaml', () => {
  test('writes identity first and the rest by name', () =>
    strictEqual(
      objectYaml({
        spec: { b: 1, a: [{ z: 1, name: 'n' }] },
        kind: 'K',
        metadata: { labels: {}, name: 'm' },
        apiVersion: 'v',
      }),
      'apiVersion: v\nkind: K\nmetadata:\n  name: m\n  labels: {}\nspec:\n  a:\n    - name: n\n      z: 1\n  b: 1\n',
    ));
});

suite('sameJson', () => {
  test('does not mind the order of keys, but that of items', () => {
    strictEqual(sameJson({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }), true);
    strictEqual(sameJson([1, 2], [2, 1]), false);
    strictEqual(sameJson(undefined, null), false);
  });
});
