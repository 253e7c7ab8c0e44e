import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../src/cluster/failure.ts';
import { describe } from './contractServer.ts';

function expectValue<T>(result: Result<T>): T {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.failure));
  return result.value;
}

/** What our client reads of the server's kinds and schemas. */
export const schemas = describe('our client reads schemas', doors => {
  test('lists every kind that is served, once for each version', async () => {
    const kinds = expectValue(await doors().client.listKinds());
    const find = (group: string, name: string) =>
      kinds.find(kind => kind.group === group && kind.kind === name);
    assert.deepEqual(find('apps', 'Deployment'), {
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      kind: 'Deployment',
      isNamespaced: true,
    });
    assert.equal(find('', 'Node')?.isNamespaced, false);
    assert.equal(find('serving.kserve.io', 'InferenceService')?.plural, 'inferenceservices');
    const names = kinds.map(({ group, version, plural }) => `${group}/${version}/${plural}`);
    assert.equal(new Set(names).size, names.length);
    assert.ok(!names.some(name => name.endsWith('/log') || name.endsWith('/status')));
  });

  test('knows the hash of each document, and reads the document', async () => {
    const { client } = doors();
    const hashes = expectValue(await client.schemaHashes());
    for (const path of ['api/v1', 'apis/apps/v1', 'apis/serving.kserve.io/v1beta1'])
      assert.match(hashes.get(path) ?? '', /^[0-9A-F]+$/);
    const { components } = JSON.parse(
      expectValue(await client.readSchemas('apis/serving.kserve.io/v1beta1')),
    );
    const schema = Object.values(components.schemas).find(one =>
      JSON.stringify(one).includes('"kind":"InferenceService"'),
    ) as { readonly properties: { readonly spec: { readonly properties: object } } };
    assert.ok('predictor' in schema.properties.spec.properties);
  });

  test('hears that a document is not there', async () => {
    const answer = await doors().client.readSchemas('apis/no.such.group/v1');
    assert.ok(!answer.ok);
    assert.ok(['notFound', 'kindNotServed'].includes(answer.failure.kind), JSON.stringify(answer.failure));
  });
});
