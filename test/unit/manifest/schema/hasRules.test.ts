import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Judge } from '../../../../src/manifest/judge.ts';
import { problemPath } from '../../../../src/manifest/problemRange.ts';
import { allRules } from '../../../../src/manifest/rules/table.ts';
import { ClusterCatalog } from '../../../../src/manifest/schema/clusterCatalog.ts';
import { hasRules } from '../../../../src/manifest/schema/hasRules.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const thing = { group: 'example.com', version: 'v1', kind: 'Thing' };
const bounds = {
  type: 'object',
  properties: {
    least: { type: 'integer', maximum: 9 },
    most: { type: 'integer' },
    tags: { type: 'array', maxItems: 1, items: { type: 'string' } },
  },
  'x-kubernetes-validations': [{ rule: 'self.least <= self.most', message: 'least is above most' }],
};

/** A catalogue of a cluster with one kind, whose conditions stand deep in its schema. */
function catalogOfCluster(): ClusterCatalog {
  const catalog: ClusterCatalog = new ClusterCatalog(builtInCatalog(), () => undefined);
  catalog.serve([{ ...thing, plural: 'things', isNamespaced: true }]);
  const spec = { type: 'object', properties: { ranges: { type: 'array', items: bounds } } };
  const schema = { type: 'object', properties: { spec }, 'x-kubernetes-group-version-kind': [thing] };
  catalog.add('example.com/v1', { components: { schemas: { 'com.example.v1.Thing': schema } } });
  return catalog;
}

function rulesFor(ranges: string): readonly string[] {
  const text = `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: {ranges: ${ranges}}\n`;
  const judge = new Judge(allRules());
  return parseManifestText(text)
    .flatMap(document => judge.document(document, catalogOfCluster()))
    .map(problem => `${problem.rule} ${problemPath(problem)}`);
}

suite('conditions of a cluster', () => {
  test('are known although each level of its schemas is made by itself', () => {
    const schema = catalogOfCluster().schema(thing);
    assert.ok(schema && hasRules(schema.json));
    assert.equal(hasRules({ type: 'object', properties: { a: { type: 'string' } } }), false);
  });
  test('are judged', () => {
    assert.deepEqual(rulesFor('[{least: 1, most: 2}]'), []);
    assert.deepEqual(rulesFor('[{least: 3, most: 2}]'), ['schema/cel spec.ranges[0]']);
  });
  test('are judged beside a number out of its limits, as the server does', () =>
    assert.deepEqual(rulesFor('[{least: 10, most: 2}]').toSorted(), [
      'schema/cel spec.ranges[0]',
      'schema/limit spec.ranges[0].least',
    ]));
  test('wait until what is too long and what is of another type is mended', () => {
    assert.deepEqual(rulesFor('[{least: 3, most: 2, tags: [a, b]}]'), ['schema/limit spec.ranges[0].tags']);
    assert.deepEqual(rulesFor('[{least: 3, most: b}]'), ['schema/wrong-type spec.ranges[0].most']);
  });
});
