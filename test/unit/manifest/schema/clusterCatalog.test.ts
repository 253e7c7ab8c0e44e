import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KindEntry } from '../../../../src/manifest/schema/catalog.ts';
import { ClusterCatalog, type ServedKind } from '../../../../src/manifest/schema/clusterCatalog.ts';
import { FileCatalog, type IndexedKind } from '../../../../src/manifest/schema/fileCatalog.ts';
import type { OpenApiDocument } from '../../../../src/manifest/schema/openApi.ts';

const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' };
const oldScaler = { group: 'autoscaling', version: 'v2beta2', kind: 'HorizontalPodAutoscaler' };
const service = { group: 'serving.kserve.io', version: 'v1beta1', kind: 'InferenceService' };
const runtime = { group: 'serving.kserve.io', version: 'v1alpha1', kind: 'ServingRuntime' };

suite('the catalogue of a cluster, for kinds', () => {
  test('answers with what is below while nothing was discovered', () => {
    const { catalog } = connected({ served: [] });
    strictEqual(catalog.entry(deployment)?.origin, 'core');
    strictEqual(catalog.isOfCluster, true);
  });

  test("lists the cluster's kinds first, and each once", () => {
    const { catalog } = connected({ served: [served(service), served(deployment)] });
    deepStrictEqual(
      catalog.kinds.map(({ kind, origin }) => `${kind} ${origin}`),
      ['InferenceService cluster', 'Deployment cluster', 'HorizontalPodAutoscaler core', 'ServingRuntime ml'],
    );
  });

  test("keeps what is known of a kind beside the cluster's facts", () => {
    const { catalog } = connected({ served: [served(service, { plural: 'isvcs', isNamespaced: false })] });
    deepStrictEqual(catalog.entry(service), {
      ...service,
      plural: 'isvcs',
      isNamespaced: false,
      origin: 'cluster',
      link: 'https://docs.example/isvc',
    });
  });

  test('knows kinds of built-in groups from those of CRDs', () => {
    const lease = { group: 'apps', version: 'v2', kind: 'Thing' };
    const { catalog } = connected({ served: [served(lease), served(service)] });
    strictEqual(catalog.entry(lease)?.isBuiltIn, true);
    strictEqual(catalog.entry(service)?.isBuiltIn, undefined);
  });

  test('calls a removed version deprecated where the cluster still serves it', () => {
    const { catalog } = connected({ served: [served(oldScaler)] });
    deepStrictEqual(catalog.entry(oldScaler)?.retirement, {
      state: 'deprecated',
      successor: 'autoscaling/v2',
    });
  });

  test('calls a version unserved where the cluster serves another one of the kind', () => {
    const { catalog } = connected({ served: [served({ ...runtime, version: 'v1' })] });
    deepStrictEqual(catalog.entry(runtime)?.retirement, {
      state: 'unserved',
      successor: 'serving.kserve.io/v1',
    });
  });

  test('leaves a kind alone that the cluster does not serve at all', () => {
    const { catalog } = connected({ served: [served(deployment)] });
    strictEqual(catalog.entry(runtime)?.origin, 'ml');
    strictEqual(catalog.entry(runtime)?.retirement, undefined);
  });

  test('replaces an earlier discovery', () => {
    const { catalog } = connected({ served: [served(service)] });
    catalog.serve([served(deployment)]);
    strictEqual(catalog.entry(service)?.origin, 'ml');
  });
});

suite('the catalogue of a cluster, for schemas', () => {
  test('asks once for the document of a served kind, and answers from below meanwhile', () => {
    const { catalog, asked } = connected({ served: [served(deployment), served(service)] });
    deepStrictEqual(catalog.schema(deployment)?.propertyNames, ['fromBelow']);
    catalog.schema(deployment);
    deepStrictEqual(asked, ['apps/v1']);
    strictEqual(catalog.schema(service), undefined);
    deepStrictEqual(asked, ['apps/v1', 'serving.kserve.io/v1beta1']);
  });

  test('does not ask for kinds that the cluster does not serve', () => {
    const { catalog, asked } = connected({ served: [served(service)] });
    strictEqual(catalog.schema(deployment)?.propertyNames[0], 'fromBelow');
    deepStrictEqual(asked, []);
  });

  test('answers from the document once it is there, the same schema each time', () => {
    const { catalog } = connected({ served: [served(deployment)] });
    const before = catalog.generation;
    catalog.add('apps/v1', documentOf(deployment));
    notStrictEqual(catalog.generation, before);
    deepStrictEqual(catalog.schema(deployment)?.propertyNames, ['fromCluster']);
    strictEqual(catalog.schema(deployment), catalog.schema(deployment));
  });

  test('falls back for a kind that the document does not hold', () => {
    const { catalog } = connected({ served: [served(deployment)] });
    catalog.add('apps/v1', documentOf(service));
    deepStrictEqual(catalog.schema(deployment)?.propertyNames, ['fromBelow']);
  });

  test('does not ask again for a document that the cluster did not give', () => {
    const { catalog, asked } = connected({ served: [served(deployment)] });
    catalog.schema(deployment);
    catalog.add('apps/v1', undefined);
    deepStrictEqual(catalog.schema(deployment)?.propertyNames, ['fromBelow']);
    deepStrictEqual(asked, ['apps/v1']);
  });

  test('asks anew for a document that it was told to forget', () => {
    const { catalog, asked } = connected({ served: [served(deployment)] });
    catalog.schema(deployment);
    catalog.add('apps/v1', documentOf(deployment));
    const before = catalog.generation;
    catalog.forget('apps/v1');
    notStrictEqual(catalog.generation, before);
    deepStrictEqual(catalog.schema(deployment)?.propertyNames, ['fromBelow']);
    deepStrictEqual(asked, ['apps/v1', 'apps/v1']);
  });
});

type Name = Pick<KindEntry, 'group' | 'version' | 'kind'>;

const row = { isNamespaced: true, file: '', definition: '' };

/** What came with Timonel: a kind with a schema, a removed one, and two of ML systems. */
const ours: readonly IndexedKind[] = [
  {
    ...row,
    ...deployment,
    plural: 'deployments',
    origin: 'core',
    isBuiltIn: true,
    file: 'apps.json',
    definition: 'Deployment',
  },
  {
    ...row,
    ...oldScaler,
    plural: 'horizontalpodautoscalers',
    origin: 'core',
    isBuiltIn: true,
    retirement: { state: 'removed', since: '1.26', successor: 'autoscaling/v2' },
  },
  { ...row, ...service, plural: 'inferenceservices', origin: 'ml', link: 'https://docs.example/isvc' },
  { ...row, ...runtime, plural: 'servingruntimes', origin: 'ml' },
];

function connected({ served: kinds }: { readonly served: readonly ServedKind[] }) {
  const below = new FileCatalog(ours, () => ({
    definitions: { Deployment: { properties: { fromBelow: {} } } },
  }));
  const asked: string[] = [];
  const catalog = new ClusterCatalog(below, apiVersion => asked.push(apiVersion));
  catalog.serve(kinds);
  return { catalog, asked };
}

function served(kind: Name, more: Partial<ServedKind> = {}): ServedKind {
  return { ...kind, plural: `${kind.kind.toLowerCase()}s`, isNamespaced: true, ...more };
}

function documentOf(kind: Name): OpenApiDocument {
  return {
    components: {
      schemas: {
        'some.Kind': {
          type: 'object',
          properties: { fromCluster: { type: 'string' } },
          'x-kubernetes-group-version-kind': [kind],
        },
      },
    },
  };
}
