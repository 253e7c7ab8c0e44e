import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CrdJson, type CrdVersion, keyOf, readCrds } from '../../../scripts/schemas/draw/crds.ts';
import { isByHand, isKept } from '../../../scripts/schemas/draw/kinds.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { crdDifferences, nameDifferences } from '../../support/crdDifferences.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const skip = withoutCorpus('crds');
const folder = fileURLToPath(new URL('../../../../shared/corpus/crds', import.meta.url));
const crds = skip ? [] : readCrds(folder).filter(isKept);
const catalog = builtInCatalog();

suite('the schemas drawn from CRDs', { skip }, () => {
  test('are there for every version of every kind', () => {
    ok(crds.length > 200);
    deepStrictEqual(crds.filter(crd => catalog.entry(crd) === undefined).map(keyOf), []);
  });

  for (const crd of crds.filter(each => !isByHand(keyOf(each))))
    test(`say of ${keyOf(crd)} what its CRD says`, () => deepStrictEqual(differences(crd), []));

  test('know plural and scope', () => {
    for (const crd of crds) {
      const entry = catalog.entry(crd);
      deepStrictEqual([entry?.plural, entry?.isNamespaced], [crd.plural, crd.isNamespaced], keyOf(crd));
    }
  });
});

suite('the schemas written by hand', { skip }, () => {
  for (const crd of crds.filter(each => isByHand(keyOf(each))))
    test(`leave ${keyOf(crd)} open, as its CRD does`, () => {
      const schema = catalog.schema(crd);
      deepStrictEqual(schema?.json.type, crd.schema['type']);
      const open = [schema, schema?.property('spec')].some(part => part?.preservesUnknown);
      ok(open);
    });
});

/** Object metadata is the server's own type, and of a status that it drops from what is written only the names matter. */
function differences(crd: CrdVersion): readonly string[] {
  const drawn = catalog.schema(crd);
  const { status } = (crd.schema['properties'] ?? {}) as Readonly<Record<string, CrdJson>>;
  const passedOver = ['apiVersion', 'kind', 'metadata', ...(crd.hasStatusSubresource ? ['status'] : [])];
  const names =
    crd.hasStatusSubresource && status ? nameDifferences(status, drawn?.property('status'), 'status') : [];
  return [...crdDifferences(crd.schema, drawn, crd.kind, passedOver), ...names];
}
