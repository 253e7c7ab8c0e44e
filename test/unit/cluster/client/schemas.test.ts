import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listServedKinds, readSchemaHashes, schemasPath } from '../../../../src/cluster/client/schemas.ts';
import type { Result } from '../../../../src/cluster/failure.ts';
import type { WireObject } from '../../../../src/cluster/resource.ts';

/** Answers by path, and with *not found* elsewhere. */
function answering(answers: Readonly<Record<string, WireObject>>) {
  const asked: string[] = [];
  const ask = async ({ path }: { readonly path: string }): Promise<Result<WireObject>> => {
    asked.push(path);
    const value = answers[path];
    return value
      ? { ok: true, value }
      : { ok: false, failure: { kind: 'notFound', message: `${path} is not there` } };
  };
  return { ask, asked };
}

const resource = (name: string, kind: string, namespaced = true) => ({ name, kind, namespaced });

suite('the kinds that a server serves', () => {
  test('come in two answers from servers that can', async () => {
    const group = (name: string | undefined, resources: readonly object[]) => ({
      kind: 'APIGroupDiscoveryList',
      items: [{ metadata: { name }, versions: [{ version: 'v1', resources }] }],
    });
    const { ask, asked } = answering({
      '/api': group(undefined, [{ resource: 'pods', responseKind: { kind: 'Pod' }, scope: 'Namespaced' }]),
      '/apis': group('apps', [
        { resource: 'deployments', responseKind: { kind: 'Deployment' }, scope: 'Namespaced' },
        { resource: 'half' },
      ]),
    });
    const kinds = await listServedKinds(ask);
    assert.deepEqual(kinds.ok && kinds.value.map(({ group: of, plural }) => `${of}/${plural}`), [
      '/pods',
      'apps/deployments',
    ]);
    assert.deepEqual(asked, ['/api', '/apis']);
  });

  test('are asked for group by group on older servers, and those of a dead group are left out', async () => {
    const { ask } = answering({
      '/api': { kind: 'APIVersions', versions: ['v1'] },
      '/apis': {
        kind: 'APIGroupList',
        groups: [
          { name: 'apps', versions: [{ version: 'v1' }] },
          { name: 'metrics.k8s.io', versions: [{ version: 'v1beta1' }] },
        ],
      },
      '/api/v1': { resources: [resource('nodes', 'Node', false), resource('nodes/status', 'Node', false)] },
      '/apis/apps/v1': { resources: [resource('deployments', 'Deployment')] },
    });
    const kinds = await listServedKinds(ask);
    assert.deepEqual(kinds.ok && kinds.value, [
      { group: '', version: 'v1', plural: 'nodes', kind: 'Node', isNamespaced: false },
      { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', isNamespaced: true },
    ]);
  });

  test('are a failure where the server itself does not answer', async () => {
    const kinds = await listServedKinds(answering({}).ask);
    assert.equal(!kinds.ok && kinds.failure.kind, 'notFound');
  });
});

suite('the hashes of OpenAPI documents', () => {
  test('are read out of their addresses', async () => {
    const { ask } = answering({
      '/openapi/v3': {
        paths: {
          'api/v1': { serverRelativeURL: '/openapi/v3/api/v1?hash=0AF1' },
          version: { serverRelativeURL: '/openapi/v3/version' },
        },
      },
    });
    const hashes = await readSchemaHashes(ask);
    assert.deepEqual(hashes.ok && [...hashes.value], [['api/v1', '0AF1']]);
  });

  test('no step of a path leads elsewhere', () => {
    assert.equal(schemasPath('apis/serving.kserve.io/v1beta1'), '/openapi/v3/apis/serving.kserve.io/v1beta1');
    assert.equal(schemasPath('apis/x?y=z/v1'), '/openapi/v3/apis/x%3Fy%3Dz/v1');
  });
});
