import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  difference,
  fromFieldsV1,
  intersection,
  isEmptySet,
  pathsOf,
  toFieldsV1,
  union,
} from '../../../../src/demo/api/fieldSet.ts';

const wire = {
  'f:spec': {
    'f:replicas': {},
    'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } },
    'f:finalizers': { 'v:"a"': {} },
  },
};
const set = fromFieldsV1(wire);
const replicas = fromFieldsV1({ 'f:spec': { 'f:replicas': {} } });

suite('FieldSet', () => {
  test('goes to the wire and back', () => assert.deepEqual(toFieldsV1(set), wire));

  test('words its paths as the server does', () => {
    assert.deepEqual(pathsOf(set), [
      '.spec.replicas',
      '.spec.containers[name="web"]',
      '.spec.containers[name="web"].image',
      '.spec.finalizers[="a"]',
    ]);
  });

  test('several keys are told together', () => {
    const ports = fromFieldsV1({ 'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': {} } });
    assert.deepEqual(pathsOf(ports), ['.ports[containerPort=80,protocol="TCP"]']);
  });

  test('has the operations of sets', () => {
    assert.deepEqual(toFieldsV1(intersection(set, replicas)), toFieldsV1(replicas));
    assert.deepEqual(toFieldsV1(union(difference(set, replicas), replicas)), wire);
    assert.ok(isEmptySet(difference(set, set)));
    assert.equal(toFieldsV1(difference(set, replicas))['f:spec'] !== undefined, true);
  });
});
