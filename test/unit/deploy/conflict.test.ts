import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { readConflicts, withoutFields } from '../../../src/deploy/conflict.ts';

const deployment = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: {
    replicas: 2,
    template: {
      spec: { containers: [{ name: 'a', image: 'x', resources: { limits: { cpu: '1' } } }, { name: 'b' }] },
    },
  },
};

const refused = (...causes: readonly (readonly [field: string, manager: string])[]): Failure => ({
  kind: 'conflict',
  status: 409,
  message: `Apply failed with ${causes.length} conflicts`,
  causes: causes.map(([field, manager]) => ({
    field,
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
  })),
});

suite('readConflicts', () => {
  test('tells who owns what', () =>
    deepStrictEqual(
      readConflicts(
        refused(
          ['.spec.replicas', '"kube-controller-manager" with subresource "scale" using apps/v1'],
          ['.spec.template.spec.containers[name="a"].image', '"kubectl-edit" using apps/v1'],
          ['.metadata.labels.app.kubernetes.io/name', '"say \\"hi\\"" using apps/v1'],
        ),
        deployment,
      ),
      [
        { manager: 'kube-controller-manager', field: 'spec.replicas', path: ['spec', 'replicas'] },
        {
          manager: 'kubectl-edit',
          field: 'spec.template.spec.containers[0].image',
          path: ['spec', 'template', 'spec', 'containers', 0, 'image'],
        },
        {
          manager: 'say \\"hi\\"',
          field: 'metadata.labels[app.kubernetes.io/name]',
          path: ['metadata', 'labels', 'app.kubernetes.io/name'],
        },
      ],
    ));

  test('keeps the written field where the object has none of that name', () =>
    deepStrictEqual(readConflicts(refused(['.spec.unheard', '"m" using v1']), deployment), [
      { manager: 'm', field: 'spec.unheard', path: [] },
    ]));

  test('reads nothing out of another conflict, or another failure', () => {
    const outOfDate: Failure = { kind: 'conflict', message: 'the object has been modified', causes: [] };
    deepStrictEqual(readConflicts(outOfDate, deployment), []);
    deepStrictEqual(readConflicts({ kind: 'notFound', message: '' }, deployment), []);
  });
});

suite('withoutFields', () => {
  test('drops exactly the named fields', () =>
    deepStrictEqual(withoutFields(deployment, [['spec', 'replicas']]), {
      ...deployment,
      spec: { template: deployment.spec.template },
    }));

  test('drops what becomes empty, but no item of a list', () =>
    deepStrictEqual(
      withoutFields(deployment, [
        ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'cpu'],
        ['metadata', 'labels', 'app.kubernetes.io/name'],
      ]),
      {
        metadata: { name: 'web' },
        spec: { replicas: 2, template: { spec: { containers: [{ name: 'a', image: 'x' }, { name: 'b' }] } } },
      },
    ));

  test('drops several items of a list without mixing them up', () => {
    const object = { list: ['a', 'b', 'c', 'd'] };
    deepStrictEqual(
      withoutFields(object, [
        ['list', 0],
        ['list', 2],
      ]),
      { list: ['b', 'd'] },
    );
  });

  test('leaves the given object as it is, and does not mind fields that are not there', () => {
    const copy = structuredClone(deployment);
    deepStrictEqual(withoutFields(deployment, [['spec', 'nowhere', 'x']]), copy);
    withoutFields(deployment, [['spec']]);
    deepStrictEqual(deployment, copy);
  });
});
