import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './contractServer.ts';
import { eventually, type Json } from './rawApi.ts';

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

  test('serves the kind of a definition from when that is established to when it goes', async () => {
    const { api } = doors();
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const group = `contract-${process.pid}.example.com`;
    const path = `${definitions}/sails.${group}`;
    const sails = `/apis/${group}/v1/namespaces/default/sails`;
    await api.create(definitions, aDefinition(group));
    await eventually(
      'the establishment',
      () => api.get(path),
      ({ body }) =>
        body.status?.conditions?.some((one: Json) => one.type === 'Established' && one.status === 'True'),
    );
    await eventually(
      'the kind',
      () => api.get(sails),
      answer => answer.status === 200,
    );
    const { resources } = (await api.get(`/apis/${group}/v1`)).body;
    assert.deepEqual([resources[0].kind, resources[0].shortNames], ['Sail', ['sl']]);
    const sail = { apiVersion: `${group}/v1`, kind: 'Sail', metadata: { name: 'jib' }, spec: { area: 12 } };
    assert.equal((await api.create(sails, sail)).metadata.generation, 1);
    const odd = await api.send(sails, {
      method: 'POST',
      body: { ...sail, metadata: { name: 'odd' }, spec: { area: 'big' } },
    });
    assert.deepEqual([odd.status, odd.body.details.causes[0].field], [422, 'spec.area']);
    await api.delete(path);
    await eventually(
      'the end of the kind',
      () => api.get(sails),
      answer => answer.status === 404,
    );
  });
});

function aDefinition(group: string): Json {
  const spec = { type: 'object', properties: { area: { type: 'integer' } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `sails.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural: 'sails', singular: 'sail', kind: 'Sail', shortNames: ['sl'] },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
}
