import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { schemaFiles } from '../../../scripts/schemas/buildSchemas.ts';
import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson } from '../../../src/manifest/schema/schemaJson.ts';

const texts = await schemaFiles();
const index = JSON.parse(texts.get('index.json') ?? '[]') as readonly IndexedKind[];
const files = new Map(
  [...texts]
    .filter(([path]) => path !== 'index.json')
    .map(([path, text]) => [path, JSON.parse(text) as SchemaFileJson]),
);

suite('the built schemas', () => {
  test('are the same each time', async () => {
    deepStrictEqual([...(await schemaFiles())], [...texts]);
  });

  test('stay small', () => {
    const bytes = [...texts].filter(([path]) => path.startsWith('core/')).map(([, text]) => text.length);
    const sum = bytes.reduce((total, size) => total + size, 0);
    ok(sum < 1_500_000, `The core's schemas take ${sum} bytes.`);
  });

  test('have every definition that is referred to', () => {
    const broken = [...files].flatMap(([path, file]) =>
      referencesIn(file)
        .filter(ref => !isThere(ref, path))
        .map(ref => `${path}: ${ref}`),
    );
    deepStrictEqual(broken, []);
  });

  test('have the definition of every kind in the index, each kind once', () => {
    const names = index.map(({ group, version, kind }) => `${group}/${version}/${kind}`);
    deepStrictEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
    const without = index.filter(
      ({ file, definition }) => file !== '' && !isThere(`${file}#/definitions/${definition}`, ''),
    );
    deepStrictEqual(without, []);
  });

  test('name the core types by which rules hang', () => {
    const core = files.get('core/v1.json')?.definitions ?? {};
    for (const type of [
      'PodSpec',
      'PodTemplateSpec',
      'Container',
      'Probe',
      'ResourceRequirements',
      'LabelSelector',
      'ObjectMeta',
      'Toleration',
      'Volume',
      'RbacSubject',
    ])
      strictEqual(Object.hasOwn(core, type), type !== 'RbacSubject', type);
    ok(files.get('core/rbac.authorization.k8s.io.v1.json')?.definitions['RbacSubject']);
    strictEqual(core['EphemeralContainer']?.['x-timonel-type'], 'Container');
    ok(files.get('core/batch.v1.json')?.definitions['JobSpec']);
  });

  test('say what the declarations lost', () => {
    const core = files.get('core/v1.json')?.definitions ?? {};
    deepStrictEqual(core['ResourceRequirements']?.properties?.['limits']?.additionalProperties, {
      format: 'quantity',
      'x-kubernetes-int-or-string': true,
    });
    deepStrictEqual(core['Container']?.properties?.['ports']?.['x-kubernetes-list-map-keys'], [
      'containerPort',
      'protocol',
    ]);
    deepStrictEqual(core['PodSpec']?.properties?.['restartPolicy']?.enum, ['Always', 'OnFailure', 'Never']);
    strictEqual(core['PodSpec']?.properties?.['restartPolicy']?.default, 'Always');
    strictEqual(core['ServicePort']?.properties?.['targetPort']?.['x-kubernetes-int-or-string'], true);
    strictEqual(core['ObjectMeta']?.properties?.['finalizers']?.['x-kubernetes-list-type'], 'set');
  });

  test('take any objects in a list', () => {
    const row = index.find(({ kind, group }) => kind === 'List' && group === '');
    strictEqual(row?.file, 'core/v1.json');
    strictEqual(files.get('core/v1.json')?.definitions['List']?.properties?.['items']?.items?.type, 'object');
  });
});

function referencesIn(value: unknown): readonly string[] {
  const found: string[] = [];
  const look = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const [key, child] of Object.entries(at))
      if (key === '$ref' && typeof child === 'string') found.push(child);
      else look(child);
  };
  look(value);
  return found;
}

function isThere(ref: string, from: string): boolean {
  const [file = '', name = ''] = ref.split('#/definitions/');
  return Object.hasOwn(files.get(file || from)?.definitions ?? {}, name);
}
