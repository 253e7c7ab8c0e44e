import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { referenceTable, type Steps, stepsOf } from '../../../../src/manifest/references/referenceTable.ts';
import type { Schema } from '../../../../src/manifest/schema/schema.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const catalog = builtInCatalog();
/** Kinds that no schema of ours describes. */
const foreign = 'snapshot.storage.k8s.io/';

function leadsSomewhere(schema: Schema | undefined, steps: Steps): boolean {
  const [first, ...rest] = steps;
  if (schema === undefined) return false;
  if (first === undefined || (schema.preservesUnknown && schema.propertyNames.length === 0)) return true;
  if (first === '[]') return leadsSomewhere(schema.items, rest);
  if (first !== '*') return leadsSomewhere(schema.property(first) ?? schema.additional, rest);
  if (schema.additional !== undefined) return leadsSomewhere(schema.additional, rest);
  return schema.propertyNames.some(name => leadsSomewhere(schema.property(name), rest));
}

function versionsOf(name: string) {
  return catalog.kinds.filter(({ group, kind }) => `${group}/${kind}` === name);
}

suite('the reference table against the schemas', () => {
  test('names kinds that exist', () => {
    const named = referenceTable.flatMap(({ kinds, to }) => [
      ...(kinds ?? []),
      ...to.map(({ group, kind }) => `${group}/${kind}`),
    ]);
    const unknown = named.filter(name => versionsOf(name).length === 0 && !name.startsWith(foreign));
    assert.deepEqual(unknown, []);
  });

  test('names fields that a version of their kind has', () => {
    const lost = referenceTable
      .filter(({ path }) => !path.startsWith('**.'))
      .flatMap(({ path, kinds }) => (kinds ?? []).map(name => ({ name, path })))
      .filter(({ name }) => !name.startsWith(foreign))
      .filter(
        ({ name, path }) =>
          !versionsOf(name).some(entry => leadsSomewhere(catalog.schema(entry), stepsOf(path))),
      );
    assert.deepEqual(lost, []);
  });

  test('would notice a field that does not exist', () => {
    const [pod] = versionsOf('/Pod');
    assert.ok(pod !== undefined);
    assert.equal(leadsSomewhere(catalog.schema(pod), stepsOf('spec.volumes[].configMap.name')), true);
    assert.equal(leadsSomewhere(catalog.schema(pod), stepsOf('spec.volumes[].configMap.nome')), false);
  });
});
