import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import type { Json } from './rawApi.ts';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** What the server says of itself. */
export const discovery = describe('it describes itself', doors => {
  test('says its version and that it is ready', async () => {
    const { api } = doors();
    assert.match((await api.get('/version')).body.gitVersion, /^v1\.36\.\d+$/);
    assert.deepEqual([(await api.get('/readyz')).status, (await api.get('/readyz')).text], [200, 'ok']);
  });

  test('lists its groups', async () => {
    const { api } = doors();
    assert.deepEqual((await api.get('/api')).body.versions, ['v1']);
    const groups = (await api.get('/apis')).body.groups;
    const apps = groups.find((group: Json) => group.name === 'apps');
    assert.deepEqual(apps.preferredVersion, { groupVersion: 'apps/v1', version: 'v1' });
    assert.ok(groups.some((group: Json) => group.name === 'serving.kserve.io'));
  });

  const expected: readonly (readonly [string, string, Json])[] = [
    ['/api/v1', 'pods', { singularName: 'pod', namespaced: true, kind: 'Pod', shortNames: ['po'] }],
    ['/api/v1', 'nodes', { singularName: 'node', namespaced: false, kind: 'Node', shortNames: ['no'] }],
    [
      '/apis/apps/v1',
      'deployments',
      { singularName: 'deployment', namespaced: true, kind: 'Deployment', shortNames: ['deploy'] },
    ],
    [
      '/apis/serving.kserve.io/v1beta1',
      'inferenceservices',
      { singularName: 'inferenceservice', namespaced: true, kind: 'InferenceService', shortNames: ['isvc'] },
    ],
  ];
  for (const [path, name, traits] of expected) {
    test(`describes ${name}`, async () => {
      const { api } = doors();
      const { resources } = (await api.get(path)).body;
      const found = resources.find((resource: Json) => resource.name === name);
      for (const [trait, value] of Object.entries(traits)) assert.deepEqual(found[trait], value);
      for (const verb of ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'])
        assert.ok(found.verbs.includes(verb));
      assert.ok(resources.some((resource: Json) => resource.name === `${name}/status`));
    });
  }

  test('names subresources with the kind that they answer with', async () => {
    const { api } = doors();
    const { resources } = (await api.get('/apis/apps/v1')).body;
    const scale = resources.find((resource: Json) => resource.name === 'deployments/scale');
    assert.deepEqual([scale.group, scale.version, scale.kind], ['autoscaling', 'v1', 'Scale']);
  });

  test('tells everything in two answers to those who can read them', async () => {
    const { api } = doors();
    for (const [path, group, resource, kind] of [
      ['/api', '', 'pods', 'Pod'],
      ['/apis', 'apps', 'deployments', 'Deployment'],
    ]) {
      const { body, headers } = await api.send(path ?? '', { headers: { accept: aggregated } });
      assert.equal(headers['content-type'], aggregated);
      assert.deepEqual([body.kind, body.apiVersion], ['APIGroupDiscoveryList', 'apidiscovery.k8s.io/v2']);
      const found = body.items.find((item: Json) => (item.metadata.name ?? '') === group);
      const entry = found.versions[0].resources.find((one: Json) => one.resource === resource);
      assert.deepEqual(
        [entry.scope, entry.responseKind.kind, entry.verbs.includes('watch')],
        ['Namespaced', kind, true],
      );
      assert.ok(entry.subresources.some((one: Json) => one.subresource === 'status'));
    }
  });

  test('has an OpenAPI document for each group and version', async () => {
    const { api } = doors();
    const { paths } = JSON.parse((await api.get('/openapi/v3')).text);
    const url = paths['apis/apps/v1'].serverRelativeURL;
    assert.match(url, /^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]+$/);
    const { components } = JSON.parse((await api.get(url)).text);
    const schema = components.schemas['io.k8s.api.apps.v1.Deployment'];
    assert.deepEqual(schema['x-kubernetes-group-version-kind'], [
      { group: 'apps', kind: 'Deployment', version: 'v1' },
    ]);
    assert.ok(schema.properties.spec);
    assert.ok(paths['apis/serving.kserve.io/v1beta1']);
  });
});
