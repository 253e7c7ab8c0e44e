import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../../src/cluster/failure.ts';
import { serverProblems } from '../../../src/deploy/serverProblems.ts';
import { covered, documentOf } from './support.ts';

const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: many
  template:
    spec:
      containers:
        - name: a
          imagee: first
          ports:
            - containerPort: 70000
`;

function places(failure: Failure, manifest = text) {
  return serverProblems(failure, documentOf(manifest)).map(({ range, message }) => [
    covered(manifest, range),
    message,
  ]);
}
const invalid = (message: string, ...causes: { field?: string; message: string }[]): Failure => ({
  kind: 'invalid',
  status: 422,
  message,
  causes,
});

suite('serverProblems', () => {
  test('places causes on their fields', () =>
    deepStrictEqual(
      places(
        invalid(
          'two are wrong',
          {
            field: 'spec.template.spec.containers[0].ports[0].containerPort',
            message: 'Invalid value: 70000',
          },
          { field: 'spec.template.spec.containers[0].image', message: 'Required value' },
        ),
      ),
      [
        ['70000', 'Invalid value: 70000'],
        ['n', 'spec.template.spec.containers[0].image: Required value'],
      ],
    ));

  test('places unknown fields on their names', () =>
    deepStrictEqual(
      places(
        invalid(
          'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ' +
            'unknown field "spec.template.spec.containers[0].imagee", duplicate field "spec.replicas"',
        ),
      ),
      [
        ['imagee', 'unknown field "spec.template.spec.containers[0].imagee"'],
        ['replicas', 'duplicate field "spec.replicas"'],
      ],
    ));

  test('reads the words of server-side apply', () => {
    const prefix = 'failed to create typed patch object (ml/web; apps/v1, Kind=Deployment): ';
    deepStrictEqual(
      places({
        kind: 'serverError',
        status: 500,
        message: `${prefix}.spec.template.spec.containers[name="a"].imagee: field not declared in schema`,
      }),
      [['imagee', 'unknown field "spec.template.spec.containers[name="a"].imagee"']],
    );
    deepStrictEqual(
      places({
        kind: 'serverError',
        status: 500,
        message: `${prefix}errors:\n  .spec.replicas: expected numeric (int or float), got string\n  .spec.template.spec.containers[name="a"].imagee: field not declared in schema`,
      }),
      [
        ['imagee', 'unknown field "spec.template.spec.containers[name="a"].imagee"'],
        ['many', 'expected numeric (int or float), got string'],
      ],
    );
  });

  test('reads the words of the decoder', () =>
    deepStrictEqual(
      places({
        kind: 'invalid',
        causes: [],
        status: 400,
        message:
          'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      }),
      [['many', 'expected int32, got string']],
    ));

  test('tells of a namespace that is not there at the namespace, or the metadata', () => {
    const failure: Failure = { kind: 'notFound', status: 404, message: 'namespaces "ml" not found' };
    deepStrictEqual(places(failure), [['metadata', 'metadata.namespace: namespaces "ml" not found']]);
    const own = text.replace('name: web', 'name: web\n  namespace: ml');
    deepStrictEqual(places(failure, own), [['ml', 'namespaces "ml" not found']]);
  });

  test('puts all else on the name', () => {
    deepStrictEqual(places({ kind: 'forbidden', message: 'admission said no' }), [
      ['web', 'admission said no'],
    ]);
    deepStrictEqual(places(invalid('x', { field: '<nil>', message: 'rule' })), [['web', 'x']]);
  });

  test('says what can be done about a field that cannot be changed', () =>
    deepStrictEqual(
      places(
        invalid('', {
          field: 'spec.template',
          message: 'Invalid value: {"metadata":{}}: field is immutable',
        }),
      ),
      [['template', 'field is immutable: delete the live object first, or give this one another name']],
    ));

  test('does not quote a Secret', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: hunter2}\n';
    deepStrictEqual(places(invalid('', { field: 'data[a]', message: 'Invalid value: "hunter2"' }), secret), [
      ['hunter2', 'Invalid value: "(hidden)"'],
    ]);
  });
});
